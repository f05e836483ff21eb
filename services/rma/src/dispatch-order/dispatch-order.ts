import { dispatchOrderCompletedV1, dispatchOrderIssuedV1 } from '@rotables/contracts';
import {
  lifecycle,
  type ActorId,
  type BusinessDate,
  type CityCode,
  type Decision,
  type Serial,
  type StateIn,
} from '@rotables/domain-kernel';
import { decided, type DecidedEvent } from '../decided-event.js';
import { ensureNotBefore } from '../fact-order.js';

/** A visit is ordered and then reported done (R3). */
export const dispatchOrderLifecycle = lifecycle({ issued: { complete: 'completed' }, completed: {} }, 'dispatch order');

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
  readonly version: number;
}

export type DispatchOrderDecision = Decision<DispatchOrder, DecidedEvent>;

export type DispatchOrderIssue = Omit<
  DispatchOrder,
  'state' | 'repairedOnSite' | 'actionTaken' | 'customerSignature' | 'completedAt' | 'version'
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
}

/** The visit ended and the customer signed for it (R3); `reportedOn` is the day of the fault report. */
export function completeDispatchOrder(
  order: DispatchOrder,
  report: VisitReport,
  reportedOn: BusinessDate,
): DispatchOrderDecision {
  const state = dispatchOrderLifecycle.after(order.state, 'complete');
  ensureNotBefore('completedAt', report.completedAt, 'the dispatch order was issued', order.issuedAt);
  const { dispatchNumber, faultNumber, serial, city } = order;
  const { repairedOnSite, actionTaken, completedAt } = report;
  return {
    state: { ...order, ...report, state },
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
      }),
    ],
  };
}
