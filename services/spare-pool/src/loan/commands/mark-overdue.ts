import { Injectable } from '@nestjs/common';
import type { BusinessDate } from '@rotables/domain-kernel';
import { DefectiveReturns } from '../../replenishment/replenishment.repository.js';
import { markOverdue } from '../loan.js';
import type { Loan } from '../loan.js';
import { Loans } from '../loan.repository.js';

/** Charges every advance replacement whose defective unit is overdue as of a day; each once, however often it is run (S8). */
@Injectable()
export class MarkOverdueAdvanceReplacements {
  constructor(
    private readonly loans: Loans,
    private readonly returns: DefectiveReturns,
  ) {}

  async execute(asOfOn: BusinessDate): Promise<readonly Loan[]> {
    const marked: Loan[] = [];
    for (const loan of await this.loans.overdue(asOfOn)) {
      const receivedAt = await this.returns.receivedAt(loan.faultNumber, loan.defectiveSerial);
      marked.push(await this.loans.save(markOverdue(loan, { asOfOn, receivedAt })));
    }
    return marked.filter(({ defectiveState }) => defectiveState === 'charged');
  }
}
