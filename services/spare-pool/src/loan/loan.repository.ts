import type { BusinessDate, Decision, Serial } from '@rotables/domain-kernel';
import type { FaultCase } from '../fault-case/fault-case.js';
import type { PoolEvent } from '../pool-event.js';
import type { Site } from '../site/site.js';
import type { LedgerEntry, OpenBooks, SpareUnit } from '../spare-unit/spare-unit.js';
import type { Loan } from './loan.js';

/** What is asked for, as far as it decides what must be loaded. */
export interface LoanWish {
  readonly site: string;
  /** What the case says of the model counts; this one where it says nothing. */
  readonly model: string | null;
  /** The unit that was chosen; null takes the oldest of the model. */
  readonly serial: Serial | null;
  readonly faultNumber: string;
  readonly loanedAt: Date;
}

/** What a loan is decided on. */
export interface LoanBasis {
  /** Null where it is not known, or not seen. */
  readonly site: Site | null;
  /** The chosen unit wherever it is, or the oldest lendable of the model on the shelf since before the loan. */
  readonly unit: SpareUnit | null;
  /** From when on the book of the site's city is open; it cannot be closed before this transaction ends. */
  readonly books: OpenBooks;
  /** What the loan is for; null where it is not known yet, or not seen. */
  readonly faultCase: FaultCase | null;
  /** The unit is a customer's covered device (S9). */
  readonly unitIsCovered: boolean;
  /** The number that a loan would have. */
  readonly loanNumber: string;
}

/** A loan whose unit is to come back. */
export interface ReturnWish {
  readonly loanNumber: string;
  /** Null for the site that it was lent from. */
  readonly site: string | null;
}

/** What the end of a loan is decided on. */
export interface ReturnBasis {
  readonly loan: Loan;
  /** Where the unit comes back to; null where it is not known, or not seen. */
  readonly site: Site | null;
  /** The unit that was lent, wherever it is; null where it is not seen. */
  readonly unit: SpareUnit | null;
  /** From when on the book of the loan's city is open; it cannot be closed before this transaction ends. */
  readonly books: OpenBooks;
  /** The customer of the case; null where it is not known, or not seen. */
  readonly reporterName: string | null;
}

export abstract class Loans {
  /** Loads all that a loan is decided on in one go, the unit under lock; units that others hold locked are passed over. */
  abstract basisOf(wish: LoanWish): Promise<LoanBasis>;
  /** Loads all that a take back is decided on in one go, loan and unit under lock. Throws LoanNotFound. */
  abstract returnBasisOf(wish: ReturnWish): Promise<ReturnBasis>;
  /** Locks the loan. Throws LoanNotFound. */
  abstract load(loanNumber: string): Promise<Loan>;
  /** The same, or null where there is none of that number. */
  abstract find(loanNumber: string): Promise<Loan | null>;
  /** Locks the advance replacement that waits for this defective unit, or was charged for it, if there is one: whatever case it comes in by. */
  abstract findAwaiting(defectiveSerial: Serial): Promise<Loan | null>;
  /** Locks the loan on which the unit was lost last, if it was. */
  abstract findLost(serial: Serial): Promise<Loan | null>;
  /** Locks the advance replacements whose defective unit was due before `asOfOn` and is not charged. */
  abstract overdue(asOfOn: BusinessDate): Promise<readonly Loan[]>;
  /** Writes a new loan and the movement of its unit together. Throws FaultHasLoan for a second open loan of one fault. */
  abstract enter(decision: Decision<Loan, PoolEvent>, movement: LedgerEntry): Promise<Loan>;
  /** Writes the end of a loan and the movement of its unit, if it moves, together. */
  abstract end(decision: Decision<Loan, PoolEvent>, movement: LedgerEntry | null): Promise<Loan>;
  abstract save(decision: Decision<Loan, PoolEvent>): Promise<Loan>;
}
