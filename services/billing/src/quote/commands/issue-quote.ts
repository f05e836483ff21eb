import { Injectable } from '@nestjs/common';
import { businessDateOf, ensureCityInScope } from '@rotables/domain-kernel';
import type { BusinessDate, Session } from '@rotables/domain-kernel';
import { CoveredUnits } from '../../covered-unit/covered-unit.repository.js';
import { DocumentNumbers } from '../../documents/document-numbers.js';
import { FeeFinder } from '../../fee-schedule/queries/fee-finder.js';
import { Refunds } from '../../refund/refund.repository.js';
import type { RmaCase } from '../../rma-case/rma-case.js';
import { RmaCases } from '../../rma-case/rma-case.repository.js';
import { ensureMayBeQuoted, issueQuote, pricedLine, type Quote, type QuoteLine } from '../quote.js';
import { Quotes } from '../quote.repository.js';

export interface RequestedLine {
  readonly feeCode: string;
  readonly description: string | undefined;
  readonly quantity: number;
  readonly unitFen: number | undefined;
}

export interface QuoteRequest {
  readonly faultNumber: string;
  readonly lines: readonly RequestedLine[];
  readonly issuedAt: Date;
  /** The day whose prices hold: today, whenever the quote is said to have been made. */
  readonly pricedOn: BusinessDate;
}

/** Command: the customer is told the price (B2). */
@Injectable()
export class IssueQuote {
  constructor(
    private readonly quotes: Quotes,
    private readonly cases: RmaCases,
    private readonly units: CoveredUnits,
    private readonly refunds: Refunds,
    private readonly fees: FeeFinder,
    private readonly numbers: DocumentNumbers,
  ) {}

  async execute(request: QuoteRequest, session: Session): Promise<Quote> {
    const { faultNumber, issuedAt } = request;
    const rmaCase = await this.cases.load(faultNumber);
    ensureCityInScope(session, rmaCase.city);
    const refund = await this.refunds.standingFor(faultNumber);
    // Before the prices: whoever owes nothing is told so, and not that a fee is missing.
    ensureMayBeQuoted(rmaCase, refund);
    const lines = await this.priced(request, rmaCase);
    const issuedOn = businessDateOf(issuedAt);
    const standing = await this.quotes.standingFor(faultNumber);
    const facts = { rmaCase, lines, issuedBy: session.actor, issuedAt, issuedOn, standing, refund };
    const quoteNumber = await this.numbers.next('quote', issuedOn);
    return this.quotes.save(issueQuote({ ...facts, quoteNumber }));
  }

  private async priced(
    { lines, pricedOn: asOf }: QuoteRequest,
    { serial, model, city }: RmaCase,
  ): Promise<QuoteLine[]> {
    const unit = await this.units.find(serial);
    const known = { model: unit?.model ?? model, city, asOf };
    const priced: QuoteLine[] = [];
    for (const [index, line] of lines.entries()) {
      priced.push(pricedLine(line, await this.fees.required({ ...known, feeCode: line.feeCode }), index));
    }
    return priced;
  }
}
