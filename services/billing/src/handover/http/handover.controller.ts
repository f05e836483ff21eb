import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import { Clock, parseCityCode, parseFen, roles, statedDate, statedInstant } from '@rotables/domain-kernel';
import type { Session } from '@rotables/domain-kernel';
import { optionalCity, optionalDay } from '../../http/fields.js';
import { AcceptHandover } from '../commands/accept-handover.js';
import { ClearDifference } from '../commands/clear-difference.js';
import { SubmitHandover } from '../commands/submit-handover.js';
import { HandoverList } from '../queries/handover-list.js';
import {
  AcceptHandoverBody,
  ClearDifferenceBody,
  HandoverPage,
  HandoversQuery,
  handoverView,
  HandoverView,
  SubmitHandoverBody,
} from './handover.dto.js';

@ApiTags('hand-overs')
@Controller('v1/handovers')
export class HandoverController {
  constructor(
    private readonly submitHandover: SubmitHandover,
    private readonly acceptHandover: AcceptHandover,
    private readonly clearDifference: ClearDifference,
    private readonly handovers: HandoverList,
    private readonly clock: Clock,
  ) {}

  /** A branch hands in a day's receipts and cash (B4). */
  @Post()
  @RequireRoles('branch-clerk', 'branch-head')
  @ApiCreatedResponse({ type: HandoverView })
  async submit(@Body() body: SubmitHandoverBody, @CurrentSession() session: Session): Promise<HandoverView> {
    const now = this.clock.now();
    const handIn = {
      city: parseCityCode(body.city),
      businessOn: statedDate(body.businessOn, 'businessOn', now),
      cashFen: parseFen(body.cashFen, 'cashFen'),
      receiptNumbers: body.receiptNumbers,
      differenceReason: body.differenceReason ?? null,
      submittedAt: statedInstant(body.submittedAt, 'submittedAt', now),
      recordedAt: now,
    };
    return handoverView(await this.submitHandover.execute(handIn, session));
  }

  /** Finance counts what was handed in (B5). */
  @Post(':handoverNumber/accept')
  @HttpCode(200)
  @RequireRoles('finance')
  @ApiOkResponse({ type: HandoverView })
  async accept(
    @Param('handoverNumber') handoverNumber: string,
    @Body() body: AcceptHandoverBody,
    @CurrentSession() session: Session,
  ): Promise<HandoverView> {
    const at = statedInstant(body.acceptedAt, 'acceptedAt', this.clock.now());
    const countedFen = parseFen(body.countedFen, 'countedFen');
    return handoverView(await this.acceptHandover.execute(handoverNumber, { countedFen, at }, session));
  }

  /** Another person than the one who counted clears the difference (B5). */
  @Post(':handoverNumber/clear-difference')
  @HttpCode(200)
  @RequireRoles('finance', 'headquarters-approver')
  @ApiOkResponse({ type: HandoverView })
  async clear(
    @Param('handoverNumber') handoverNumber: string,
    @Body() { clearance, reason, clearedAt }: ClearDifferenceBody,
    @CurrentSession() session: Session,
  ): Promise<HandoverView> {
    const at = statedInstant(clearedAt, 'clearedAt', this.clock.now());
    return handoverView(await this.clearDifference.execute(handoverNumber, { clearance, reason, at }, session));
  }

  @Get()
  @RequireRoles(...roles)
  @ApiOkResponse({ type: HandoverPage })
  async list(@Query() query: HandoversQuery): Promise<HandoverPage> {
    const bounds = { from: optionalDay(query.from, 'from'), to: optionalDay(query.to, 'to') };
    const { items, nextCursor } = await this.handovers.page(
      { ...query, ...bounds, city: optionalCity(query.city) },
      query,
    );
    return { items: items.map(handoverView), nextCursor };
  }

  @Get(':handoverNumber')
  @RequireRoles(...roles)
  @ApiOkResponse({ type: HandoverView })
  async get(@Param('handoverNumber') handoverNumber: string): Promise<HandoverView> {
    return handoverView(await this.handovers.get(handoverNumber));
  }
}
