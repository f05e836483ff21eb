import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentSession, RequireRoles } from '@rotables/access';
import {
  businessDateOf,
  Clock,
  ensureCityInScope,
  instantOf,
  InvalidInput,
  parseBusinessDate,
  parseCityCode,
  parseSerial,
  roles,
  statedDate,
  type BusinessDate,
  type Session,
} from '@rotables/domain-kernel';
import { cursorPage, decodeCursor } from '@rotables/service-host';
import { decideEntitlement } from '../../entitlement/decide-entitlement.js';
import { CoveredUnitNotFound } from '../covered-unit.errors.js';
import { RecordServiceFee } from '../commands/record-service-fee.js';
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
  RecordServiceFeeBody,
  RegisterUnitBody,
  RenewBody,
} from './covered-unit.dto.js';

@ApiTags('covered units')
@Controller('v1/covered-units')
export class CoveredUnitController {
  constructor(
    private readonly registerUnit: RegisterUnit,
    private readonly renewCoverage: RenewCoverage,
    private readonly serviceFee: RecordServiceFee,
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
    const { serial } = await this.registerUnit.execute({
      ...body,
      city,
      serial: parseSerial(body.serial),
      acceptanceOn: statedDate(body.acceptanceOn, 'acceptanceOn', now),
      installedOn: statedDate(body.installedOn, 'installedOn', now),
      plate: body.plate ?? null,
      serviceFeePaidUntilOn:
        body.serviceFeePaidUntilOn === undefined
          ? null
          : parseBusinessDate(body.serviceFeePaidUntilOn, 'serviceFeePaidUntilOn'),
    });
    return this.view(serial, businessDateOf(now));
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

  /** What covers a unit on a day, until when and why. */
  @Get(':serial')
  @RequireRoles(...roles)
  @ApiOkResponse({ type: CoveredUnitView })
  async get(@Param('serial') serial: string, @Query() { asOf }: AsOfQuery): Promise<CoveredUnitView> {
    return this.view(serial, asOf === undefined ? businessDateOf(this.clock.now()) : parseBusinessDate(asOf, 'asOf'));
  }

  /** What a fault on that day would entitle to (W3 to W6); nothing is stored. */
  @Get(':serial/entitlement-preview')
  @RequireRoles(...roles)
  @ApiOkResponse({ type: EntitlementPreview })
  async preview(@Param('serial') serial: string, @Query() { asOf, cause }: PreviewQuery): Promise<EntitlementPreview> {
    const faultOn = asOf === undefined ? businessDateOf(this.clock.now()) : parseBusinessDate(asOf, 'asOf');
    const { facts, serviceFeePaid } = await this.coverages.factsAsOf(serial, faultOn, instantOf(faultOn, '23:59'));
    return decideEntitlement({ faultOn, cause, serviceFeePaid, coverage: facts });
  }

  /** Appends a term (W9). */
  @Post(':serial/renew')
  @HttpCode(200)
  @RequireRoles('branch-clerk', 'branch-head', 'headquarters-approver', 'finance')
  @ApiOkResponse({ type: CoveredUnitView })
  async renew(@Param('serial') serial: string, @Body() { months, renewedOn }: RenewBody): Promise<CoveredUnitView> {
    const now = this.clock.now();
    await this.renewCoverage.execute(serial, months, statedDate(renewedOn, 'renewedOn', now));
    return this.view(serial, businessDateOf(now));
  }

  /** Records until when the service fee is paid (W2, W4). */
  @Post(':serial/record-service-fee')
  @HttpCode(200)
  @RequireRoles('branch-clerk', 'branch-head', 'headquarters-approver', 'finance')
  @ApiOkResponse({ type: CoveredUnitView })
  async recordServiceFee(
    @Param('serial') serial: string,
    @Body() { paidUntilOn }: RecordServiceFeeBody,
  ): Promise<CoveredUnitView> {
    await this.serviceFee.execute(serial, parseBusinessDate(paidUntilOn, 'paidUntilOn'));
    return this.view(serial, businessDateOf(this.clock.now()));
  }

  private async view(serial: string, asOf: BusinessDate): Promise<CoveredUnitView> {
    const coverages = await this.reads.coverages(serial, asOf);
    if (coverages.length === 0) throw new CoveredUnitNotFound(serial);
    const terms = await this.reads.terms(serial);
    const endOfDay = instantOf(asOf, '23:59').toISOString();
    const current = coverages.find(({ endedAt }) => endedAt === null || endedAt > endOfDay) ?? null;
    const covered = terms.some(
      ({ coverage, fromOn, untilOn }) => coverage === current?.coverage && fromOn <= asOf && asOf < untilOn,
    );
    return { serial, asOf, covered, current, coverages, terms };
  }
}

function positionOf({ cursor, sort }: CoveredUnitQuery): CoveredUnitPosition | undefined {
  if (sort === 'coveredUntil') {
    const after = decodeCursor(cursor, ['string', 'string']);
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
