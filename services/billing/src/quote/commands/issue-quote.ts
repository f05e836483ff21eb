import { Injectable } from '@nestjs/common';
import { businessDateOf, ensureCityInScope, parseFen } from '@rotables/domain-kernel';
import type { Session } from '@rotables/domain-kernel';
import { DocumentNumbers } from '../../documents/document-numbers.js';
import { FeeFinder } from '../../fee-schedule/queries/fee-finder.js';
import type { RmaCase } from '../../rma-case/rma-case.js';
import { RmaCases } from '../../rma-case/rma-case.repository.js';
import { issueQuote, type Quote, type QuoteLine } from '../quote.js';
import { Quotes } from '../quote.repository.js';

export interface RequestedLine {
  readonly feeCode: string;
  readonly description: string | undefined;
  readonly quantity: number;
  readonly unitFen: number | undefined;
}

/** Command: the customer is told the price (B2). */
@Injectable()
export class IssueQuote {
  constructor(
    private readonly quotes: Quotes,
    private readonly cases: RmaCases,
    private readonly fees: FeeFinder,
    private readonly numbers: DocumentNumbers,
  ) {}

  async execute(
    command: { readonly faultNumber: string; readonly lines: readonly RequestedLine[]; readonly issuedAt: Date },
    session: Session,
  ): Promise<Quote> {
    const rmaCase = await this.cases.load(command.faultNumber);
    ensureCityInScope(session, rmaCase.city);
    const lines: QuoteLine[] = [];
    for (const line of command.lines) lines.push(await this.priced(line, rmaCase, command.issuedAt));
    const issuedOn = businessDateOf(command.issuedAt);
    const standing = await this.quotes.standingFor(command.faultNumber);
    const facts = { rmaCase, lines, issuedBy: session.actor, issuedAt: command.issuedAt, issuedOn, standing };
    const quoteNumber = await this.numbers.next('quote', issuedOn);
    return this.quotes.save(issueQuote({ ...facts, quoteNumber }));
  }

  private async priced(line: RequestedLine, { model, city }: RmaCase, issuedAt: Date): Promise<QuoteLine> {
    const { feeCode, description, quantity, unitFen } = line;
    if (unitFen !== undefined)
      return { feeCode, description: description ?? feeCode, quantity, unitFen: parseFen(unitFen, 'unitFen') };
    const fee = await this.fees.required({ feeCode, model, city, asOf: businessDateOf(issuedAt) });
    return { feeCode, description: description ?? fee.description, quantity, unitFen: fee.amountFen };
  }
}
