import { Controller } from '@nestjs/common';
import { OnEvent } from '@rotables/event-bus';
import { unitReturnedToCustomerV1, type UnitReturnedToCustomer } from '@rotables/contracts';
import { parseBusinessDate } from '@rotables/domain-kernel';
import { ExtendCoverage } from '../commands/extend-coverage.js';

@Controller()
export class OnUnitReturnedToCustomer {
  constructor(private readonly extendCoverage: ExtendCoverage) {}

  @OnEvent(unitReturnedToCustomerV1)
  async handle({ serial, faultNumber, reportedOn, repaired, downtimeDays }: UnitReturnedToCustomer): Promise<void> {
    // A unit that came back unrepaired had no tested return, so nothing is added (W7).
    const days = repaired ? downtimeDays : 0;
    await this.extendCoverage.execute(serial, { faultNumber, reportedOn: parseBusinessDate(reportedOn), days });
  }
}
