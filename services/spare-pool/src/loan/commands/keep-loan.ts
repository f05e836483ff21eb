import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Session } from '@rotables/domain-kernel';
import { FaultCases } from '../../fault-case/fault-case.repository.js';
import { withCustomer } from '../../spare-unit/place.js';
import { moveUnit } from '../../spare-unit/spare-unit.js';
import { SpareUnitLedger } from '../../spare-unit/spare-unit.repository.js';
import { confirmKeep, declineKeep, proposeKeep } from '../keeping.js';
import type { Loan } from '../loan.js';
import { Loans } from '../loan.repository.js';

interface KeepCommand {
  readonly session: Session;
  readonly loanNumber: string;
}

/**
 * The formal replacement (S7), proposed by one person and made by another. What it means for the defective unit follows from its event,
 * for that unit may be in another city's keeping. The case is locked before its loan, as by the events that tell of it.
 */
@Injectable()
export class KeepLoan {
  constructor(
    private readonly loans: Loans,
    private readonly cases: FaultCases,
    private readonly ledger: SpareUnitLedger,
  ) {}

  async propose({ session, loanNumber, proposedAt }: KeepCommand & { readonly proposedAt: Date }): Promise<Loan> {
    const faultCase = await this.cases.lockOfLoan(loanNumber);
    const loan = await this.loanOf(session, loanNumber);
    return this.loans.save(proposeKeep(loan, faultCase, { by: session.actor, proposedAt }));
  }

  async confirm({ session, loanNumber, madeAt }: KeepCommand & { readonly madeAt: Date }): Promise<Loan> {
    const faultCase = await this.cases.lockOfLoan(loanNumber);
    const loan = await this.loanOf(session, loanNumber);
    const decision = confirmKeep(loan, faultCase, { by: session.actor, madeAt });
    const unit = await this.ledger.load(loan.serial);
    const books = await this.ledger.openBooks([loan.city]);
    const facts = {
      to: withCustomer,
      city: loan.city,
      custodian: null,
      owner: 'customer' as const,
      document: loanNumber,
      at: madeAt,
    };
    await this.ledger.record([moveUnit(unit, 'keep', facts, books)]);
    await this.cases.noteReplaced(loan.faultNumber, loan.serial);
    return this.loans.save(decision);
  }

  async decline({
    session,
    loanNumber,
    ...facts
  }: KeepCommand & { readonly reason: string; readonly declinedAt: Date }): Promise<Loan> {
    const loan = await this.loanOf(session, loanNumber);
    return this.loans.save(declineKeep(loan, { by: session.actor, ...facts }));
  }

  private async loanOf(session: Session, loanNumber: string): Promise<Loan> {
    const loan = await this.loans.load(loanNumber);
    ensureCityInScope(session, loan.city);
    return loan;
  }
}
