import { Injectable } from '@nestjs/common';
import { type CityCode, ensureCityInScope, parseSerial, type Session } from '@rotables/domain-kernel';
import { BusinessTime } from '../../business-time.js';
import { DocumentNumbers, documentSeries } from '../../document-numbers.js';
import { Projections } from '../../projections/projections.js';
import { reportFault, type FaultReport } from '../case-intake.js';
import { OpenCaseExists } from '../rma-case.errors.js';
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

/** Command: a fault gets its number at once (R1); a unit has one open case at most. */
@Injectable()
export class ReportFault {
  constructor(
    private readonly cases: RmaCases,
    private readonly projections: Projections,
    private readonly numbers: DocumentNumbers,
    private readonly time: BusinessTime,
  ) {}

  async execute(command: ReportFaultCommand, by: Session): Promise<RmaCase> {
    ensureCityInScope(by, command.city);
    const serial = parseSerial(command.serial);
    const reportedAt = this.time.stated('reportedAt', command.reportedAt);
    const open = await this.cases.findOpenBySerial(serial);
    if (open) throw new OpenCaseExists(serial, open.faultNumber);
    const unit = await this.projections.unit(serial);
    const faultNumber = await this.numbers.next(documentSeries.fault, reportedAt);
    const report: FaultReport = {
      ...command,
      faultNumber,
      serial,
      model: unit?.model ?? null,
      customerPhone: unit?.customerPhone ?? null,
      plate: command.plate ?? unit?.plate ?? null,
      reportedAt,
      reportedBy: by.actor,
    };
    return this.cases.add(reportFault(report));
  }
}
