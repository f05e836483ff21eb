import { Injectable } from '@nestjs/common';
import { DocumentNumbers } from '../../documents/document-numbers.js';
import { FeeFinder } from '../../fee-schedule/queries/fee-finder.js';
import { bookCharge } from '../../journal/journal.js';
import { Quotes } from '../../quote/quote.repository.js';
import { RmaCases } from '../../rma-case/rma-case.repository.js';
import {
  assess,
  feeCodeOf,
  pricedModelOf,
  type Assessment,
  type ChargeClaim,
  type ClaimKnowledge,
} from '../charge-claim.js';
import { postCharge } from '../charge.js';
import { lossSource } from '../claims-of-events.js';
import { Charges, FoundUnits, PendingCharges } from '../charge.repository.js';

/** Command: a fact is charged once (B2, B6, X4), or waits as a pending charge until it can be. */
@Injectable()
export class PostCharge {
  constructor(
    private readonly charges: Charges,
    private readonly pending: PendingCharges,
    private readonly cases: RmaCases,
    private readonly quotes: Quotes,
    private readonly fees: FeeFinder,
    private readonly foundUnits: FoundUnits,
    private readonly numbers: DocumentNumbers,
  ) {}

  async execute(claim: ChargeClaim): Promise<void> {
    const known = await this.knowledgeOf(claim);
    if (await this.charges.isPosted(claim.source)) return;
    await this.carryOut(claim, assess(claim, known));
  }

  private async carryOut(claim: ChargeClaim, assessment: Assessment): Promise<void> {
    switch (assessment.outcome) {
      case 'waiting':
        return this.pending.hold({ claim, ...assessment });
      case 'void':
        return this.pending.release(claim.source);
      case 'chargeable': {
        const chargeNumber = await this.numbers.next('charge', claim.aboutOn);
        const decision = postCharge({ ...assessment.facts, chargeNumber });
        await this.charges.post(decision, bookCharge(decision.state));
        return;
      }
    }
  }

  /** What is read here is locked, so that a fact that comes at the same moment is either seen here or sees the pending claim. */
  private async knowledgeOf(claim: ChargeClaim): Promise<ClaimKnowledge> {
    const { source, faultNumber, serial, city, pricedOn, reason, postedAt } = claim;
    const rmaCase = faultNumber === null ? undefined : await this.cases.find(faultNumber);
    const standing = faultNumber === null ? [] : await this.quotes.standingFor(faultNumber);
    const isLoss = source.startsWith(lossSource) && serial !== null;
    if (isLoss) await this.foundUnits.hold(serial);
    const model = pricedModelOf(claim, rmaCase);
    // A repair is priced by its quote; only a spare that stayed has a price in the schedule.
    const isPriced = reason !== 'repair' || model !== null;
    const question = { feeCode: feeCodeOf(reason), model, city, asOf: pricedOn };
    return {
      rmaCase,
      confirmedQuotes: standing.filter(({ state }) => state === 'confirmed'),
      fee: isPriced ? await this.fees.findHeld(question) : undefined,
      chargedAlready: await this.charges.chargedForSpare(claim),
      foundAt: isLoss ? await this.foundUnits.foundSince(serial, postedAt) : undefined,
    };
  }
}
