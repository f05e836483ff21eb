import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import {
  addDays,
  Clock,
  instantOf,
  parseBusinessDate,
  parseSerial,
  serialKey,
  statedInstant,
} from '@rotables/domain-kernel';
import type { Session } from '@rotables/domain-kernel';
import type { CursorPage } from '@rotables/service-host';
import { ReportUnitFound } from '../../custody-loss/commands/report-unit-found.js';
import { ReportUnitLost } from '../../custody-loss/commands/report-unit-lost.js';
import type { CustodyLoss } from '../../custody-loss/custody-loss.js';
import { listPage } from '../../listing.js';
import type { View } from '../../listing.js';
import { branch, custodians, readers } from '../../roles.js';
import { AcquireUnits } from '../commands/acquire-units.js';
import { SettleUnitFact } from '../commands/settle-unit-fact.js';
import type { FactException } from '../fact-exception.js';
import { parsePlace } from '../place.js';
import { awaitingFactListing, isAlsoCovered, spareUnitListing, SpareUnitReads } from '../queries/spare-unit-reads.js';
import { SpareUnitNotFound } from '../spare-unit.errors.js';
import {
  AcquireUnitsBody,
  AsOfQuery,
  AwaitingFactQuery,
  ReportUnitFoundBody,
  ReportUnitLostBody,
  SettleUnitFactBody,
  SpareUnitQuery,
} from './spare-unit.dto.js';
import type { Shown } from '../../shown.js';

type SettledFact = Omit<FactException, 'waitsLong'>;

export interface AcquiredView {
  readonly site: string;
  readonly acquired: number;
  readonly acquiredAt: string;
}

/** The ledger: where every unit is and was (S9), and what is lost and found (S4). */
@ApiTags('spare units')
@Controller('v1')
export class SpareUnitController {
  constructor(
    private readonly acquireUnits: AcquireUnits,
    private readonly settleUnitFact: SettleUnitFact,
    private readonly reportUnitLost: ReportUnitLost,
    private readonly reportUnitFound: ReportUnitFound,
    private readonly reads: SpareUnitReads,
    private readonly clock: Clock,
  ) {}

  /** New units of the company, into the site that who acquires them keeps; one serial that is known already refuses them all. */
  @Post('spare-units/acquire')
  @HttpCode(200)
  @RequireRoles(...custodians)
  async acquire(@CurrentSession() session: Session, @Body() body: AcquireUnitsBody): Promise<AcquiredView> {
    const acquiredAt = statedInstant(body.acquiredAt, 'acquiredAt', this.clock.now());
    const units = body.units.map(({ serial, model }, index) => ({
      serial: parseSerial(serial, `units[${index}].serial`),
      model,
    }));
    const acquired = await this.acquireUnits.execute({ session, site: body.site, acquiredAt, units });
    return { site: body.site, acquired: acquired.length, acquiredAt: acquiredAt.toISOString() };
  }

  @Get('spare-units')
  @RequireRoles(...readers)
  list(@Query() query: SpareUnitQuery): Promise<CursorPage<View>> {
    const place = query.place === undefined ? undefined : parsePlace(query.place);
    return listPage(spareUnitListing, query, [
      ['city = ?', query.city],
      [`(place_kind in ('site', 'quarantine') and place_id = ?)`, query.site],
      ['place_kind = ?', place?.kind ?? query.placeKind],
      ['place_id = ?', place?.id],
      ['model = ?', query.model],
      ['condition = ?', query.condition],
      ['owner = ?', query.owner],
      [isAlsoCovered, query.contradiction === undefined ? undefined : 'company'],
      ['starts_with(serial_key, ?)', query.serial === undefined ? undefined : serialKey(query.serial)],
      ['serial_key = any (?::text[])', query.serials?.map(serialKey)],
    ]);
  }

  /** Where a unit is, or was as of a day or an instant, with its movements until then. */
  @Get('spare-units/:serial')
  @RequireRoles(...readers)
  async get(@Param('serial') typed: string, @Query() { asOf }: AsOfQuery): Promise<View> {
    const serial = await this.reads.spellingInSight(typed);
    if (serial === null) throw new SpareUnitNotFound(typed);
    return this.reads.asOf(serial, this.momentOf(asOf));
  }

  @Post('spare-units/:serial/report-lost')
  @HttpCode(200)
  @RequireRoles(...branch, 'warehouse', 'headquarters-approver')
  async reportLost(
    @CurrentSession() session: Session,
    @Param('serial') serial: string,
    @Body() body: ReportUnitLostBody,
  ): Promise<Shown<CustodyLoss>> {
    const lostAt = statedInstant(body.lostAt, 'lostAt', this.clock.now());
    const command = { session, serial: parseSerial(serial), lostAt, note: body.note, statementNumber: null };
    return viewOf(await this.reportUnitLost.execute(command));
  }

  @Post('spare-units/:serial/report-found')
  @HttpCode(200)
  @RequireRoles(...branch, 'warehouse', 'headquarters-approver')
  async reportFound(
    @CurrentSession() session: Session,
    @Param('serial') serial: string,
    @Body() body: ReportUnitFoundBody,
  ): Promise<Shown<CustodyLoss>> {
    const foundAt = statedInstant(body.foundAt, 'foundAt', this.clock.now());
    return viewOf(
      await this.reportUnitFound.execute({ session, serial: parseSerial(serial), site: body.site, foundAt }),
    );
  }

  /** What other services have told of units and what waits for a fact that it builds on. */
  @Get('awaiting-unit-facts')
  @RequireRoles('warehouse', 'headquarters-approver', 'administrator')
  awaiting(@Query() query: AwaitingFactQuery): Promise<CursorPage<View>> {
    return listPage(awaitingFactListing, query, [['(settled_at is not null) = ?', query.settled ?? 'false']]);
  }

  /** What can no longer be entered, or was never to be, is waited for no longer; the ledger stays as it is (E4). */
  @Post('awaiting-unit-facts/:id/settle')
  @HttpCode(200)
  @RequireRoles('headquarters-approver')
  async settle(
    @CurrentSession() session: Session,
    @Param('id') id: string,
    @Body() { reason }: SettleUnitFactBody,
  ): Promise<Shown<SettledFact>> {
    const number = /^[0-9]{1,15}$/.test(id) ? Number(id) : 0;
    const settled = await this.settleUnitFact.execute(number, { reason, at: this.clock.now() }, session);
    const { version: _version, waitsLong: _waitsLong, ...shown } = settled;
    return shown;
  }

  private momentOf(asOf: string | undefined): Date {
    if (asOf === undefined) return new Date(this.clock.now().getTime() + 3_600_000);
    if (asOf.includes('T')) return statedInstant(asOf, 'asOf', this.clock.now());
    return new Date(instantOf(addDays(parseBusinessDate(asOf, 'asOf'), 1)).getTime() - 1);
  }
}

function viewOf({ version: _version, ...loss }: CustodyLoss): Shown<CustodyLoss> {
  return loss;
}
