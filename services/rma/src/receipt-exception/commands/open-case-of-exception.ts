import { Injectable } from '@nestjs/common';
import { ensureCityInScope, type CityCode, type Session } from '@rotables/domain-kernel';
import { Projections } from '../../projections/projections.js';
import { ReportFault, type ReportFaultCommand } from '../../rma-case/commands/report-fault.js';
import type { ReceiptException } from '../receipt-exception.js';
import { ReceiptExceptions } from '../receipt-exception.repository.js';
import { LinkException, type LinkedException } from './link-exception.js';

export interface OpenCaseOfExceptionCommand extends Pick<
  ReportFaultCommand,
  'reporterName' | 'reporterPhone' | 'symptom' | 'severity' | 'cause'
> {
  readonly exceptionNumber: string;
}

/** Command: what lies there has no case, so its fault is reported, and it is received for the new case (R5). */
@Injectable()
export class OpenCaseOfException {
  constructor(
    private readonly exceptions: ReceiptExceptions,
    private readonly projections: Projections,
    private readonly reportFault: ReportFault,
    private readonly linkException: LinkException,
  ) {}

  async execute({ exceptionNumber, ...told }: OpenCaseOfExceptionCommand, by: Session): Promise<LinkedException> {
    const exception = await this.exceptions.load(exceptionNumber);
    ensureCityInScope(by, exception.city);
    const city = await this.cityOf(exception);
    const report = { ...told, serial: exception.scannedSerial, city, plate: null, serviceFeePaid: true };
    const { faultNumber } = await this.reportFault.execute({ ...report, reportedAt: undefined }, by);
    return this.linkException.execute({ exceptionNumber, faultNumber, resolution: told.symptom }, by);
  }

  /** The case is of the city in which its unit belongs; of the one in which it lies where nobody knows it. */
  private async cityOf({ scannedSerial, city }: ReceiptException): Promise<CityCode> {
    const pooled = await this.projections.poolUnit(scannedSerial);
    if (pooled?.owner === 'company') return pooled.city ?? city;
    return (await this.projections.registeredUnit(scannedSerial))?.city ?? city;
  }
}
