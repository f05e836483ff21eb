import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import { businessDateOf, Clock, parseFen, roles, statedInstant } from '@rotables/domain-kernel';
import type { Session } from '@rotables/domain-kernel';
import { optionalCity } from '../../http/fields.js';
import { DecideRefund } from '../commands/decide-refund.js';
import { ProposeRefund } from '../commands/propose-refund.js';
import { RefundList } from '../queries/refund-list.js';
import {
  ApproveRefundBody,
  ProposeRefundBody,
  RefundPage,
  RefundsQuery,
  refundView,
  RefundView,
  RejectRefundBody,
} from './refund.dto.js';

@ApiTags('refunds')
@Controller('v1/refunds')
export class RefundController {
  constructor(
    private readonly proposeRefund: ProposeRefund,
    private readonly decideRefund: DecideRefund,
    private readonly refunds: RefundList,
    private readonly clock: Clock,
  ) {}

  /** Proposes a refund in full (W3). */
  @Post()
  @RequireRoles('branch-head', 'finance')
  @ApiCreatedResponse({ type: RefundView })
  async propose(@Body() body: ProposeRefundBody, @CurrentSession() session: Session): Promise<RefundView> {
    const { faultNumber, reason } = body;
    const amountFen = body.amountFen === undefined ? undefined : parseFen(body.amountFen, 'amountFen');
    const now = this.clock.now();
    const proposedAt = statedInstant(body.proposedAt, 'proposedAt', now);
    const proposal = { faultNumber, amountFen, reason, proposedAt, pricedOn: businessDateOf(now) };
    return refundView(await this.proposeRefund.execute(proposal, session));
  }

  /** A second person agrees, above a limit the general manager, and the money is paid out (B3). */
  @Post(':refundNumber/approve')
  @HttpCode(200)
  @RequireRoles('finance', 'headquarters-approver', 'general-manager')
  @ApiOkResponse({ type: RefundView })
  async approve(
    @Param('refundNumber') refundNumber: string,
    @Body() body: ApproveRefundBody,
    @CurrentSession() session: Session,
  ): Promise<RefundView> {
    const at = statedInstant(body.approvedAt, 'approvedAt', this.clock.now());
    return refundView(await this.decideRefund.approve(refundNumber, { at, method: body.method }, session));
  }

  /** A second person declines. */
  @Post(':refundNumber/reject')
  @HttpCode(200)
  @RequireRoles('finance', 'headquarters-approver', 'general-manager')
  @ApiOkResponse({ type: RefundView })
  async reject(
    @Param('refundNumber') refundNumber: string,
    @Body() body: RejectRefundBody,
    @CurrentSession() session: Session,
  ): Promise<RefundView> {
    const at = statedInstant(body.rejectedAt, 'rejectedAt', this.clock.now());
    return refundView(await this.decideRefund.reject(refundNumber, { at, reason: body.reason }, session));
  }

  @Get()
  @RequireRoles(...roles)
  @ApiOkResponse({ type: RefundPage })
  async list(@Query() query: RefundsQuery): Promise<RefundPage> {
    const { items, nextCursor } = await this.refunds.page({ ...query, city: optionalCity(query.city) }, query);
    return { items: items.map(refundView), nextCursor };
  }

  @Get(':refundNumber')
  @RequireRoles(...roles)
  @ApiOkResponse({ type: RefundView })
  async get(@Param('refundNumber') refundNumber: string): Promise<RefundView> {
    return refundView(await this.refunds.get(refundNumber));
  }
}
