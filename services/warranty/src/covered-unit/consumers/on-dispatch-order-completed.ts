import { Controller } from '@nestjs/common';
import { OnEvent } from '@rotables/event-bus';
import { dispatchOrderCompletedV1, type DispatchOrderCompleted } from '@rotables/contracts';
import { businessDateOf, daysBetween, parseBusinessDate } from '@rotables/domain-kernel';
import { ExtendCoverage } from '../commands/extend-coverage.js';

@Controller()
export class OnDispatchOrderCompleted {
  constructor(private readonly extendCoverage: ExtendCoverage) {}

  /** A unit that was repaired where it stands was down until the customer signed; one that had to be taken along comes back tested (W7). */
  @OnEvent(dispatchOrderCompletedV1)
  async handle({ serial, faultNumber, repairedOnSite, completedAt, ...told }: DispatchOrderCompleted): Promise<void> {
    const reportedOn = parseBusinessDate(told.reportedOn);
    const days = repairedOnSite ? daysBetween(reportedOn, businessDateOf(new Date(completedAt))) : 0;
    await this.extendCoverage.execute(serial, { faultNumber, reportedOn, days });
  }
}
