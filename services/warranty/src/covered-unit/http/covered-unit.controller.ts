import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import {
  businessDateOf,
  Clock,
  ensureCityInScope,
  InvalidInput,
  parseBusinessDate,
  parseCityCode,
  parseSerial,
  roles,
  statedDate,
  statedInstant,
  type BusinessDate,
  type Session,
} from '@rotables/domain-kernel';
import { cursorPage, decodeCursor } from '@rotables/service-host';
import { decideEntitlement } from '../../entitlement/decide-entitlement.js';
import { statedText } from '../../registration/cell-rules.js';
import { endOfDay } from '../coverage-term.js';
import { CoveredUnitNotFound, ServiceFeeIsNotTyped } from '../covered-unit.errors.js';
import { RegisterUnit } from '../commands/register-unit.js';
import { RenewCoverage } from '../commands/renew-coverage.js';
import { CoverageReader } from '../queries/coverage-reader.js';
import { CoveredUnitReads, type CoveredUnitPosition } from '../queries/covered-unit-reads.js';
import {
  AsOfQuery,
  CoveragePage,
  CoveredUnitQuery,
  CoveredUnitView,
  EntitlementPreview,
  PreviewQuery,
  RegisterUnitBody,
  RenewBody,
} from './covered-unit.dto.js';

@ApiTags('covered units')
@Controller('v1/covered-units')
export class CoveredUnitController {
  constructor(
    private readonly registerUnit: RegisterUnit,
    private readonly renewCoverage: RenewCoverage,
    private readonly reads: CoveredUnitReads,
    private readonly coverages: CoverageReader,
    private readonly clock: Clock,
  ) {}

  /** Registers one unit (W1); files of many go to /v1/registrations. */
  @Post()
  @RequireRoles('administrator', 'headquarters-approver', 'branch-head', 'branch-clerk')
  @ApiCreatedResponse({ type: CoveredUnitView })
  async register(@Body() body: RegisterUnitBody, @CurrentSession() session: Session): Promise<CoveredUnitView> {
    const now = this.clock.now();
    const city = parseCityCode(body.city);
    ensureCityInScope(session, city);
    const { serviceFeePaidUntilOn, firstUseOn, ...told } = body;
    if (serviceFeePaidUntilOn !== undefined)
      throw new ServiceFeeIsNotTyped(parseBusinessDate(serviceFeePaidUntilOn, 'serviceFeePaidUntilOn'));
    const { serial } = await this.registerUnit.execute({
      model: statedText('model', told.model),
      plan: told.plan,
      customerName: statedText('customerName', told.customerName),
      customerPhone: statedText('customerPhone', told.customerPhone),
      contractNumber: statedText('contractNumber', told.contractNumber),
      city,
      serial: parseSerial(body.serial),
      acceptanceOn: statedDate(body.acceptanceOn, 'acceptanceOn', now),
      installedOn: statedDate(body.installedOn, 'installedOn', now),
      firstUseOn: firstUseOn === undefined ? null : statedDate(firstUseOn, 'firstUseOn', now),
      plate: told.plate === undefined ? null : statedText('plate', told.plate),
    });
    return this.view(serial, now);
  }

  /** Units with their latest coverage, by serial or by the day on which it runs out (W10). */
  @Get()
  @RequireRoles(...roles)
  @ApiOkResponse({ type: CoveragePage })
  async list(@Query() query: CoveredUnitQuery): Promise<CoveragePage> {
    const { serial, city, model, plan, customerPhone, plate, sort, limit } = query;
    const filter = { serial, city, model, plan, customerPhone, plate, ...daysOf(query) };
    const rows = await this.reads.list(filter, sort, positionOf(query), limit + 1);
    return cursorPage(
      rows,
      limit,
      (row) => (sort === 'coveredUntil' ? [row.coveredUntil ?? '', row.serial] : [row.serial]),
      (row) => row,
    );
  }

