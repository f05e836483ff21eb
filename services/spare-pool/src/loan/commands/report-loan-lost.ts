import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Decision, Session } from '@rotables/domain-kernel';
import { ensureMayBlame } from '../../custody-loss/custody-loss.js';
import { FaultCases } from '../../fault-case/fault-case.repository.js';
import type { PoolEvent } from '../../pool-event.js';
import { Sites } from '../../site/site.repository.js';
import { lostPlace, onLoan, placeText, samePlace } from '../../spare-unit/place.js';
import { UnitNotAvailable } from '../../spare-unit/spare-unit.errors.js';
import { moveUnit } from '../../spare-unit/spare-unit.js';
import type { SpareUnit } from '../../spare-unit/spare-unit.js';
import { SpareUnitLedger } from '../../spare-unit/spare-unit.repository.js';
import { reportLost } from '../loan-end.js';
import { confirmLoss, declineLoss, reportLoss } from '../loan-loss.js';
import type { Loan } from '../loan.js';
import { Loans } from '../loan.repository.js';

export interface ReportLoanLostCommand {
  readonly session: Session;
  readonly loanNumber: string;
  readonly lostAt: Date;
  /** The customer had it (S7), unless its custodian or headquarters says that it was lost in the branch's own keeping. */
  readonly liable: 'customer' | 'custodian';
}

interface ConfirmLossCommand {
  readonly session: Session;
  readonly loanNumber: string;
  readonly confirmedAt: Date;
}

interface DeclineLossCommand {
  readonly session: Session;
  readonly loanNumber: string;
  readonly reason: string;
  readonly declinedAt: Date;
}

/**
 * Lost at the customer, who owes the price when another person has confirmed it (S7); in the branch's own keeping, its custodian does, by
 * his own word or headquarters' (S4).
 */
@Injectable()
export class ReportLoanLost {
  constructor(
    private readonly loans: Loans,
    private readonly ledger: SpareUnitLedger,
    private readonly sites: Sites,
    private readonly cases: FaultCases,
  ) {}

  async execute({ session, loanNumber, lostAt, liable }: ReportLoanLostCommand): Promise<Loan> {
    const loan = await this.loanOf(session, loanNumber);
    const { unit, custodian } = await this.unitOf(loan);
    if (liable === 'customer') return this.loans.save(reportLoss(loan, { by: session.actor, lostAt }));
    ensureMayBlame(session, unit.serial, custodian);
    const reporterName = await this.cases.reporterOf(loan.faultNumber);
    return this.end(unit, reportLost(loan, { lostAt, custodian, liable, reporterName }), lostAt);
  }

  async confirm({ session, loanNumber, confirmedAt }: ConfirmLossCommand): Promise<Loan> {
    const loan = await this.loanOf(session, loanNumber);
    const { unit, custodian } = await this.unitOf(loan);
    const reporterName = await this.cases.reporterOf(loan.faultNumber);
    const decision = confirmLoss(loan, { by: session.actor, confirmedAt, custodian, reporterName });
    return this.end(unit, decision, confirmedAt);
  }

  async decline({ session, loanNumber, ...facts }: DeclineLossCommand): Promise<Loan> {
    const loan = await this.loanOf(session, loanNumber);
    return this.loans.save(declineLoss(loan, { by: session.actor, ...facts }));
  }

  private async loanOf(session: Session, loanNumber: string): Promise<Loan> {
    const loan = await this.loans.load(loanNumber);
    ensureCityInScope(session, loan.city);
    return loan;
  }

  /** Where it is lent, and who answers for it. */
  private async unitOf(loan: Loan): Promise<{ readonly unit: SpareUnit; readonly custodian: string }> {
    const site = await this.sites.get(loan.site);
    const unit = await this.ledger.load(loan.serial);
    return { unit, custodian: unit.custodian ?? site.custodian };
  }

  private async end(unit: SpareUnit, decision: Decision<Loan, PoolEvent>, lostAt: Date): Promise<Loan> {
    const { loanNumber, city } = decision.state;
    if (!samePlace(unit.place, onLoan(loanNumber))) {
      throw new UnitNotAvailable(unit.serial, placeText(unit.place), placeText(onLoan(loanNumber)));
    }
    const books = await this.ledger.openBooks([city]);
    const facts = { to: lostPlace, city, custodian: null, document: loanNumber, at: lostAt };
    await this.ledger.record([moveUnit(unit, 'lose', facts, books)]);
    return this.loans.save(decision);
  }
}
