import {
  caseClosedV1,
  caseResolvedV1,
  type CaseClosed,
  type CaseResolved,
  type Exchange,
  type FaultCause,
} from '@rotables/contracts';
import {
  lifecycle,
  type ActorId,
  type CityCode,
  type Decision,
  type Serial,
  type StateIn,
} from '@rotables/domain-kernel';
import { decided, type DecidedEvent } from '../decided-event.js';
import type { ServiceFacts } from './service-facts.js';

/**
 * The way of the defective unit, from the report to where it stays (R3, R5, R7, R8). Whether the customer has been served is
 * kept beside it as the resolution: a formal replacement or a refund serves him wherever the unit is on its way.
 */
export const unitWay = lifecycle(
  {
    reported: {
      triage: 'triaged',
      solveRemotely: 'with-customer',
      receive: 'received',
      leaveWithCustomer: 'given-up',
      withdraw: 'withdrawn',
    },
    triaged: {
      triage: 'triaged',
      solveRemotely: 'with-customer',
      repairOnSite: 'with-customer',
      receive: 'received',
      leaveWithCustomer: 'given-up',
      withdraw: 'withdrawn',
    },
    received: { inspect: 'inspected', scrap: 'scrapped' },
    // Inspected once more, the later inspection counts; a test that fails says that there is a fault after all (R5).
    inspected: {
      inspect: 'inspected',
      startRepair: 'repairing',
      sendToVendor: 'at-vendor',
      passTest: 'tested',
      failTest: 'inspected',
      returnUnrepaired: 'with-customer',
      scrap: 'scrapped',
    },
    repairing: { inspect: 'inspected', finishRepair: 'repaired', giveUp: 'beyond-repair', sendToVendor: 'at-vendor' },
    'at-vendor': { finishRepair: 'repaired', giveUp: 'beyond-repair' },
    repaired: { inspect: 'inspected', passTest: 'tested', failTest: 'repairing', scrap: 'scrapped' },
    // A test that was passed by mistake is put right by another one.
    tested: {
      inspect: 'inspected',
      passTest: 'tested',
      failTest: 'inspected',
      returnRepaired: 'with-customer',
      returnUnrepaired: 'with-customer',
      restock: 'restocked',
    },
    'beyond-repair': {
      inspect: 'inspected',
      startRepair: 'repairing',
      sendToVendor: 'at-vendor',
      returnUnrepaired: 'with-customer',
      scrap: 'scrapped',
    },
    // Charged because it never came (S8); where it comes all the same it is received.
    'given-up': { receive: 'received', settle: 'with-customer' },
    'with-customer': {},
    restocked: {},
    scrapped: {},
    // A spare that was lent at the same moment takes the case up again: no loan is without its case (S7).
    withdrawn: { takeUpReported: 'reported', takeUpTriaged: 'triaged' },
  },
  'unit of the case',
);

export type UnitState = StateIn<typeof unitWay>;
/** How a case ended; `own-unit` and `withdrawn` serve no customer, so that nothing is charged for them. */
export type Resolution = CaseClosed['resolution'];
export type ServedBy = CaseResolved['resolution'];
export type UnitDisposition = CaseClosed['unitDisposition'];

export const severities = ['critical', 'serious', 'normal', 'minor'] as const;
export type Severity = (typeof severities)[number];
export const triageOutcomes = ['solved-remotely', 'visit', 'to-warehouse'] as const;
export type TriageOutcome = (typeof triageOutcomes)[number];
export const inspectionOutcomes = ['fault-confirmed', 'no-fault-found', 'external-damage', 'wrong-item'] as const;
export type InspectionOutcome = (typeof inspectionOutcomes)[number];
export const repairMethods = ['in-place', 'refurbishment'] as const;
export type RepairMethod = (typeof repairMethods)[number] | 'vendor';
export const repairResults = ['repaired', 'beyond-repair'] as const;
export type RepairResult = (typeof repairResults)[number];
export const resolutions = [
  'repaired',
  'formal-replacement',
  'refund',
  'returned-unrepaired',
  'no-fault-found',
  'solved-remotely',
  'own-unit',
  'withdrawn',
] as const satisfies readonly Resolution[];

/** Instants inside the notes below are ISO text, because the notes are stored as they are. */
export interface TriageNote {
  readonly outcome: TriageOutcome;
  readonly note: string;
  readonly triagedBy: ActorId;
  readonly triagedAt: string;
}

export interface InspectionNote {
  readonly outcome: InspectionOutcome;
  readonly cause: FaultCause;
  readonly findings: string;
  readonly inspectedBy: ActorId;
  readonly inspectedAt: string;
}

export interface RepairNote {
  readonly method: RepairMethod;
  /** The confirmed quote by which the work is paid; null where it is free. */
  readonly quoteNumber: string | null;
  readonly startedBy: ActorId;
  readonly startedAt: string;
  readonly result: RepairResult | null;
  readonly workDone: string | null;
  readonly completedBy: ActorId | null;
  readonly completedAt: string | null;
}

export interface TestNote {
  readonly passed: boolean;
  readonly measured: string;
  readonly testedBy: ActorId;
  readonly testedAt: string;
}

