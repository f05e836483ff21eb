import type { BusinessDate, Decision, Serial } from '@rotables/domain-kernel';
import type { PoolEvent } from '../pool-event.js';
import type { Loan } from './loan.js';

export abstract class Loans {
  abstract nextNumber(loanedAt: Date): Promise<string>;
  /** Locks the loan. Throws LoanNotFound. */
  abstract load(loanNumber: string): Promise<Loan>;
  /** Locks the advance replacement that waits for this defective unit, if there is one. */
  abstract findAwaiting(faultNumber: string, defectiveSerial: Serial): Promise<Loan | null>;
  /** Locks the advance replacements whose defective unit was due before `asOfOn` and is not charged. */
  abstract overdue(asOfOn: BusinessDate): Promise<readonly Loan[]>;
  /** Throws FaultHasLoan for a second open loan of one fault. */
  abstract save(decision: Decision<Loan, PoolEvent>): Promise<Loan>;
}
