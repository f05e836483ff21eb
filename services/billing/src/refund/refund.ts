import { refundPaidV1, refundProposedV1, refundRejectedV1, type OutcomeRefusal } from '@rotables/contracts';
import { InvalidInput, lifecycle, parseFen, samePerson } from '@rotables/domain-kernel';
import type { ActorId, BusinessDate, CityCode, Decision, Fen, Serial, StateIn } from '@rotables/domain-kernel';
import { ensureNotBefore } from '../business-time/business-time.js';
import { eventOf, type EventOf } from '../domain-event.js';
import type { PaymentMethod } from '../receipt/receipt.js';
import { EntitlementUnknown } from '../rma-case/rma-case.errors.js';
import type { Entitlement, RmaCase } from '../rma-case/rma-case.js';
import {
  CaseRefusedRefund,
  GeneralManagerNeeded,
  RefundAbovePrice,
  RefundAnswerNotHeardOfYet,
  RefundBesideService,
  RefundNotEntitled,
  RefundStandsAlready,
  SecondPersonNeeded,
  UnitNotBack,
  UnitRefundedAlready,
} from './refund.errors.js';

/** The case of the fault gives itself to the refund, or refuses: then the proposal is over without anybody's word. */
export const refundLifecycle = lifecycle(
  { proposed: { approve: 'paid', reject: 'rejected', refuse: 'rejected' }, paid: {}, rejected: {} },
  'refund',
);
export type RefundState = StateIn<typeof refundLifecycle>;

/** What the case says to the proposal: it is kept for it, or why it is not. */
export type RefundAnswer = 'reserved' | OutcomeRefusal;

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
  /** Null while the case has not answered. */
  readonly caseAnswer: RefundAnswer | null;
  readonly version: number;
}

export type RefundEvent =
  EventOf<typeof refundProposedV1> | EventOf<typeof refundPaidV1> | EventOf<typeof refundRejectedV1>;
export type RefundDecision = Decision<Refund, RefundEvent>;

export interface ProposalFacts {
  readonly refundNumber: string;
  readonly rmaCase: RmaCase;
  /** What the unit costs: as far as the system knows, what the customer paid for it. */
  readonly priceFen: Fen;
  /** Less than the price, where somebody says so. */
  readonly statedFen: Fen | undefined;
  readonly reason: string;
  readonly proposedBy: ActorId;
  readonly proposedAt: Date;
  readonly proposedOn: BusinessDate;
  /** The refund of this fault that was not rejected. */
  readonly standing: Pick<Refund, 'refundNumber' | 'state'> | undefined;
  /** A refund that was paid for the unit, whatever fault it was for, since it was sold. */
  readonly unitRefundNumber: string | null;
}

/** Above this a refund is approved by the general manager: 5,000 yuan. */
export const generalManagersRefundFen = parseFen(500_000);

/**
 * Proposes a refund, once per fault and unit, of the unit's price at most (W3, B3). Throws {@link RefundNotEntitled} where the entitlement is
 * another, {@link RefundBesideService} where the customer was served otherwise, {@link RefundAbovePrice}.
 */
export function proposeRefund(facts: ProposalFacts): RefundDecision {
  const { rmaCase, priceFen, proposedAt } = facts;
  const amountFen = facts.statedFen ?? priceFen;
  if (amountFen < 1) throw new InvalidInput('amountFen', amountFen, '1 fen or more');
  const entitlement = ensureEntitled(rmaCase);
  if (facts.standing) throw new RefundStandsAlready(rmaCase.faultNumber, facts.standing);
  if (facts.unitRefundNumber !== null) throw new UnitRefundedAlready(rmaCase.serial, facts.unitRefundNumber);
  if (amountFen > priceFen) throw new RefundAbovePrice(rmaCase.serial, amountFen, priceFen);
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
    caseAnswer: null,
    version: 0,
  };
  const body = { ...onTheWire(refund), proposedBy: refund.proposedBy, proposedAt: proposedAt.toISOString() };
  return { state: refund, events: [eventOf(refundProposedV1, body)] };
}

