import { Controller } from '@nestjs/common';
import { faultReportedV1, type FaultReported } from '@rotables/contracts';
import { parseBusinessDate, parseCityCode, parseSerial } from '@rotables/domain-kernel';
import { OnEvent } from '@rotables/event-bus';
import { LearnOfCase } from '../commands/learn-of-case.js';

@Controller()
export class OnFaultReported {
  constructor(private readonly learnOfCase: LearnOfCase) {}

  @OnEvent(faultReportedV1)
  async handle({
    faultNumber,
    serial,
    city,
    model,
    reporterName,
    reportedOn,
    reportedAt,
    unitOwner = 'customer',
  }: FaultReported): Promise<void> {
    await this.learnOfCase.report(
      { faultNumber, serial: parseSerial(serial), city: parseCityCode(city) },
      {
        model,
        reporterName,
        reportedOn: parseBusinessDate(reportedOn, 'reportedOn'),
        reportedAt: new Date(reportedAt),
        unitOwner,
      },
    );
  }
}
