import { Controller } from '@nestjs/common';
import {
  dispatchOrderCompletedV1,
  formalReplacementMadeV1,
  refundPaidV1,
  scrapExecutedV1,
  unitReturnedToCustomerV1,
  type DispatchOrderCompleted,
  type FormalReplacementMade,
  type RefundPaid,
  type ScrapExecuted,
  type UnitReturnedToCustomer,
} from '@rotables/contracts';
import { parseCityCode, parseSerial } from '@rotables/domain-kernel';
import { OnEvent } from '@rotables/event-bus';
import type { CaseFact } from '../case-fact.js';
import { FollowCaseFact } from '../commands/follow-case-fact.js';

/** What other services tell of the unit of a case. */
@Controller()
export class OnCaseFacts {
  constructor(private readonly followCaseFact: FollowCaseFact) {}

  /** A unit that came back unrepaired had no tested return, so nothing is added (W7). */
  @OnEvent(unitReturnedToCustomerV1)
  async onUnitReturned(body: UnitReturnedToCustomer): Promise<void> {
    const { faultNumber, repaired, returnedAt } = body;
    if (repaired) await this.follow('returned', body, faultNumber, returnedAt);
  }

  /** A unit that was repaired where it stands was down until the customer signed; one that had to be taken along comes back tested (W7). */
  @OnEvent(dispatchOrderCompletedV1)
  async onDispatchOrderCompleted(body: DispatchOrderCompleted): Promise<void> {
    const { dispatchNumber, repairedOnSite, completedAt } = body;
    if (repairedOnSite) await this.follow('returned', body, dispatchNumber, completedAt);
  }

  @OnEvent(formalReplacementMadeV1)
  async onFormalReplacementMade(body: FormalReplacementMade): Promise<void> {
    const { loanNumber, replacedSerial, serial, model, madeAt } = body;
    const replacement = { serial: parseSerial(serial), model };
    await this.follow('replaced', { ...body, serial: replacedSerial }, loanNumber, madeAt, replacement);
  }

  @OnEvent(refundPaidV1)
  async onRefundPaid(body: RefundPaid): Promise<void> {
    await this.follow('refunded', body, body.refundNumber, body.paidAt);
  }

  @OnEvent(scrapExecutedV1)
  async onScrapExecuted(body: ScrapExecuted): Promise<void> {
    await this.follow('scrapped', body, body.scrapNumber, body.executedAt);
  }

  private follow(
    kind: CaseFact['kind'],
    told: { readonly faultNumber: string | null; readonly serial: string; readonly city: string },
    document: string,
    at: string,
    replacement: CaseFact['replacement'] = null,
  ): Promise<void> {
    return this.followCaseFact.execute({
      kind,
      document,
      faultNumber: told.faultNumber,
      serial: parseSerial(told.serial),
      city: parseCityCode(told.city),
      at: new Date(at),
      replacement,
    });
  }
}
