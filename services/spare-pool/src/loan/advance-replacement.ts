import {
  advanceChargeWithdrawnV1,
  advanceReplacementOverdueV1,
  defectiveUnitRecoveredV1,
  type AdvanceChargeWithdrawn,
} from '@rotables/contracts';
import type { BusinessDate, Decision } from '@rotables/domain-kernel';
import type { PoolEvent } from '../pool-event.js';
import { poolEvent } from '../pool-event.js';
import { defectiveUnitLifecycle, headOf } from './loan.js';
import type { Loan } from './loan.js';

/** The defective unit of an advance replacement came in, in time or late; what was charged for it is taken back (S8). */
export function recoverDefectiveUnit(loan: Loan, recoveredAt: Date): Decision<Loan, PoolEvent> {
  const { defectiveSerial, defectiveState } = loan;
  const recovered = { ...headOf(loan), defectiveSerial, recoveredAt: recoveredAt.toISOString() };
  return {
    state: { ...loan, defectiveState: defectiveUnitLifecycle.after(defectiveState, 'recover') },
    events: [
      poolEvent(defectiveUnitRecoveredV1, recovered),
      ...(chargeIsForTheUnit(loan) ? [chargeWithdrawn(loan, 'defective-unit-returned', recoveredAt)] : []),
    ],
  };
}

/** The charge stands where it pays for a spare that is lost, or that the customer keeps without being entitled to one. */
function chargeIsForTheUnit({ state, defectiveState, keepGround }: Loan): boolean {
  return defectiveState === 'charged' && state !== 'lost' && keepGround !== 'paid-for';
}

/** A spare that was lost after it had been charged turned up: the customer owes nothing for it (S4, S8). */
export function findLostSpare(loan: Loan, foundAt: Date): Decision<Loan, PoolEvent> {
  if (loan.defectiveState !== 'charged') return { state: loan, events: [] };
  return {
    state: { ...loan, defectiveState: defectiveUnitLifecycle.after(loan.defectiveState, 'waive') },
    events: [chargeWithdrawn(loan, 'spare-returned', foundAt)],
  };
}

export function chargeWithdrawn(
  { loanNumber, faultNumber, city, serial, defectiveSerial }: Loan,
  reason: AdvanceChargeWithdrawn['reason'],
  at: Date,
): PoolEvent {
  const withdrawnAt = at.toISOString();
  return poolEvent(advanceChargeWithdrawnV1, {
    loanNumber,
    faultNumber,
    city,
    serial,
    defectiveSerial,
    reason,
    withdrawnAt,
  });
}

/** The defective unit is overdue from the day after its due date; it is charged once (S8, B6). */
export function isOverdue(loan: Loan, asOfOn: BusinessDate): boolean {
  return defectiveUnitLifecycle.can(loan.defectiveState, 'chargeOverdue') && loan.dueBackOn < asOfOn;
}

/** A defective unit that came in while its spare was being lent, so that neither saw the other, is recovered instead of charged. */
export function markOverdue(
  loan: Loan,
  { asOfOn, receivedAt }: { readonly asOfOn: BusinessDate; readonly receivedAt: Date | null },
): Decision<Loan, PoolEvent> {
  if (!isOverdue(loan, asOfOn)) return { state: loan, events: [] };
  if (receivedAt !== null) return recoverDefectiveUnit(loan, receivedAt);
  const { defectiveSerial, dueBackOn } = loan;
  return {
    state: { ...loan, defectiveState: defectiveUnitLifecycle.after(loan.defectiveState, 'chargeOverdue') },
    events: [poolEvent(advanceReplacementOverdueV1, { ...headOf(loan), defectiveSerial, dueBackOn, asOfOn })],
  };
}
