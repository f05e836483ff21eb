import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import { Clock, parseQuantity, statedInstant } from '@rotables/domain-kernel';
import type { Session } from '@rotables/domain-kernel';
import type { CursorPage } from '@rotables/service-host';
import { listPage } from '../../listing.js';
import type { View } from '../../listing.js';
import { readers } from '../../roles.js';
import { CloseReplenishmentRest } from '../commands/close-replenishment-rest.js';
import { DecideEarlyReplenishment } from '../commands/decide-early-replenishment.js';
import { RequestEarlyReplenishment } from '../commands/request-early-replenishment.js';
import { replenishmentListing, ReplenishmentReads } from '../queries/replenishment-reads.js';
import type { Replenishment } from '../replenishment.js';
import {
  ApproveEarlyReplenishmentBody,
  CloseReplenishmentRestBody,
  ReplenishmentQuery,
  RequestEarlyReplenishmentBody,
} from './replenishment.dto.js';
import type { Shown } from '../../shown.js';

/** What makes up for defective units that were returned: at closing, or early on written request (S6). */
@ApiTags('replenishments')
@Controller('v1')
export class ReplenishmentController {
  constructor(
    private readonly requestEarlyReplenishment: RequestEarlyReplenishment,
    private readonly decideEarlyReplenishment: DecideEarlyReplenishment,
    private readonly closeReplenishmentRest: CloseReplenishmentRest,
    private readonly reads: ReplenishmentReads,
    private readonly clock: Clock,
  ) {}

  @Post('early-replenishments')
  @RequireRoles('branch-head')
  async request(
    @CurrentSession() session: Session,
    @Body() body: RequestEarlyReplenishmentBody,
  ): Promise<Shown<Replenishment>> {
    const { site, reason, attachmentName } = body;
    const requestedAt = statedInstant(body.requestedAt, 'requestedAt', this.clock.now());
    const quantity = parseQuantity(body.quantity);
    const attachment = Buffer.from(body.attachmentBase64, 'base64');
    const model = body.model ?? null;
    const facts = { session, site, model, quantity, reason, attachmentName, attachment, requestedAt };
    return viewOf(await this.requestEarlyReplenishment.execute(facts));
  }

  @Post('early-replenishments/:replenishmentNumber/approve')
  @HttpCode(200)
  @RequireRoles('headquarters-approver')
  async approve(
    @CurrentSession() session: Session,
    @Param('replenishmentNumber') replenishmentNumber: string,
    @Body() body: ApproveEarlyReplenishmentBody,
  ): Promise<Shown<Replenishment>> {
    const approvedAt = statedInstant(body.approvedAt, 'approvedAt', this.clock.now());
    return viewOf(await this.decideEarlyReplenishment.approve({ session, replenishmentNumber, approvedAt }));
  }

  @Post('early-replenishments/:replenishmentNumber/reject')
  @HttpCode(200)
  @RequireRoles('headquarters-approver')
  async reject(
    @CurrentSession() session: Session,
    @Param('replenishmentNumber') replenishmentNumber: string,
  ): Promise<Shown<Replenishment>> {
    return viewOf(await this.decideEarlyReplenishment.reject({ session, replenishmentNumber }));
  }

  /** What was not shipped is given up by either side; those units are owed again. */
  @Post('replenishments/:replenishmentNumber/close-rest')
  @HttpCode(200)
  @RequireRoles('branch-head', 'headquarters-approver', 'warehouse')
  async closeRest(
    @CurrentSession() session: Session,
    @Param('replenishmentNumber') replenishmentNumber: string,
    @Body() body: CloseReplenishmentRestBody,
  ): Promise<Shown<Replenishment>> {
    const closedAt = statedInstant(body.closedAt, 'closedAt', this.clock.now());
    const { reason } = body;
    return viewOf(await this.closeReplenishmentRest.execute({ session, replenishmentNumber, reason, closedAt }));
  }

  @Get('replenishments')
  @RequireRoles(...readers)
  list(@Query() query: ReplenishmentQuery): Promise<CursorPage<View>> {
    return listPage(replenishmentListing, query, [
      ['city = ?', query.city],
      ['state = ?', query.state],
      ['early = ?::boolean', query.early],
    ]);
  }

  @Get('replenishments/:replenishmentNumber')
  @RequireRoles(...readers)
  get(@Param('replenishmentNumber') replenishmentNumber: string): Promise<View> {
    return this.reads.get(replenishmentNumber);
  }

  @Get('replenishments/:replenishmentNumber/attachment')
  @RequireRoles(...readers)
  attachment(@Param('replenishmentNumber') replenishmentNumber: string): Promise<View> {
    return this.reads.attachment(replenishmentNumber);
  }
}

function viewOf({ version: _version, ...replenishment }: Replenishment): Shown<Replenishment> {
  return replenishment;
}
