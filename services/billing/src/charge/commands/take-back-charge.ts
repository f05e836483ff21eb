import { Injectable } from '@nestjs/common';
import { businessDateOf } from '@rotables/domain-kernel';
import type { ActorId } from '@rotables/domain-kernel';
import { bookReversal } from '../../journal/journal.js';
import { Journal } from '../../journal/journal.repository.js';
import { reverseCharge, type Charge } from '../charge.js';
import { Charges, PendingCharges } from '../charge.repository.js';

export interface TakingBack {
  readonly reason: string;
  readonly at: Date;
  /** Whose word it is taken back on. */
  readonly by: ActorId;
}

/** Command: what somebody was charged for turned out otherwise; the charge is reversed, and waits no longer (B7, B8). */
@Injectable()
export class TakeBackCharge {
  constructor(
    private readonly charges: Charges,
    private readonly pending: PendingCharges,
    private readonly journal: Journal,
  ) {}

  /** Nothing happens where the charge was never posted, or is reversed already. */
  async ofSource(source: string, taking: TakingBack): Promise<void> {
    await this.pending.release(source);
    const charge = await this.charges.standingOf(source);
    // Nothing that was charged nothing for is owed back; the zero charge goes on saying why.
    if (charge && charge.amountFen > 0) await this.reverse(charge, taking);
  }

  async reverse(charge: Charge, { reason, at, by }: TakingBack): Promise<Charge> {
    // Whoever tells of it may have another day's clock than who told of the charge.
    const reversedAt = at < charge.postedAt ? charge.postedAt : at;
    const reversed = await this.charges.save(reverseCharge(charge, { reason, at: reversedAt, by }));
    await this.journal.write(bookReversal(reversed, businessDateOf(reversedAt)));
    return reversed;
  }
}