/** What the case is kept for: it ends by this and by nothing else, until that is confirmed or given up (R8). */
export interface Reservation {
  readonly outcome: Exchange;
  /** The loan or the refund that was proposed. */
  readonly reference: string;
  /** The sequence of the event by which it was proposed, for one loan may be proposed again. */
  readonly proposal: number;
  readonly reservedAt: string;
}

/** One reported fault of one unit, from its number to the day on which nothing is left to do. */
export interface RmaCase {
  readonly faultNumber: string;
  readonly serial: Serial;
  readonly city: CityCode;
  /** Null while no registration of the serial is known. */
  readonly model: string | null;
  readonly customerPhone: string | null;
  readonly reporterName: string;
  readonly reporterPhone: string;
  readonly plate: string | null;
  readonly symptom: string;
  readonly severity: Severity;
  readonly cause: FaultCause;
  readonly serviceFeePaid: boolean;
  readonly reportedAt: Date;
  readonly reportedBy: ActorId;
  readonly state: UnitState;
  /** When the unit came into its present state, in business time. */
  readonly stateSince: Date;
  readonly triage: TriageNote | null;
  readonly site: string | null;
  readonly receivedAt: Date | null;
  readonly inspection: InspectionNote | null;
  readonly repair: RepairNote | null;
  readonly test: TestNote | null;
  /** The company's from the beginning where the pool owns the unit (S13); a formal replacement or a refund makes it so. */
  readonly unitOwner: 'customer' | 'company';
  readonly reservation: Reservation | null;
  readonly resolution: Resolution | null;
  readonly resolvedAt: Date | null;
  readonly closedAt: Date | null;
  readonly version: number;
}

export type CaseDecision = Decision<RmaCase, DecidedEvent>;

const dispositions: Readonly<Partial<Record<UnitState, UnitDisposition>>> = {
  'with-customer': 'with-customer',
  'given-up': 'with-customer',
  restocked: 'restocked',
  scrapped: 'scrapped',
  withdrawn: 'unmoved',
};

/** Where the unit stays, once its way is at an end. */
export function dispositionOf({ state }: Pick<RmaCase, 'state'>): UnitDisposition | null {
  return dispositions[state] ?? null;
}

/** A spare of the company's own that failed: no customer is served by its case (S13). */
export function isOwnUnit({ unitOwner, resolution }: Pick<RmaCase, 'unitOwner' | 'resolution'>): boolean {
  return unitOwner === 'company' && (resolution === null || resolution === 'own-unit');
}

/** The customer has been served; billing posts the one charge of the case on this fact (X4). */
export function resolved(
  { state: rmaCase, events }: CaseDecision,
  resolution: ServedBy,
  resolvedAt: Date,
  { entitlement }: Pick<ServiceFacts, 'entitlement'>,
): CaseDecision {
  const fact = decided(caseResolvedV1, {
    faultNumber: rmaCase.faultNumber,
    serial: rmaCase.serial,
    city: rmaCase.city,
    resolution,
    entitlementId: entitlement?.entitlementId ?? null,
    entitlementKind: entitlement?.kind ?? null,
    quoteNumber: rmaCase.repair?.quoteNumber ?? null,
    reporterName: rmaCase.reporterName,
    resolvedAt: resolvedAt.toISOString(),
  });
  return { state: { ...rmaCase, resolution, resolvedAt }, events: [...events, fact] };
}

/** Closes the case as soon as the customer is served and the unit has come to rest (R8); until then it changes nothing. */
export function closedWhenDone({ state: rmaCase, events }: CaseDecision): CaseDecision {
  const unitDisposition = dispositionOf(rmaCase);
  const resolution = rmaCase.resolution ?? (isOwnUnit(rmaCase) ? 'own-unit' : null);
  const { stateSince } = rmaCase;
  if (rmaCase.closedAt || !resolution || !unitDisposition) return { state: rmaCase, events };
  const resolvedAt = rmaCase.resolvedAt ?? stateSince;
  const closedAt = resolvedAt > stateSince ? resolvedAt : stateSince;
  const fact = decided(caseClosedV1, {
    faultNumber: rmaCase.faultNumber,
    serial: rmaCase.serial,
    city: rmaCase.city,
    resolution,
    unitDisposition,
    closedAt: closedAt.toISOString(),
  });
  return { state: { ...rmaCase, resolution, resolvedAt, closedAt }, events: [...events, fact] };
}

/** The words in which refusals name the last thing that happened to the unit. */
export const lastFact: Readonly<Record<UnitState, string>> = {
  reported: 'the fault was reported',
  triaged: 'the fault was triaged',
  received: 'the unit was received',
  inspected: 'the unit was inspected',
  repairing: 'its repair began',
  'at-vendor': 'it went to the vendor',
  repaired: 'its repair was completed',
  tested: 'it was tested',
  'beyond-repair': 'it was found beyond repair',
  'given-up': 'it was charged and no longer awaited',
  'with-customer': 'it was left with the customer',
  restocked: 'it was restocked',
  scrapped: 'it was scrapped',
  withdrawn: 'the report was withdrawn',
};
