import { Controller } from '@nestjs/common';
import { OnEvent } from '@rotables/event-bus';
import { faultReportedV1, type FaultReported } from '@rotables/contracts';
import { parseCityCode, parseSerial } from '@rotables/domain-kernel';
import { FollowCaseFact } from '../../case-fact/commands/follow-case-fact.js';
import { DecideEntitlementForFault } from '../commands/decide-entitlement-for-fault.js';

@Controller()
export class OnFaultReported {
  constructor(
    private readonly decideEntitlement: DecideEntitlementForFault,
    private readonly followCaseFact: FollowCaseFact,
  ) {}

  /** A unit of the company's own has no customer who could be entitled to anything (S13). */
  @OnEvent(faultReportedV1)
  async handle({ faultNumber, serial, city, cause, reportedAt, heardAt, unitOwner }: FaultReported): Promise<void> {
    if (unitOwner === 'company') return;
    await this.decideEntitlement.execute({
      faultNumber,
      serial: parseSerial(serial),
      city: parseCityCode(city),
      cause,
      reportedAt: new Date(reportedAt),
      // A report from before this was told was heard of when it was made.
      heardAt: new Date(heardAt ?? reportedAt),
    });
    await this.followCaseFact.resumeFault(faultNumber);
  }
}
