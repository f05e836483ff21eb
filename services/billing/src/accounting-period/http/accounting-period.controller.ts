import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import { Clock, roles, statedInstant } from '@rotables/domain-kernel';
import type { Session } from '@rotables/domain-kernel';
import { parsePeriod } from '../accounting-period.js';
import { ClosePeriod } from '../commands/close-period.js';
import { PeriodList } from '../queries/period-list.js';
import {
  AccountingPeriodPage,
  AccountingPeriodView,
  ClosePeriodBody,
  PeriodsQuery,
  periodView,
} from './accounting-period.dto.js';

@ApiTags('accounting periods')
@Controller('v1/accounting-periods')
export class AccountingPeriodController {
  constructor(
    private readonly closePeriod: ClosePeriod,
    private readonly periods: PeriodList,
    private readonly clock: Clock,
  ) {}

  /** Closes a month: nothing is open in it but what is carried forward by name (B5). */
  @Post(':period/close')
  @HttpCode(200)
  @RequireRoles('finance')
  @ApiOkResponse({ type: AccountingPeriodView })
  async close(
    @Param('period') period: string,
    @Body() body: ClosePeriodBody,
    @CurrentSession() session: Session,
  ): Promise<AccountingPeriodView> {
    const recordedAt = this.clock.now();
    const closedAt = statedInstant(body.closedAt, 'closedAt', recordedAt);
    const command = { period: parsePeriod(period), carryForward: body.carryForward, closedAt, recordedAt };
    const closed = await this.closePeriod.execute(command, session);
    return periodView(closed.period, closed.carriedForward);
  }

  @Get()
  @RequireRoles(...roles)
  @ApiOkResponse({ type: AccountingPeriodPage })
  async list(@Query() query: PeriodsQuery): Promise<AccountingPeriodPage> {
    const { items, nextCursor } = await this.periods.page(query);
    return { items: items.map(({ carriedForward, ...period }) => periodView(period, carriedForward)), nextCursor };
  }
}
