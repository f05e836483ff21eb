import { Injectable } from '@nestjs/common';
import type { ActorId } from '@rotables/domain-kernel';
import { withdrawQuote } from '../quote.js';
import { Quotes } from '../quote.repository.js';

export interface Withdrawal {
  readonly by: ActorId;
  readonly at: Date;
  readonly reason: string;
}

/** Command: what nobody answered is void, because its case was served otherwise or reported by mistake (R1, B2). */
@Injectable()
export class WithdrawOpenQuotes {
  constructor(private readonly quotes: Quotes) {}

  async withdraw(faultNumber: string, withdrawal: Withdrawal): Promise<void> {
    const standing = await this.quotes.standingFor(faultNumber);
    for (const { quoteNumber, state } of standing) {
      if (state !== 'open') continue;
      const quote = await this.quotes.load(quoteNumber);
      // A case may be closed or taken back as of an instant before its quote was made.
      const at = withdrawal.at < quote.issuedAt ? quote.issuedAt : withdrawal.at;
      await this.quotes.save(withdrawQuote(quote, { ...withdrawal, at }));
    }
  }
}
