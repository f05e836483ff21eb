import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import { Clock, parseSerial, statedInstant } from '@rotables/domain-kernel';
import type { Session } from '@rotables/domain-kernel';
import type { CursorPage } from '@rotables/service-host';
import { defineListing, instant, listPage, readOne, text } from '../../listing.js';
import type { View } from '../../listing.js';
import { custodians, readers } from '../../roles.js';
import { AcquisitionWithdrawalNotFound } from '../acquisition-withdrawal.errors.js';
import { WithdrawAcquisition } from '../commands/withdraw-acquisition.js';
import {
  AcquisitionWithdrawalQuery,
  ConfirmWithdrawalBody,
  DeclineWithdrawalBody,
  WithdrawAcquisitionBody,
} from './acquisition-withdrawal.dto.js';

const withdrawalListing = defineListing({
  from: 'acquisition_withdrawal',
  columns: {
    withdrawalNumber: text('withdrawal_number'),
    serial: text('serial'),
    model: text('model'),
    city: text('city'),
    cause: text('cause'),
    reason: text('reason'),
    proposedBy: text('proposed_by'),
    proposedAt: instant('proposed_at'),
    state: text('state'),
    decidedBy: text('decided_by'),
    decidedAt: instant('decided_at'),
    declineReason: text('decline_reason'),
  },
  key: 'withdrawalNumber',
  sorts: ['withdrawalNumber', 'proposedAt'],
  defaultSort: '-proposedAt',
});

/** Acquisitions that were none: by who entered them while nothing followed, else by two people (S9, E1, E2). */
@ApiTags('spare units')
@Controller('v1')
export class AcquisitionWithdrawalController {
  constructor(
    private readonly withdrawAcquisition: WithdrawAcquisition,
    private readonly clock: Clock,
  ) {}

  /** Done at once by who acquired it while nothing followed; else proposed. */
  @Post('spare-units/:serial/withdraw-acquisition')
  @HttpCode(200)
  @RequireRoles(...custodians)
  async withdraw(
    @CurrentSession() session: Session,
    @Param('serial') serial: string,
    @Body() { reason, withdrawnAt }: WithdrawAcquisitionBody,
  ): Promise<View> {
    const at = statedInstant(withdrawnAt, 'withdrawnAt', this.clock.now());
    const command = { session, serial: parseSerial(serial), reason, at };
    return this.get((await this.withdrawAcquisition.execute(command)).withdrawalNumber);
  }

  @Post('acquisition-withdrawals/:withdrawalNumber/confirm')
  @HttpCode(200)
  @RequireRoles('warehouse', 'headquarters-approver')
  async confirm(
    @CurrentSession() session: Session,
    @Param('withdrawalNumber') withdrawalNumber: string,
    @Body() { confirmedAt }: ConfirmWithdrawalBody,
  ): Promise<View> {
    const at = statedInstant(confirmedAt, 'confirmedAt', this.clock.now());
    await this.withdrawAcquisition.confirm({ session, withdrawalNumber, at });
    return this.get(withdrawalNumber);
  }

  @Post('acquisition-withdrawals/:withdrawalNumber/decline')
  @HttpCode(200)
  @RequireRoles('warehouse', 'headquarters-approver')
  async decline(
    @CurrentSession() session: Session,
    @Param('withdrawalNumber') withdrawalNumber: string,
    @Body() { reason, declinedAt }: DeclineWithdrawalBody,
  ): Promise<View> {
    const at = statedInstant(declinedAt, 'declinedAt', this.clock.now());
    await this.withdrawAcquisition.decline({ session, withdrawalNumber, at, reason });
    return this.get(withdrawalNumber);
  }

  @Get('acquisition-withdrawals')
  @RequireRoles(...readers)
  list(@Query() query: AcquisitionWithdrawalQuery): Promise<CursorPage<View>> {
    return listPage(withdrawalListing, query, [
      ['city = ?', query.city],
      ['state = ?', query.state],
      ['cause = ?', query.cause],
      ['starts_with(serial, ?)', query.serial],
    ]);
  }

  @Get('acquisition-withdrawals/:withdrawalNumber')
  @RequireRoles(...readers)
  async get(@Param('withdrawalNumber') withdrawalNumber: string): Promise<View> {
    const withdrawal = await readOne(withdrawalListing, withdrawalNumber);
    if (!withdrawal) throw new AcquisitionWithdrawalNotFound(withdrawalNumber);
    return withdrawal;
  }
}
