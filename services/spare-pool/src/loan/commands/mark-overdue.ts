import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { BusinessDate, Session } from '@rotables/domain-kernel';
import { DefectiveReturns } from '../../replenishment/replenishment.repository.js';
import { DefectiveUnitNotOverdue } from '../loan.errors.js';
import { isOverdue, markOverdue } from '../advance-replacement.js';
import type { Loan } from '../loan.js';
import { Loans } from '../loan.repository.js';

/** Charges advance replacements whose defective unit is overdue as of a day; each once, however often it is run (S8). */
@Injectable()
export class MarkOverdueAdvanceReplacements {
  constructor(
    private readonly loans: Loans,
    private readonly returns: DefectiveReturns,
  ) {}

  /** All that are overdue; returns those that were charged. */
  async execute(asOfOn: BusinessDate): Promise<readonly Loan[]> {
    const marked: Loan[] = [];
    for (const loan of await this.loans.overdue(asOfOn)) marked.push(await this.mark(loan, asOfOn));
    return marked.filter(({ defectiveState }) => defectiveState === 'charged');
  }

  /** That one. Throws LoanNotFound, DefectiveUnitNotOverdue. */
  async executeOne(loanNumber: string, asOfOn: BusinessDate, session: Session): Promise<Loan> {
    const loan = await this.loans.load(loanNumber);
    ensureCityInScope(session, loan.city);
    if (!isOverdue(loan, asOfOn)) throw new DefectiveUnitNotOverdue(loan, asOfOn);
    return this.mark(loan, asOfOn);
  }

  private async mark(loan: Loan, asOfOn: BusinessDate): Promise<Loan> {
    const receivedAt = await this.returns.receivedAt(loan.faultNumber, loan.defectiveSerial);
    return this.loans.save(markOverdue(loan, { asOfOn, receivedAt }));
  }
}
