import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Session } from '@rotables/domain-kernel';
import { PostPendingCharges } from '../../charge/commands/post-pending-charges.js';
import { Refunds } from '../../refund/refund.repository.js';
import { RmaCases } from '../../rma-case/rma-case.repository.js';
import { confirmQuote, refuseQuote, withdrawQuote, type Quote } from '../quote.js';
import { Quotes } from '../quote.repository.js';

/** Commands: the customer agrees or declines (B2, R6), or the quote is taken back before that. */
@Injectable()
export class AnswerQuote {
  constructor(
    private readonly quotes: Quotes,
    private readonly cases: RmaCases,
    private readonly refunds: Refunds,
    private readonly pendingCharges: PostPendingCharges,
  ) {}

  async confirm(
    quoteNumber: string,
    answer: { readonly by: string; readonly at: Date },
    session: Session,
  ): Promise<Quote> {
    const quote = await this.load(quoteNumber, session);
    const rmaCase = await this.cases.load(quote.faultNumber);
    const refund = await this.refunds.standingFor(quote.faultNumber);
    const confirmation = { ...answer, recordedBy: session.actor, rmaCase, refund };
    const confirmed = await this.quotes.save(confirmQuote(quote, confirmation));
    await this.pendingCharges.ofFault(quote.faultNumber);
    return confirmed;
  }

  async refuse(
    quoteNumber: string,
    answer: { readonly by: string; readonly at: Date },
    session: Session,
  ): Promise<Quote> {
    return this.quotes.save(refuseQuote(await this.load(quoteNumber, session), answer));
  }

  async withdraw(
    quoteNumber: string,
    withdrawal: { readonly reason: string; readonly at: Date },
    session: Session,
  ): Promise<Quote> {
    const quote = await this.load(quoteNumber, session);
    return this.quotes.save(withdrawQuote(quote, { ...withdrawal, by: session.actor }));
  }

  private async load(quoteNumber: string, session: Session): Promise<Quote> {
    const quote = await this.quotes.load(quoteNumber);
    ensureCityInScope(session, quote.city);
    return quote;
  }
}
