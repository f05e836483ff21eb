import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Session } from '@rotables/domain-kernel';
import { Sites } from '../../site/site.repository.js';
import { lostPlace, onLoan, placeText, samePlace } from '../../spare-unit/place.js';
import { UnitNotAvailable } from '../../spare-unit/spare-unit.errors.js';
import { moveUnit } from '../../spare-unit/spare-unit.js';
import { SpareUnitLedger } from '../../spare-unit/spare-unit.repository.js';
import { reportLost } from '../loan.js';
import type { Loan } from '../loan.js';
import { Loans } from '../loan.repository.js';

export interface ReportLoanLostCommand {
  readonly session: Session;
  readonly loanNumber: string;
  readonly lostAt: Date;
}

/** Lost at the customer: the custodian of the lending site owes the price (S4). */
@Injectable()
export class ReportLoanLost {
  constructor(
    private readonly loans: Loans,
    private readonly ledger: SpareUnitLedger,
    private readonly sites: Sites,
  ) {}

  async execute({ session, loanNumber, lostAt }: ReportLoanLostCommand): Promise<Loan> {
    const loan = await this.loans.load(loanNumber);
    ensureCityInScope(session, loan.city);
    const site = await this.sites.get(loan.site);
    const unit = await this.ledger.load(loan.serial);
    const decision = reportLost(loan, lostAt, unit.custodian ?? site.custodian);
    if (!samePlace(unit.place, onLoan(loanNumber))) {
      throw new UnitNotAvailable(unit.serial, placeText(unit.place), placeText(onLoan(loanNumber)));
    }
    const books = await this.ledger.openBooks([loan.city]);
    const facts = { to: lostPlace, city: loan.city, custodian: null, document: loanNumber, at: lostAt };
    await this.ledger.record([moveUnit(unit, 'lose', facts, books)]);
    return this.loans.save(decision);
  }
}
