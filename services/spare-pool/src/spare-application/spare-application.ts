import {
  spareApplicationApprovedV1,
  spareApplicationFilledV1,
  spareApplicationRejectedV1,
  spareApplicationRestClosedV1,
  spareApplicationSubmittedV1,
  spareApplicationWithdrawnV1,
} from '@rotables/contracts';
import { lifecycle, samePerson } from '@rotables/domain-kernel';
import type { ActorId, CityCode, Decision, Quantity, StateIn } from '@rotables/domain-kernel';
import { freeOf, heldOf } from '../allocation/allocation.js';
import type { QuotaUse } from '../allocation/allocation.js';
import { ensureNotBefore } from '../business-time/stated-time.js';
import type { PoolEvent } from '../pool-event.js';
import { poolEvent } from '../pool-event.js';
import {
  AllocationExceeded,
  ApprovedMoreThanAsked,
  DecidedByApplicant,
  ShippedMoreThanApproved,
  WithdrawnAfterShipment,
} from './spare-application.errors.js';

export const spareApplicationLifecycle = lifecycle(
  {
    submitted: { approve: 'approved', reject: 'rejected', withdraw: 'withdrawn' },
    approved: {
      ship: 'approved',
      fill: 'filled',
      takeBackShipped: 'approved',
      withdraw: 'withdrawn',
      closeRest: 'closed',
    },
    filled: { takeBackShipped: 'approved' },
    closed: { takeBackShipped: 'closed' },
    rejected: {},
    withdrawn: {},
  },
  'spare application',
);
export type SpareApplicationState = StateIn<typeof spareApplicationLifecycle>;

/** A branch asks, headquarters approves, the warehouse ships (S2). */
export interface SpareApplication {
  readonly applicationNumber: string;
  readonly city: CityCode;
  readonly site: string;
  readonly model: string;
  readonly quantity: number;
  readonly reason: string;
  readonly approvedQuantity: number | null;
  readonly shippedQuantity: number;
  readonly state: SpareApplicationState;
  readonly submittedBy: string;
  readonly submittedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly rejectionReason: string | null;
  /** Who withdrew it or closed its rest, when, and why. */
  readonly endedBy: string | null;
  readonly endedAt: Date | null;
  readonly endReason: string | null;
  /** The arithmetic at submission: what the city might hold and what it held. */
  readonly allocation: number;
  readonly held: number;
  readonly version: number;
}

export interface SubmitFacts {
  readonly applicationNumber: string;
  readonly city: CityCode;
  readonly site: string;
  readonly model: string;
  readonly quantity: Quantity;
  readonly reason: string;
  readonly by: ActorId;
  readonly submittedAt: Date;
  readonly allocation: number;
  readonly use: QuotaUse;
}

/** A branch may not exceed its allocation: what does is refused with the arithmetic (S2). */
export function submit(facts: SubmitFacts): Decision<SpareApplication, PoolEvent> {
  const { applicationNumber, city, site, model, quantity, reason, allocation, by, submittedAt } = facts;
  if (quantity > freeOf(allocation, facts.use)) throw new AllocationExceeded(city, quantity, allocation, facts.use);
  const held = heldOf(facts.use);
  const shared = { applicationNumber, city, site, model, quantity, reason, allocation, held, submittedBy: by };
  return {
    state: {
      ...shared,
      submittedAt,
      approvedQuantity: null,
      shippedQuantity: 0,
      state: 'submitted',
      decidedBy: null,
      decidedAt: null,
      rejectionReason: null,
      endedBy: null,
      endedAt: null,
      endReason: null,
      version: 0,
    },
    events: [poolEvent(spareApplicationSubmittedV1, { ...shared, submittedAt: submittedAt.toISOString() })],
  };
}

export interface ApproveFacts {
  readonly quantity: Quantity;
  readonly by: ActorId;
  readonly approvedAt: Date;
}

/** In full or in part, by another person than the applicant (S2). */
export function approve(application: SpareApplication, facts: ApproveFacts): Decision<SpareApplication, PoolEvent> {
  const state = spareApplicationLifecycle.after(application.state, 'approve');
  ensureAnotherPerson(application, facts.by);
  ensureNotBefore('approvedAt', facts.approvedAt, application.submittedAt, 'the application was submitted');
  if (facts.quantity > application.quantity) throw new ApprovedMoreThanAsked(application, facts.quantity);
  return {
    state: {
      ...application,
      state,
      approvedQuantity: facts.quantity,
      decidedBy: facts.by,
      decidedAt: facts.approvedAt,
    },
    events: [
      poolEvent(spareApplicationApprovedV1, {
        ...headOf(application),
        approvedQuantity: facts.quantity,
        approvedBy: facts.by,
        approvedAt: facts.approvedAt.toISOString(),
      }),
    ],
  };
}

