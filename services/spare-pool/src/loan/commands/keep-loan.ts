import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Session } from '@rotables/domain-kernel';
import { withCustomer } from '../../spare-unit/place.js';
import { moveUnit } from '../../spare-unit/spare-unit.js';
import { SpareUnitLedger } from '../../spare-unit/spare-unit.repository.js';
import { keep } from '../loan.js';
import type { Loan } from '../loan.js';
import { Loans } from '../loan.repository.js';

export interface KeepLoanCommand {
  readonly session: Session;
  readonly loanNumber: string;
  readonly madeAt: Date;
}

/** The formal replacement (S7). What it means for the defective unit follows from its event, for that unit may be in another city's keeping. */
@Injectable()
export class KeepLoan {
  constructor(
    private readonly loans: Loans,
    private readonly ledger: SpareUnitLedger,
  ) {}

  async execute({ session, loanNumber, madeAt }: KeepLoanCommand): Promise<Loan> {
    const loan = await this.loans.load(loanNumber);
    ensureCityInScope(session, loan.city);
    const decision = keep(loan, madeAt);
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
    return this.loans.save(decision);
  }
}
