import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Session } from '@rotables/domain-kernel';
import { ensureMayBlame } from '../../custody-loss/custody-loss.js';
import { FaultCases } from '../../fault-case/fault-case.repository.js';
import { Sites } from '../../site/site.repository.js';
import { lostPlace, onLoan, placeText, samePlace } from '../../spare-unit/place.js';
import { UnitNotAvailable } from '../../spare-unit/spare-unit.errors.js';
import { moveUnit } from '../../spare-unit/spare-unit.js';
import { SpareUnitLedger } from '../../spare-unit/spare-unit.repository.js';
import { reportLost } from '../loan-end.js';
import type { Loan } from '../loan.js';
import { Loans } from '../loan.repository.js';

export interface ReportLoanLostCommand {
  readonly session: Session;
  readonly loanNumber: string;
  readonly lostAt: Date;
  /** The customer had it (S7), unless its custodian or headquarters says that it was lost in the branch's own keeping. */
  readonly liable: 'customer' | 'custodian';
}

/** Lost at the customer, who owes the price (S7); in the branch's own keeping, its custodian does (S4). */
@Injectable()
export class ReportLoanLost {
  constructor(
    private readonly loans: Loans,
    private readonly ledger: SpareUnitLedger,
    private readonly sites: Sites,
    private readonly cases: FaultCases,
  ) {}

  async execute({ session, loanNumber, lostAt, liable }: ReportLoanLostCommand): Promise<Loan> {
    const loan = await this.loans.load(loanNumber);
    ensureCityInScope(session, loan.city);
    const site = await this.sites.get(loan.site);
    const unit = await this.ledger.load(loan.serial);
    const custodian = unit.custodian ?? site.custodian;
    if (liable === 'custodian') ensureMayBlame(session, unit.serial, custodian);
    const reporterName = await this.cases.reporterOf(loan.faultNumber);
    const decision = reportLost(loan, { lostAt, custodian, liable, reporterName });
    if (!samePlace(unit.place, onLoan(loanNumber))) {
      throw new UnitNotAvailable(unit.serial, placeText(unit.place), placeText(onLoan(loanNumber)));
    }
    const books = await this.ledger.openBooks([loan.city]);
    const facts = { to: lostPlace, city: loan.city, custodian: null, document: loanNumber, at: lostAt };
    await this.ledger.record([moveUnit(unit, 'lose', facts, books)]);
    return this.loans.save(decision);
  }
}