export interface RejectFacts {
  readonly reason: string;
  readonly by: ActorId;
  readonly rejectedAt: Date;
}

export function reject(application: SpareApplication, facts: RejectFacts): Decision<SpareApplication, PoolEvent> {
  const state = spareApplicationLifecycle.after(application.state, 'reject');
  ensureAnotherPerson(application, facts.by);
  ensureNotBefore('rejectedAt', facts.rejectedAt, application.submittedAt, 'the application was submitted');
  return {
    state: { ...application, state, rejectionReason: facts.reason, decidedBy: facts.by, decidedAt: facts.rejectedAt },
    events: [
      poolEvent(spareApplicationRejectedV1, {
        ...headOf(application),
        reason: facts.reason,
        rejectedBy: facts.by,
        rejectedAt: facts.rejectedAt.toISOString(),
      }),
    ],
  };
}

export interface EndFacts {
  readonly reason: string;
  readonly by: ActorId;
  readonly at: Date;
}

/** The branch takes it back as long as nothing was shipped on it (S2). */
export function withdraw(application: SpareApplication, facts: EndFacts): Decision<SpareApplication, PoolEvent> {
  const state = spareApplicationLifecycle.after(application.state, 'withdraw');
  if (application.shippedQuantity > 0) throw new WithdrawnAfterShipment(application);
  ensureNotBefore('withdrawnAt', facts.at, lastStepOf(application), 'the application was submitted or decided');
  return {
    state: { ...application, state, endedBy: facts.by, endedAt: facts.at, endReason: facts.reason },
    events: [
      poolEvent(spareApplicationWithdrawnV1, {
        ...headOf(application),
        reason: facts.reason,
        withdrawnBy: facts.by,
        withdrawnAt: facts.at.toISOString(),
      }),
    ],
  };
}

/** What was approved and not shipped will not be shipped any more, and takes from the quota no longer; either side may say so (S2). */
export function closeRest(application: SpareApplication, facts: EndFacts): Decision<SpareApplication, PoolEvent> {
  const state = spareApplicationLifecycle.after(application.state, 'closeRest');
  ensureNotBefore('closedAt', facts.at, lastStepOf(application), 'the application was decided');
  const { shippedQuantity, approvedQuantity } = application;
  return {
    state: { ...application, state, endedBy: facts.by, endedAt: facts.at, endReason: facts.reason },
    events: [
      poolEvent(spareApplicationRestClosedV1, {
        ...headOf(application),
        shippedQuantity,
        closedQuantity: (approvedQuantity ?? 0) - shippedQuantity,
        reason: facts.reason,
        closedBy: facts.by,
        closedAt: facts.at.toISOString(),
      }),
    ],
  };
}

function lastStepOf({ decidedAt, submittedAt }: SpareApplication): Date {
  return decidedAt ?? submittedAt;
}

/** Counts a shipment against what was approved; never more than that leaves on one application (S3). */
export function shipUnits(
  application: SpareApplication,
  units: number,
  dispatchedAt: Date,
): Decision<SpareApplication, PoolEvent> {
  const shipped = spareApplicationLifecycle.after(application.state, 'ship');
  const approved = application.approvedQuantity ?? 0;
  const shippedQuantity = application.shippedQuantity + units;
  if (shippedQuantity > approved)
    throw new ShippedMoreThanApproved(application.applicationNumber, approved, application.shippedQuantity, units);
  ensureNotBefore(
    'dispatchedAt',
    dispatchedAt,
    application.decidedAt ?? application.submittedAt,
    'the order was approved',
  );
  const filled = shippedQuantity === approved;
  return {
    state: {
      ...application,
      shippedQuantity,
      state: filled ? spareApplicationLifecycle.after(application.state, 'fill') : shipped,
    },
    events: filled
      ? [
          poolEvent(spareApplicationFilledV1, {
            ...headOf(application),
            approvedQuantity: approved,
            filledAt: dispatchedAt.toISOString(),
          }),
        ]
      : [],
  };
}

/** One unit turned out never to have left: it may be shipped again. */
export function takeBackShipped(application: SpareApplication): Decision<SpareApplication, PoolEvent> {
  const state = spareApplicationLifecycle.after(application.state, 'takeBackShipped');
  return { state: { ...application, state, shippedQuantity: application.shippedQuantity - 1 }, events: [] };
}

function ensureAnotherPerson(application: SpareApplication, by: ActorId): void {
  if (samePerson(by, application.submittedBy)) throw new DecidedByApplicant(application.applicationNumber, by);
}

function headOf({ applicationNumber, city, site, model, quantity }: SpareApplication) {
  return { applicationNumber, city, site, model, quantity };
}
