import { refundPaidV1, refundProposedV1, refundRejectedV1 } from '@rotables/contracts';
import { InvalidInput, lifecycle } from '@rotables/domain-kernel';
import type { ActorId, BusinessDate, CityCode, Decision, Fen, Serial, StateIn } from '@rotables/domain-kernel';
import { ensureNotBefore } from '../business-time/business-time.js';
import { eventOf, type EventOf } from '../domain-event.js';
import type { PaymentMethod } from '../receipt/receipt.js';
import { EntitlementUnknown } from '../rma-case/rma-case.errors.js';
import type { RmaCase } from '../rma-case/rma-case.js';
import { RefundNotEntitled, RefundStandsAlready, SecondPersonNeeded } from './refund.errors.js';

export const refundLifecycle = lifecycle(
  { proposed: { approve: 'paid', reject: 'rejected' }, paid: {}, rejected: {} },
  'refund',
);
export type RefundState = StateIn<typeof refundLifecycle>;

/** Money that goes back to a customer in full (W3), on the word of two people (B3). */
export interface Refund {
  readonly refundNumber: string;
  readonly faultNumber: string;
  readonly serial: Serial;
  readonly city: CityCode;
  readonly entitlementId: string;
  readonly amountFen: Fen;
  readonly reason: string;
  readonly state: RefundState;
  readonly proposedBy: ActorId;
  readonly proposedAt: Date;
  readonly proposedOn: BusinessDate;
  readonly decidedBy: ActorId | null;
  readonly decidedAt: Date | null;
  readonly method: PaymentMethod | null;
  readonly rejectionReason: string | null;
  readonly version: number;
}

export type RefundEvent =
  EventOf<typeof refundProposedV1> | EventOf<typeof refundPaidV1> | EventOf<typeof refundRejectedV1>;
export type RefundDecision = Decision<Refund, RefundEvent>;

export interface ProposalFacts {
  readonly refundNumber: string;
  readonly rmaCase: RmaCase;
  readonly amountFen: Fen;
  readonly reason: string;
  readonly proposedBy: ActorId;
  readonly proposedAt: Date;
  readonly proposedOn: BusinessDate;
  /** The refund of this fault that was not rejected. */
  readonly standing: Pick<Refund, 'refundNumber' | 'state'> | undefined;
}

/** Proposes a refund, once per fault (W3). Throws {@link RefundNotEntitled} where the entitlement is another. */
export function proposeRefund(facts: ProposalFacts): RefundDecision {
  const { rmaCase, amountFen, proposedAt } = facts;
  if (amountFen < 1) throw new InvalidInput('amountFen', amountFen, '1 fen or more');
  const { entitlement } = rmaCase;
  if (!entitlement) throw new EntitlementUnknown(rmaCase.faultNumber);
  if (entitlement.kind !== 'refund') throw new RefundNotEntitled(rmaCase.faultNumber, entitlement);
  if (facts.standing) throw new RefundStandsAlready(rmaCase.faultNumber, facts.standing);
  if (rmaCase.reportedAt) ensureNotBefore('proposedAt', proposedAt, 'the fault was reported', rmaCase.reportedAt);
  const refund: Refund = {
    refundNumber: facts.refundNumber,
    faultNumber: rmaCase.faultNumber,
    serial: rmaCase.serial,
    city: rmaCase.city,
    entitlementId: entitlement.entitlementId,
    amountFen,
    reason: facts.reason,
    state: 'proposed',
    proposedBy: facts.proposedBy,
    proposedAt,
    proposedOn: facts.proposedOn,
    decidedBy: null,
    decidedAt: null,
    method: null,
    rejectionReason: null,
    version: 0,
  };
  const body = { ...onTheWire(refund), proposedBy: refund.proposedBy, proposedAt: proposedAt.toISOString() };
  return { state: refund, events: [eventOf(refundProposedV1, body)] };
}

/** A second person agrees and the money goes out (B3). */
export function approveRefund(
  refund: Refund,
  approval: { readonly by: ActorId; readonly at: Date; readonly method: PaymentMethod },
): RefundDecision {
  const state = refundLifecycle.after(refund.state, 'approve');
  ensureAnotherPerson(refund, approval.by);
  ensureNotBefore('approvedAt', approval.at, 'the refund was proposed', refund.proposedAt);
  return {
    state: { ...refund, state, decidedBy: approval.by, decidedAt: approval.at, method: approval.method },
    events: [
      eventOf(refundPaidV1, { ...onTheWire(refund), approvedBy: approval.by, paidAt: approval.at.toISOString() }),
    ],
  };
}

/** A second person declines; another refund may then be proposed. */
export function rejectRefund(
  refund: Refund,
  rejection: { readonly by: ActorId; readonly at: Date; readonly reason: string },
): RefundDecision {
  const state = refundLifecycle.after(refund.state, 'reject');
  ensureAnotherPerson(refund, rejection.by);
  ensureNotBefore('rejectedAt', rejection.at, 'the refund was proposed', refund.proposedAt);
  const { by, at, reason } = rejection;
  return {
    state: { ...refund, state, decidedBy: by, decidedAt: at, rejectionReason: reason },
    events: [eventOf(refundRejectedV1, { ...onTheWire(refund), reason, rejectedBy: by, rejectedAt: at.toISOString() })],
  };
}

function ensureAnotherPerson(refund: Refund, by: ActorId): void {
  if (refund.proposedBy === by) throw new SecondPersonNeeded(refund.refundNumber, by);
}

function onTheWire({ refundNumber, faultNumber, serial, city, amountFen }: Refund) {
  return { refundNumber, faultNumber, serial, city, amountFen };
}
