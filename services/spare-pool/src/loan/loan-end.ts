import { loanedUnitDamagedV1, loanedUnitLostV1, spareUnitReturnedV1 } from '@rotables/contracts';
import { sameSerial, type Decision, type Serial } from '@rotables/domain-kernel';
import { ensureNotBefore } from '../business-time/stated-time.js';
import type { PoolEvent } from '../pool-event.js';
import { poolEvent } from '../pool-event.js';
import { chargeWithdrawn } from './advance-replacement.js';
import { LoanerNotTested, SerialMismatch } from './loan.errors.js';
import { defectiveUnitLifecycle, headOf, keepLifecycle, loanLifecycle, lossLifecycle } from './loan.js';
import type { Loan, ReturnCondition } from './loan.js';

export interface TakeBackFacts {
  readonly scannedSerial: Serial;
  readonly site: string;
  readonly returnedAt: Date;
  readonly condition: ReturnCondition;
  /** What the test of the spare found; it goes to the shelf tested, or not to the shelf (R7). */
  readonly measured: string | null;
  /** The customer of the case. */
  readonly reporterName: string | null;
}

/**
 * A loan comes back only with the serial that went out, however it is typed (S7, W15). Nothing is kept in exchange then, so that nobody waits for the defective
 * unit any longer, and what was charged for it is taken back (S8).
 */
export function takeBack(loan: Loan, facts: TakeBackFacts): Decision<Loan, PoolEvent> {
  const state = loanLifecycle.after(loan.state, 'takeBack');
  const { scannedSerial, site, returnedAt, condition, measured } = facts;
  if (!sameSerial(scannedSerial, loan.serial)) throw new SerialMismatch(loan.loanNumber, loan.serial, scannedSerial);
  ensureNotBefore('returnedAt', returnedAt, loan.loanedAt, 'the unit went out');
  if (condition === 'good' && measured === null) throw new LoanerNotTested(loan.loanNumber, loan.serial);
  const at = returnedAt.toISOString();
  const returned = { ...headOf(loan), site, returnedAt: at, ...(measured === null ? {} : { measured }) };
  return {
    state: { ...ended(loan, returnedAt), state, returnCondition: condition, measured },
    events: [
      poolEvent(spareUnitReturnedV1, returned),
      ...(condition === 'damaged' ? [damaged(loan, facts)] : []),
      ...(loan.defectiveState === 'charged' ? [chargeWithdrawn(loan, 'spare-returned', returnedAt)] : []),
    ],
  };
}

/** Where the customer of the case is not known here, billing knows him (S7). */
function damaged(loan: Loan, { reporterName, measured, returnedAt }: TakeBackFacts): PoolEvent {
  const note = measured ?? '';
  const head = { ...headOf(loan), note, returnedAt: returnedAt.toISOString() };
  return poolEvent(loanedUnitDamagedV1, reporterName === null ? head : { ...head, reporterName });
}

export interface LossOnLoan {
  readonly lostAt: Date;
  readonly custodian: string;
  readonly liable: 'customer' | 'custodian';
  readonly reporterName: string | null;
}

/** Lost at the customer, at his cost (S7). Who was charged for the same unit by its overdue advance replacement is not charged again (S8). */
export function reportLost(
  loan: Loan,
  { lostAt, custodian, liable, reporterName }: LossOnLoan,
): Decision<Loan, PoolEvent> {
  const state = loanLifecycle.after(loan.state, 'reportLost');
  ensureNotBefore('lostAt', lostAt, loan.loanedAt, 'the unit went out');
  const alreadyCharged = loan.defectiveState === 'charged';
  const loss = { ...headOf(loan), custodian, lostAt: lostAt.toISOString(), liable, alreadyCharged };
  const { defectiveState } = loan;
  return {
    // The charge of before stands for the unit that is lost; one that was not charged yet is not awaited any longer.
    state: { ...ended(loan, lostAt), state, defectiveState: alreadyCharged ? defectiveState : waived(loan) },
    events: [poolEvent(loanedUnitLostV1, reporterName === null ? loss : { ...loss, reporterName })],
  };
}

function ended(loan: Loan, endedAt: Date): Loan {
  const { keepState, lossState } = loan;
  return {
    ...loan,
    endedAt,
    keepAnswer: null,
    defectiveState: waived(loan),
    keepState: keepLifecycle.can(keepState, 'decline') ? keepLifecycle.after(keepState, 'decline') : keepState,
    lossState: lossLifecycle.can(lossState, 'decline') ? lossLifecycle.after(lossState, 'decline') : lossState,
  };
}

function waived({ defectiveState }: Loan): Loan['defectiveState'] {
  return defectiveUnitLifecycle.can(defectiveState, 'waive')
    ? defectiveUnitLifecycle.after(defectiveState, 'waive')
    : defectiveState;
}
