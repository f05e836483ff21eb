import {
  outcomeRefusedV1,
  outcomeReleasedV1,
  outcomeReservedV1,
  type Exchange,
  type OutcomeRefusal,
  type OutcomeReleased,
} from '@rotables/contracts';
import { decided } from '../decided-event.js';
import { OutcomeIsReserved } from './rma-case.errors.js';
import { isOwnUnit, type CaseDecision, type Reservation, type Resolution, type RmaCase } from './rma-case.js';

/** What another service proposes to end the case by: a spare that stays (S7), a refund (W3). */
export interface Proposal {
  readonly outcome: Exchange;
  /** The loan or the refund. */
  readonly reference: string;
  /** The sequence of the event by which it was proposed. */
  readonly proposal: number;
  readonly proposedAt: Date;
}

/** How the customer is served says why nothing else is given to him. */
const servedBy: Readonly<Record<Resolution, OutcomeRefusal>> = {
  repaired: 'handed-back',
  'returned-unrepaired': 'handed-back',
  'no-fault-found': 'handed-back',
  'solved-remotely': 'solved-remotely',
  'formal-replacement': 'replaced',
  refund: 'refunded',
  'own-unit': 'own-unit',
  withdrawn: 'withdrawn',
};

/**
 * The case gives itself to one proposal, or says why not. Two services cannot both end it: whoever proposed waits for this answer, which is
 * given under the lock of the case's row, where every other end of it is decided too (R8, S7, W3).
 */
export function answerProposal(rmaCase: RmaCase, { proposedAt, ...proposed }: Proposal): CaseDecision {
  const { faultNumber, serial, city } = rmaCase;
  const at = proposedAt.toISOString();
  const told = { faultNumber, serial, city, ...proposed };
  const reason = refusalOf(rmaCase, proposed);
  if (reason !== null) {
    return { state: rmaCase, events: [decided(outcomeRefusedV1, { ...told, reason, refusedAt: at })] };
  }
  return {
    state: { ...rmaCase, reservation: { ...proposed, reservedAt: at } },
    events: [decided(outcomeReservedV1, { ...told, reservedAt: at })],
  };
}

function refusalOf(rmaCase: RmaCase, { outcome, reference }: Omit<Proposal, 'proposedAt'>): OutcomeRefusal | null {
  const { reservation, resolution, state } = rmaCase;
  if (isOwnUnit(rmaCase)) return 'own-unit';
  if (reservation !== null && reservation.reference !== reference) return 'reserved-otherwise';
  // What was charged because it never came is replaced by the very spare that the charge paid for (S8).
  const isPaidFor = outcome === 'formal-replacement' && state === 'given-up' && resolution === 'formal-replacement';
  if (resolution !== null) return isPaidFor ? null : servedBy[resolution];
  return outcome === 'formal-replacement' && goesBack(rmaCase) ? 'unit-goes-back' : null;
}

/** S7: who is about to get his own unit back does not keep the spare. */
function goesBack({ state, inspection, test }: RmaCase): boolean {
  const needsNoRepair = inspection?.outcome === 'no-fault-found' || inspection?.outcome === 'wrong-item';
  return state === 'repaired' || state === 'tested' || (state === 'inspected' && needsNoRepair && !test);
}

/** No other end of the case comes about while it is reserved. Throws {@link OutcomeIsReserved}. */
export function ensureNotReserved({ faultNumber, reservation }: RmaCase): void {
  if (reservation !== null) throw new OutcomeIsReserved(faultNumber, reservation.outcome, reservation.reference);
}

export interface Release {
  readonly reference: string;
  readonly reason: OutcomeReleased['reason'];
  readonly releasedAt: Date;
}

/** What was proposed does not come about: the case may end in any way again. A release of something else changes nothing. */
export function releaseReservation(rmaCase: RmaCase, { reference, reason, releasedAt }: Release): CaseDecision {
  const { faultNumber, serial, city, reservation } = rmaCase;
  if (reservation?.reference !== reference) return { state: rmaCase, events: [] };
  const { outcome, proposal } = reservation;
  const told = { faultNumber, serial, city, outcome, reference, proposal, reason };
  return {
    state: { ...rmaCase, reservation: null },
    events: [decided(outcomeReleasedV1, { ...told, releasedAt: releasedAt.toISOString() })],
  };
}

/**
 * A charge has ended the case (S8), which a refund was reserved on. The refund is paid only once its unit was received, which it was not, or
 * it could not have been charged: so nobody can have paid it, and who approves it hears this before he hears that the unit came.
 */
export function refundRevoked(rmaCase: RmaCase, revokedAt: Date): CaseDecision {
  const { reservation } = rmaCase;
  if (reservation?.outcome !== 'refund') return { state: rmaCase, events: [] };
  const { faultNumber, serial, city } = rmaCase;
  const { reservedAt: _reservedAt, ...proposed } = reservation;
  const refusedAt = revokedAt.toISOString();
  return {
    state: { ...rmaCase, reservation: null },
    events: [decided(outcomeRefusedV1, { faultNumber, serial, city, ...proposed, reason: 'replaced', refusedAt })],
  };
}

/** The reservation has come to what it was made for. */
export function settledReservation(rmaCase: RmaCase, reference: string): Reservation | null {
  return rmaCase.reservation?.reference === reference ? null : rmaCase.reservation;
}
