import { Controller } from '@nestjs/common';
import { OnEvent } from '@rotables/event-bus';
import { faultReportedV1, type FaultReported } from '@rotables/contracts';
import { parseBusinessDate } from '@rotables/domain-kernel';
import { DecideEntitlementForFault } from '../commands/decide-entitlement-for-fault.js';

@Controller()
export class OnFaultReported {
  constructor(private readonly decideEntitlement: DecideEntitlementForFault) {}

  @OnEvent(faultReportedV1)
  async handle({
    faultNumber,
    serial,
    city,
    cause,
    serviceFeePaid,
    reportedOn,
    reportedAt,
  }: FaultReported): Promise<void> {
    await this.decideEntitlement.execute({
      faultNumber,
      serial,
      city,
      cause,
      serviceFeePaid,
      reportedOn: parseBusinessDate(reportedOn),
      reportedAt: new Date(reportedAt),
    });
  }
}
