import {
  dispatchOrderCancelledV1,
  dispatchOrderCompletedV1,
  dispatchOrderIssuedV1,
  dispatchOrderReassignedV1,
} from '@rotables/contracts';
import {
  branchRoles,
  lifecycle,
  samePerson,
  type ActorId,
  type BusinessDate,
  type CityCode,
  type Decision,
  type Serial,
  type Session,
  type StateIn,
} from '@rotables/domain-kernel';
import { decided, type DecidedEvent } from '../decided-event.js';
import { ensureNotBefore } from '../fact-order.js';
import { NotTheTechnician, TechnicianIsTheSame } from './dispatch-order.errors.js';

/** A visit is ordered, goes to somebody else where it must, and is reported done or cancelled (R3). */
export const dispatchOrderLifecycle = lifecycle(
  { issued: { reassign: 'issued', complete: 'completed', cancel: 'cancelled' }, completed: {}, cancelled: {} },
  'dispatch order',
);

/** 故障处理派工单: a technician is sent to the customer (R3). */
export interface DispatchOrder {
  readonly dispatchNumber: string;
  readonly faultNumber: string;
  readonly serial: Serial;
  readonly city: CityCode;
  readonly technician: ActorId;
  /** What is thought to have caused the fault, in the dispatcher's words. */
  readonly cause: string;
  readonly nature: string;
  readonly category: string;
  readonly place: string;
  readonly sparesAndTools: string;
  readonly issuedBy: ActorId;
  readonly issuedAt: Date;
  readonly state: StateIn<typeof dispatchOrderLifecycle>;
  readonly repairedOnSite: boolean | null;
  readonly actionTaken: string | null;
  /** The name with which the customer signed. */
  readonly customerSignature: string | null;
  readonly completedAt: Date | null;
  /** Who reported it: the technician, or somebody of the branch on his word; null in orders of before. */
  readonly completedBy: ActorId | null;
  /** Why it went to somebody else, or was cancelled; the last reason where there were several. */
  readonly reason: string | null;
  readonly cancelledBy: ActorId | null;
  readonly cancelledAt: Date | null;
  readonly version: number;
}

export type DispatchOrderDecision = Decision<DispatchOrder, DecidedEvent>;

export type DispatchOrderIssue = Omit<
  DispatchOrder,
  | 'state'
  | 'repairedOnSite'
  | 'actionTaken'
  | 'customerSignature'
  | 'completedAt'
  | 'completedBy'
  | 'reason'
  | 'cancelledBy'
  | 'cancelledAt'
  | 'version'
>;

export function issueDispatchOrder(issue: DispatchOrderIssue): DispatchOrderDecision {
  const { dispatchNumber, faultNumber, serial, city, technician, issuedAt } = issue;
  return {
    state: {
      ...issue,
      state: 'issued',
      repairedOnSite: null,
      actionTaken: null,
      customerSignature: null,
      completedAt: null,
      completedBy: null,
      reason: null,
      cancelledBy: null,
      cancelledAt: null,
      version: 0,
    },
    events: [
      decided(dispatchOrderIssuedV1, {
        dispatchNumber,
        faultNumber,
        serial,
        city,
        technician,
        issuedAt: issuedAt.toISOString(),
      }),
    ],
  };
}

export interface VisitReport {
  readonly repairedOnSite: boolean;
  readonly actionTaken: string;
  readonly customerSignature: string;
  readonly completedAt: Date;
  readonly by: Pick<Session, 'actor' | 'roles'>;
}

/**
 * The visit ended and the customer signed for it (R3), as its technician says, or his branch on his word; `reportedOn` is the day of the
 * fault report.
 */
export function completeDispatchOrder(
  order: DispatchOrder,
  report: VisitReport,
  reportedOn: BusinessDate,
): DispatchOrderDecision {
  const state = dispatchOrderLifecycle.after(order.state, 'complete');
  const { by, ...visit } = report;
  ensureMayReport(order, by);
  ensureNotBefore('completedAt', report.completedAt, 'the dispatch order was issued', order.issuedAt);
  const { dispatchNumber, faultNumber, serial, city } = order;
  const { repairedOnSite, actionTaken, completedAt } = report;
  return {
    state: { ...order, ...visit, state, completedBy: by.actor },
    events: [
      decided(dispatchOrderCompletedV1, {
        dispatchNumber,
        faultNumber,
        serial,
        city,
        repairedOnSite,
        actionTaken,
        reportedOn,
        completedAt: completedAt.toISOString(),
        completedBy: by.actor,
      }),
    ],
  };
}

function ensureMayReport({ dispatchNumber, technician }: DispatchOrder, { actor, roles }: VisitReport['by']): void {
  if (samePerson(actor, technician) || roles.some((role) => branchRoles.includes(role))) return;
  throw new NotTheTechnician(dispatchNumber, technician, actor);
}

export interface Reassignment {
  readonly technician: ActorId;
  readonly reason: string;
  readonly reassignedAt: Date;
  readonly reassignedBy: ActorId;
}

/** Somebody else goes, with the reason (R3). */
export function reassignDispatchOrder(order: DispatchOrder, reassignment: Reassignment): DispatchOrderDecision {
  const state = dispatchOrderLifecycle.after(order.state, 'reassign');
  const { technician, reason, reassignedAt, reassignedBy } = reassignment;
  if (samePerson(technician, order.technician)) throw new TechnicianIsTheSame(order.dispatchNumber, order.technician);
  ensureNotBefore('reassignedAt', reassignedAt, 'the dispatch order was issued', order.issuedAt);
  const { dispatchNumber, faultNumber, serial, city, technician: formerTechnician } = order;
  return {
    state: { ...order, state, technician, reason },
    events: [
      decided(dispatchOrderReassignedV1, {
        dispatchNumber,
        faultNumber,
        serial,
        city,
        technician,
        formerTechnician,
        reason,
        reassignedBy,
        reassignedAt: reassignedAt.toISOString(),
      }),
    ],
  };
}

export interface Cancellation {
  readonly reason: string;
  readonly cancelledAt: Date;
  readonly cancelledBy: ActorId;
}

/** Nobody goes, with the reason (R3); the case waits for another order, or for its unit. */
export function cancelDispatchOrder(order: DispatchOrder, cancellation: Cancellation): DispatchOrderDecision {
  const state = dispatchOrderLifecycle.after(order.state, 'cancel');
  const { reason, cancelledAt, cancelledBy } = cancellation;
  ensureNotBefore('cancelledAt', cancelledAt, 'the dispatch order was issued', order.issuedAt);
  const { dispatchNumber, faultNumber, serial, city } = order;
  return {
    state: { ...order, ...cancellation, state },
    events: [
      decided(dispatchOrderCancelledV1, {
        dispatchNumber,
        faultNumber,
        serial,
        city,
        reason,
        cancelledBy,
        cancelledAt: cancelledAt.toISOString(),
      }),
    ],
  };
}
