import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import { businessDateOf, Clock, parseSerial, roles, statedInstant, sumFen } from '@rotables/domain-kernel';
import type { Session } from '@rotables/domain-kernel';
import { optionalCity, optionalDay } from '../../http/fields.js';
import { RepayCharge } from '../commands/repay-charge.js';
import { ChargeList } from '../queries/charge-list.js';
import {
  ChargePage,
  ChargesQuery,
  chargeView,
  ChargeView,
  DebtsQuery,
  debtView,
  RepayChargeBody,
  UnitDebtsView,
} from './charge.dto.js';

@ApiTags('charges')
@Controller('v1')
@RequireRoles(...roles)
export class ChargeController {
  constructor(
    private readonly charges: ChargeList,
    private readonly repayCharge: RepayCharge,
    private readonly clock: Clock,
  ) {}

  @Get('charges')
  @ApiOkResponse({ type: ChargePage })
  async list(@Query() query: ChargesQuery): Promise<ChargePage> {
    const bounds = { from: optionalDay(query.from, 'from'), to: optionalDay(query.to, 'to') };
    const { items, nextCursor } = await this.charges.page(
      { ...query, ...bounds, city: optionalCity(query.city) },
      query,
    );
    return { items: items.map(chargeView), nextCursor };
  }

  @Get('charges/:chargeNumber')
  @ApiOkResponse({ type: ChargeView })
  async get(@Param('chargeNumber') chargeNumber: string): Promise<ChargeView> {
    return chargeView(await this.charges.get(chargeNumber));
  }

  /** What was paid on a charge that was reversed goes back to the payer, by another person than those who took it. */
  @Post('charges/:chargeNumber/repay')
  @HttpCode(200)
  @RequireRoles('finance', 'headquarters-approver')
  @ApiOkResponse({ type: ChargeView })
  async repay(
    @Param('chargeNumber') chargeNumber: string,
    @Body() { method, repaidAt }: RepayChargeBody,
    @CurrentSession() session: Session,
  ): Promise<ChargeView> {
    const at = statedInstant(repaidAt, 'repaidAt', this.clock.now());
    return chargeView(await this.repayCharge.execute(chargeNumber, { method, at }, session));
  }

  /** Who owes what for a unit, as of a day. */
  @Get('units/:serial/debts')
  @ApiOkResponse({ type: UnitDebtsView })
  async debts(@Param('serial') scanned: string, @Query() query: DebtsQuery): Promise<UnitDebtsView> {
    const serial = parseSerial(scanned);
    const asOf = optionalDay(query.asOf, 'asOf') ?? businessDateOf(this.clock.now());
    const debts = await this.charges.debtsOf(serial, asOf);
    const known = debts[0]?.charge.serial ?? serial;
    return { serial: known, asOf, openFen: sumFen(debts.map(({ openFen }) => openFen)), items: debts.map(debtView) };
  }
}
