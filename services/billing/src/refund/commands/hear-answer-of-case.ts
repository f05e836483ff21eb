import { Injectable } from '@nestjs/common';
import type { OutcomeRefusal } from '@rotables/contracts';
import type { ActorId } from '@rotables/domain-kernel';
import { hearRefusal, hearReservation } from '../refund.js';
import { Refunds } from '../refund.repository.js';

/** Commands: rma says whether the case is kept for a refund (W3). A refund that is not ours is no concern of ours. */
@Injectable()
export class HearAnswerOfCase {
  constructor(private readonly refunds: Refunds) {}

  async reserved(refundNumber: string): Promise<void> {
    const refund = await this.refunds.find(refundNumber);
    if (refund) await this.refunds.noteReserved(hearReservation(refund));
  }

  async refused(
    refundNumber: string,
    answer: { readonly refusal: OutcomeRefusal; readonly by: ActorId; readonly at: Date },
  ): Promise<void> {
    const refund = await this.refunds.find(refundNumber);
    if (refund) await this.refunds.save(hearRefusal(refund, answer));
  }
}