export interface Approval {
  readonly by: ActorId;
  readonly isGeneralManager: boolean;
  readonly at: Date;
  readonly method: PaymentMethod;
  /** As it is known at the approval. */
  readonly rmaCase: RmaCase;
}

/** rma keeps the case for this refund, so that it ends in no other way meanwhile. */
export function hearReservation(refund: Refund): Refund {
  return refundLifecycle.can(refund.state, 'approve') ? { ...refund, caseAnswer: 'reserved' } : refund;
}

/** The customer of the case is served otherwise, so nothing is paid; another refund may be proposed when that is no longer so. */
export function hearRefusal(
  refund: Refund,
  { refusal, by, at }: { readonly refusal: OutcomeRefusal; readonly by: ActorId; readonly at: Date },
): RefundDecision {
  if (!refundLifecycle.can(refund.state, 'refuse')) return { state: refund, events: [] };
  const state = refundLifecycle.after(refund.state, 'refuse');
  const reason = `The case says: ${refusal}.`;
  const told = { reason, refusal, rejectedBy: by, rejectedAt: at.toISOString() };
  return {
    state: { ...refund, state, decidedBy: by, decidedAt: at, rejectionReason: reason, caseAnswer: refusal },
    events: [eventOf(refundRejectedV1, { ...onTheWire(refund), ...told })],
  };
}

/**
 * A second person agrees and the money goes out, while the customer is still entitled to it, the unit is here, and the case is kept for this
 * refund (W3, B3); above {@link generalManagersRefundFen} the general manager. Throws {@link GeneralManagerNeeded}, {@link UnitNotBack},
 * {@link RefundAnswerNotHeardOfYet}, {@link CaseRefusedRefund}.
 */
export function approveRefund(refund: Refund, approval: Approval): RefundDecision {
  const { caseAnswer } = refund;
  if (caseAnswer !== null && caseAnswer !== 'reserved') throw new CaseRefusedRefund(refund, caseAnswer);
  const state = refundLifecycle.after(refund.state, 'approve');
  ensureAnotherPerson(refund, approval.by);
  const { rmaCase, isGeneralManager } = approval;
  const entitlement = ensureEntitled(rmaCase);
  if (entitlement.entitlementId !== refund.entitlementId) throw new RefundNotEntitled(refund.faultNumber, entitlement);
  if (refund.amountFen > generalManagersRefundFen && !isGeneralManager) throw new GeneralManagerNeeded(refund);
  if (!rmaCase.unitHeld) throw new UnitNotBack(refund.refundNumber, refund.serial);
  if (caseAnswer === null) throw new RefundAnswerNotHeardOfYet(refund);
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

/** The customer may have his money back, and was not given anything else for the fault. */
export function ensureEntitled(rmaCase: RmaCase): Entitlement {
  const { faultNumber, entitlement, resolution, replacement, closedAt, isWithdrawn } = rmaCase;
  if (!entitlement) throw new EntitlementUnknown(faultNumber);
  if (entitlement.kind !== 'refund') throw new RefundNotEntitled(faultNumber, entitlement);
  if (replacement) throw new RefundBesideService(faultNumber, 'formal-replacement');
  if (isWithdrawn) throw new RefundBesideService(faultNumber, 'withdrawn');
  if (resolution ?? closedAt) throw new RefundBesideService(faultNumber, resolution?.outcome ?? 'closed');
  return entitlement;
}

function ensureAnotherPerson(refund: Refund, by: ActorId): void {
  if (samePerson(refund.proposedBy, by)) throw new SecondPersonNeeded(refund.refundNumber, by);
}

function onTheWire({ refundNumber, faultNumber, serial, city, amountFen }: Refund) {
  return { refundNumber, faultNumber, serial, city, amountFen };
}
