import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { BusinessDate, Session } from '@rotables/domain-kernel';
import { DefectiveReturns } from '../../replenishment/replenishment.repository.js';
import { DefectiveUnitNotOverdue } from '../loan.errors.js';
import { isOverdue, markOverdue } from '../loan.js';
import type { Loan } from '../loan.js';
import { Loans } from '../loan.repository.js';

/** Command: the defective unit of one advance replacement did not come in time and is charged (S8). */
@Injectable()
export class ChargeOverdueLoan {
  constructor(
    private readonly loans: Loans,
    private readonly returns: DefectiveReturns,
  ) {}

  /** Throws LoanNotFound, DefectiveUnitNotOverdue. */
  async execute(loanNumber: string, asOfOn: BusinessDate, session: Session): Promise<Loan> {
    const loan = await this.loans.load(loanNumber);
    ensureCityInScope(session, loan.city);
    if (!isOverdue(loan, asOfOn)) throw new DefectiveUnitNotOverdue(loan, asOfOn);
    const receivedAt = await this.returns.receivedAt(loan.faultNumber, loan.defectiveSerial);
    return this.loans.save(markOverdue(loan, { asOfOn, receivedAt }));
  }
}