  /** What covers a unit at an instant, until when and why. */
  @Get(':serial')
  @RequireRoles(...roles)
  @ApiOkResponse({ type: CoveredUnitView })
  async get(@Param('serial') serial: string, @Query() { asOf }: AsOfQuery): Promise<CoveredUnitView> {
    return this.view(serial, this.instantOf(asOf));
  }

  /** What a fault at that instant would entitle to (W1 to W6); nothing is stored. */
  @Get(':serial/entitlement-preview')
  @RequireRoles(...roles)
  @ApiOkResponse({ type: EntitlementPreview })
  async preview(@Param('serial') serial: string, @Query() { asOf, cause }: PreviewQuery): Promise<EntitlementPreview> {
    const at = this.instantOf(asOf);
    const coverage = await this.coverages.factsAsOf(serial, at);
    return decideEntitlement({ faultOn: businessDateOf(at), cause, coverage });
  }

  /** Appends a term (W9), from the end of the last one or, where that has passed, from now on. */
  @Post(':serial/renew')
  @HttpCode(200)
  @RequireRoles('branch-clerk', 'branch-head', 'headquarters-approver', 'finance')
  @ApiOkResponse({ type: CoveredUnitView })
  async renew(
    @Param('serial') serial: string,
    @Body() { months, renewedOn, follows }: RenewBody,
  ): Promise<CoveredUnitView> {
    const now = this.clock.now();
    const stated = { months, renewedOn: statedDate(renewedOn, 'renewedOn', now), follows, recordedAt: now };
    await this.renewCoverage.execute(serial, stated);
    return this.view(serial, now);
  }

  /** As of a day means as of its end, so that exactly one coverage is the serial's at whatever is asked. */
  private instantOf(asOf: string | undefined): Date {
    if (asOf === undefined) return this.clock.now();
    if (asOf.includes('T')) return statedInstant(asOf, 'asOf', endOfTime);
    return endOfDay(parseBusinessDate(asOf, 'asOf'));
  }

  private async view(asked: string, at: Date): Promise<CoveredUnitView> {
    const coverages = await this.reads.coverages(asked, at);
    const [latest] = coverages;
    if (!latest) throw new CoveredUnitNotFound(asked);
    const { serial } = latest;
    const terms = await this.reads.terms(serial, at);
    const current = coverages.find(({ endedAt }) => endedAt === null || new Date(endedAt) > at) ?? null;
    const covered = terms.some(({ coverage, inForce }) => coverage === current?.coverage && inForce);
    return { serial, asOf: businessDateOf(at), covered, current, coverages, terms };
  }
}

/** What will cover a unit may be asked for any day to come. */
const endOfTime = new Date('2200-01-01T00:00:00Z');

function positionOf({ cursor, sort }: CoveredUnitQuery): CoveredUnitPosition | undefined {
  if (sort === 'coveredUntil') {
    const after = decodeCursor(cursor, ['date', 'string']);
    return after === undefined ? undefined : { coveredUntil: parseBusinessDate(after[0], 'cursor'), serial: after[1] };
  }
  const after = decodeCursor(cursor, ['string']);
  return after === undefined ? undefined : { coveredUntil: null, serial: after[0] };
}

/** Throws InvalidInput, also for a range that ends before it begins. */
function daysOf(query: CoveredUnitQuery) {
  const day = (field: 'coveredOn' | 'coveredUntilFrom' | 'coveredUntilTo'): BusinessDate | undefined => {
    const stated = query[field];
    return stated === undefined ? undefined : parseBusinessDate(stated, field);
  };
  const [coveredUntilFrom, coveredUntilTo] = [day('coveredUntilFrom'), day('coveredUntilTo')];
  if (coveredUntilFrom !== undefined && coveredUntilTo !== undefined && coveredUntilTo < coveredUntilFrom)
    throw new InvalidInput('coveredUntilTo', coveredUntilTo, `${coveredUntilFrom} (coveredUntilFrom) or later`);
  return { coveredOn: day('coveredOn'), coveredUntilFrom, coveredUntilTo };
}
