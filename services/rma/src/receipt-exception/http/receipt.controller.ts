import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import type { Session } from '@rotables/domain-kernel';
import { ReceiveBody } from '../../rma-case/http/rma-case.dto.js';
import { AcceptParcel } from '../commands/accept-parcel.js';
import { ReceiveUnit } from '../commands/receive-unit.js';
import { AcceptParcelBody, answerOf, ReceiptAnswer } from './receipt-exception.dto.js';

@ApiTags('receipts')
@Controller('v1')
export class ReceiptController {
  constructor(
    private readonly receiveUnit: ReceiveUnit,
    private readonly acceptParcel: AcceptParcel,
  ) {}

  /** Receives the unit of a case by scan; a wrong serial is kept as an exception, and the case goes on waiting (R5). */
  @Post('rma-cases/:faultNumber/receive')
  @HttpCode(200)
  @RequireRoles('warehouse', 'branch-clerk', 'branch-head')
  @ApiOkResponse({ type: ReceiptAnswer })
  async receive(
    @Param('faultNumber') faultNumber: string,
    @Body() { site, scannedSerial, missingAccessories, receivedAt }: ReceiveBody,
    @CurrentSession() session: Session,
  ): Promise<ReceiptAnswer> {
    const command = { faultNumber, site, scannedSerial, missingAccessories: missingAccessories ?? [], receivedAt };
    return answerOf(await this.receiveUnit.execute(command, session));
  }

  /** Receives a parcel without a case number: its serial finds the open case, else it is kept as unexpected; never refused (R5). */
  @Post('receipts')
  @HttpCode(200)
  @RequireRoles('warehouse')
  @ApiOkResponse({ type: ReceiptAnswer })
  async accept(
    @Body() { receivedAt, ...body }: AcceptParcelBody,
    @CurrentSession() session: Session,
  ): Promise<ReceiptAnswer> {
    return answerOf(await this.acceptParcel.execute({ ...body, receivedAt }, session));
  }
}
