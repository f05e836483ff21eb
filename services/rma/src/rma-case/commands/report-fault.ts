import { Injectable } from '@nestjs/common';
import { type CityCode, ensureCityInScope, parseSerial, type Serial, type Session } from '@rotables/domain-kernel';
import { Directory } from '@rotables/directory';
import { BusinessTime } from '../../business-time.js';
import { DocumentNumbers, documentSeries } from '../../document-numbers.js';
import { Projections } from '../../projections/projections.js';
import { placeKindOf } from '../pool-facts.js';
import { reportFault, type FaultReport } from '../case-intake.js';
import { OpenCaseExists, UnitInAnotherCity, UnitIsScrapped } from '../rma-case.errors.js';
import type { RmaCase } from '../rma-case.js';
import { RmaCases } from '../rma-case.repository.js';

export interface ReportFaultCommand extends Pick<
  FaultReport,
  'reporterName' | 'reporterPhone' | 'plate' | 'symptom' | 'severity' | 'cause' | 'serviceFeePaid'
> {
  readonly serial: string;
  readonly city: CityCode;
  readonly reportedAt: string | undefined;
}

type UnitOfFault = Pick<FaultReport, 'serial' | 'model' | 'customerPhone' | 'plate' | 'unitOwner'>;

/** Command: a fault gets its number at once (R1); a unit has one open case at most, however its serial is typed (W15). */
@Injectable()
export class ReportFault {
  constructor(
    private readonly cases: RmaCases,
    private readonly projections: Projections,
    private readonly directory: Directory,
    private readonly numbers: DocumentNumbers,
    private readonly time: BusinessTime,
  ) {}

  async execute(command: ReportFaultCommand, by: Session): Promise<RmaCase> {
    const { city } = command;
    ensureCityInScope(by, city);
    await this.directory.ensureCity(city, 'city');
    const typed = parseSerial(command.serial);
    const reportedAt = this.time.stated('reportedAt', command.reportedAt);
    const open = await this.cases.findOpenBySerial(typed);
    if (open) throw new OpenCaseExists(open.serial, open.faultNumber);
    const unit = (await this.ownUnit(typed, city, by)) ?? (await this.customersUnit(typed, city, by));
    const faultNumber = await this.numbers.next(documentSeries.fault, reportedAt);
    const plate = command.plate ?? unit.plate;
    const heardAt = this.time.now();
    const report = { ...unit, plate, faultNumber, reportedAt, heardAt, reportedBy: by.actor };
    return this.cases.add(reportFault({ ...command, ...report }));
  }

  /** S13: what the pool owns has a case of the company's. */
  private async ownUnit(typed: Serial, city: CityCode, by: Session): Promise<UnitOfFault | undefined> {
    const unit = await this.projections.poolUnit(typed);
    if (unit && placeKindOf(unit) === 'scrapped') throw new UnitIsScrapped(unit.serial);
    if (unit?.owner !== 'company') return undefined;
    if (unit.city !== null) ensureOfCity(unit.serial, unit.city, city, by);
    return { serial: unit.serial, model: unit.model, customerPhone: null, plate: null, unitOwner: 'company' };
  }

  private async customersUnit(typed: Serial, city: CityCode, by: Session): Promise<UnitOfFault> {
    const registered = await this.projections.registeredUnit(typed);
    if (registered) ensureOfCity(registered.serial, registered.city, city, by);
    const unit = await this.projections.unit(typed);
    return {
      serial: registered?.serial ?? unit?.serial ?? typed,
      model: unit?.model ?? null,
      customerPhone: unit?.customerPhone ?? null,
      plate: unit?.plate ?? null,
      unitOwner: 'customer',
    };
  }
}

/** A unit's fault is reported where it belongs, for its coverage and its case are seen there and nowhere else (O3, W15). */
function ensureOfCity(serial: Serial, belongsTo: CityCode, city: CityCode, by: Session): void {
  if (belongsTo === city) return;
  const isSeen = by.cities === 'all' || by.cities.includes(belongsTo);
  throw new UnitInAnotherCity(serial, city, isSeen ? belongsTo : null);
}
