import {
  caseReopenedV1,
  caseTakenUpAgainV1,
  caseTriagedV1,
  caseWithdrawnV1,
  faultReportedV1,
  unitInspectedV1,
  unitReceivedV1,
  type FaultCause,
} from '@rotables/contracts';
import {
  businessDateOf,
  InvalidInput,
  serialKey,
  type ActorId,
  type CityCode,
  type Serial,
} from '@rotables/domain-kernel';
import { decided } from '../decided-event.js';
import { ensureNotBefore } from '../fact-order.js';
import {
  CaseHasFollowed,
  CaseIsServed,
  OwnUnitComesIn,
  UnitAlreadyReceived,
  VisitNeedsTriage,
} from './rma-case.errors.js';
import {
  closedWhenDone,
  lastFact,
  resolved,
  unitWay,
  type CaseDecision,
  type InspectionOutcome,
  type RmaCase,
  type Severity,
  type TriageOutcome,
} from './rma-case.js';
import { ensureNotReserved } from './reservation.js';
import { isNeverFree, type ServiceFacts } from './service-facts.js';

export interface FaultReport {
  readonly faultNumber: string;
  readonly serial: Serial;
  readonly city: CityCode;
  readonly model: string | null;
  readonly customerPhone: string | null;
  readonly reporterName: string;
  readonly reporterPhone: string;
  readonly plate: string | null;
  readonly symptom: string;
  readonly severity: Severity;
  readonly cause: FaultCause;
  readonly serviceFeePaid: boolean;
  readonly unitOwner: RmaCase['unitOwner'];
  readonly reportedAt: Date;
  /** When the system heard of it: from so long before at most do rights count (W3, W4). */
  readonly heardAt: Date;
  readonly reportedBy: ActorId;
}

/** A fault gets its number at once, whatever is known about the unit (R1); a spare of the company's has a case of the company's (S13). */
export function reportFault(report: FaultReport): CaseDecision {
  const { customerPhone, reportedBy, heardAt: heard, ...told } = report;
  const state: RmaCase = {
    ...told,
    customerPhone,
    reportedBy,
    state: 'reported',
    stateSince: report.reportedAt,
    triage: null,
    site: null,
    receivedAt: null,
    inspection: null,
    repair: null,
    test: null,
    reservation: null,
    resolution: null,
    resolvedAt: null,
    closedAt: null,
    version: 0,
  };
  const reportedAt = report.reportedAt.toISOString();
  const heardAt = heard.toISOString();
  return {
    state,
    events: [decided(faultReportedV1, { ...told, reportedAt, heardAt, reportedOn: businessDateOf(report.reportedAt) })],
  };
}

export interface TriageFacts {
  readonly outcome: TriageOutcome;
  readonly note: string;
  readonly triagedAt: Date;
  readonly triagedBy: ActorId;
}

/** Remote diagnosis comes first (R3); a fault that it solves is the end of the case. */
export function triageCase(rmaCase: RmaCase, triage: TriageFacts, facts: ServiceFacts): CaseDecision {
  const solved = triage.outcome === 'solved-remotely';
  if (rmaCase.unitOwner === 'company' && triage.outcome !== 'to-warehouse') {
    throw new OwnUnitComesIn(rmaCase.faultNumber, rmaCase.serial);
  }
  const state = unitWay.after(rmaCase.state, solved ? 'solveRemotely' : 'triage');
  if (solved) ensureNotReserved(rmaCase);
  ensureNotBefore('triagedAt', triage.triagedAt, lastFact[rmaCase.state], rmaCase.stateSince);
  const note = { ...triage, triagedAt: triage.triagedAt.toISOString() };
  const { faultNumber, serial, city } = rmaCase;
  const triaged: CaseDecision = {
    state: { ...rmaCase, state, stateSince: triage.triagedAt, triage: note },
    events: [decided(caseTriagedV1, { faultNumber, serial, city, ...note })],
  };
  if (!solved) return triaged;
  return closedWhenDone(resolved(triaged, 'solved-remotely', triage.triagedAt, facts));
}

export interface Withdrawal {
  readonly reason: string;
  readonly withdrawnAt: Date;
  readonly withdrawnBy: ActorId;
  /** Loans that are out and dispatch orders that are open for the case. */
  readonly followedBy: readonly string[];
}

/** A mistake, or a duplicate of another case, is withdrawn while nothing has followed: no charge, in no statistic (R1, E1). */
export function withdrawCase(rmaCase: RmaCase, withdrawal: Withdrawal): CaseDecision {
  const state = unitWay.after(rmaCase.state, 'withdraw');
  const { faultNumber, serial, city } = rmaCase;
  const { reason, withdrawnAt, withdrawnBy, followedBy } = withdrawal;
  if (rmaCase.resolution) throw new CaseIsServed(faultNumber, rmaCase.resolution);
  ensureNotReserved(rmaCase);
  if (followedBy.length > 0) throw new CaseHasFollowed(faultNumber, followedBy);
  ensureNotBefore('withdrawnAt', withdrawnAt, lastFact[rmaCase.state], rmaCase.stateSince);
  const fact = { faultNumber, serial, city, reason, withdrawnBy, withdrawnAt: withdrawnAt.toISOString() };
  return closedWhenDone({
    state: { ...rmaCase, state, stateSince: withdrawnAt, resolution: 'withdrawn', resolvedAt: withdrawnAt },
    events: [decided(caseWithdrawnV1, fact)],
  });
}

/** A loan that is out for a case, as the pool tells of it. */
export interface LoanMade {
  readonly loanNumber: string;
  readonly loanedAt: Date;
}

/**
 * The pool lent a spare for the case while it was being withdrawn. The spare is at the customer, and the withdrawal is only a word: so the
 * case is as it was before it (S7, X9). It changes nothing for a case that was not withdrawn.
 */
export function takeUpAgain(rmaCase: RmaCase, { loanNumber, loanedAt }: LoanMade): CaseDecision {
  if (rmaCase.state !== 'withdrawn') return { state: rmaCase, events: [] };
  const { faultNumber, serial, city, triage } = rmaCase;
  const state = unitWay.after(rmaCase.state, triage ? 'takeUpTriaged' : 'takeUpReported');
  const stateSince = triage ? new Date(triage.triagedAt) : rmaCase.reportedAt;
  return {
    state: { ...rmaCase, state, stateSince, resolution: null, resolvedAt: null, closedAt: null },
    events: [decided(caseTakenUpAgainV1, { faultNumber, serial, city, loanNumber, takenUpAt: loanedAt.toISOString() })],
  };
}

export interface ReceiptFacts {
  readonly site: string;
  /** What is known of the model by now; the registration may have arrived after the report. */
  readonly model: string | null;
  /** Whether the customer keeps a spare for it, by the word of spare-pool. */
  readonly spareIsKept: boolean;
  readonly receivedAt: Date;
  readonly receivedBy: ActorId;
}

/** What a scan says about the case that it was made for. */
export type ScanVerdict = 'right-unit' | 'wrong-serial' | 'case-is-over';

/**
 * Nothing received is refused into the void (R5): a wrong serial, or a unit whose case is over, becomes an exception.
 * Throws {@link UnitAlreadyReceived} when the unit is in the house already, for then nothing has arrived.
 */
export function judgeScan(rmaCase: RmaCase, scannedSerial: Serial): ScanVerdict {
  if (serialKey(scannedSerial) !== serialKey(rmaCase.serial)) return 'wrong-serial';
  if (unitWay.can(rmaCase.state, 'receive')) return 'right-unit';
  if (unitWay.isFinal(rmaCase.state) || rmaCase.state === 'withdrawn') return 'case-is-over';
  throw new UnitAlreadyReceived(rmaCase.faultNumber, rmaCase.serial, rmaCase.state, rmaCase.site);
}

/** The warehouse has the defective unit (R5), also one that was charged because it never came (S8). */
export function receiveUnit(rmaCase: RmaCase, receipt: ReceiptFacts): CaseDecision {
  const state = unitWay.after(rmaCase.state, 'receive');
  ensureNotBefore('receivedAt', receipt.receivedAt, lastFact[rmaCase.state], rmaCase.stateSince);
  const { faultNumber, serial, city } = rmaCase;
  const { site, receivedAt, receivedBy } = receipt;
  const opened = rmaCase.state === 'given-up' ? reopened(rmaCase, receipt) : { state: rmaCase, events: [] };
  const model = rmaCase.model ?? receipt.model;
  const { unitOwner } = opened.state;
  const fact = { faultNumber, serial, city, site, model, unitOwner, receivedBy, receivedAt: receivedAt.toISOString() };
  return {
    state: { ...opened.state, state, stateSince: receivedAt, site, receivedAt, model },
    events: [...opened.events, decided(unitReceivedV1, fact)],
  };
}

/**
 * What was charged for not coming came: its case is open again. Where the spare stayed for good the unit is the company's; else the charge
 * served nobody, and the customer is served as usual (S8). A charge alone moves no ownership.
 */
function reopened(rmaCase: RmaCase, { spareIsKept, receivedAt }: ReceiptFacts): CaseDecision {
  const { faultNumber, serial, city } = rmaCase;
  const served = { resolution: rmaCase.resolution, resolvedAt: rmaCase.resolvedAt, unitOwner: 'company' } as const;
  const unserved = { resolution: null, resolvedAt: null, unitOwner: 'customer' } as const;
  const reopenedAt = receivedAt.toISOString();
  return {
    state: { ...rmaCase, ...(spareIsKept ? served : unserved), closedAt: null },
    events: [decided(caseReopenedV1, { faultNumber, serial, city, reason: 'defective-unit-came', reopenedAt })],
  };
}

export interface InspectionFacts {
  readonly outcome: InspectionOutcome;
  readonly cause: FaultCause;
  readonly findings: string;
  readonly inspectedAt: Date;
  readonly inspectedBy: ActorId;
}

/**
 * Inspection finds what is the matter and why (R5); warranty supersedes the entitlement by the cause (R6). A second inspection
 * supersedes the first, and what was tested before says nothing any more.
 */
export function inspectUnit(rmaCase: RmaCase, inspection: InspectionFacts): CaseDecision {
  const state = unitWay.after(rmaCase.state, 'inspect');
  ensureNotBefore('inspectedAt', inspection.inspectedAt, lastFact[rmaCase.state], rmaCase.stateSince);
  ensureCauseFits(inspection);
  const note = { ...inspection, inspectedAt: inspection.inspectedAt.toISOString() };
  const { faultNumber, serial, city } = rmaCase;
  return {
    state: { ...rmaCase, state, stateSince: inspection.inspectedAt, inspection: note, test: null },
    events: [decided(unitInspectedV1, { faultNumber, serial, city, ...note })],
  };
}

function ensureCauseFits({ outcome, cause }: InspectionFacts): void {
  if (outcome === 'external-damage' && !isNeverFree(cause)) {
    throw new InvalidInput(
      'cause',
      cause,
      'what damaged the unit where outcome is external-damage, for example "liquid"',
    );
  }
  if (outcome === 'no-fault-found' && isNeverFree(cause)) {
    throw new InvalidInput(
      'cause',
      cause,
      '"product-fault", or left out, where outcome is no-fault-found: no fault has no cause',
    );
  }
}

/** Whether the unit is expected, and did not arrive before the fault was even reported. */
export function isAwaited(rmaCase: RmaCase, receivedAt: Date): boolean {
  return unitWay.can(rmaCase.state, 'receive') && receivedAt >= rmaCase.stateSince;
}

/** A technician is sent only after remote diagnosis (R3), and only while the unit is at the customer's. */
export function ensureVisitPossible(
  { faultNumber, serial, state, stateSince, unitOwner }: RmaCase,
  issuedAt: Date,
): void {
  if (unitOwner === 'company') throw new OwnUnitComesIn(faultNumber, serial);
  if (state !== 'triaged') throw new VisitNeedsTriage(faultNumber, state);
  ensureNotBefore('issuedAt', issuedAt, lastFact[state], stateSince);
}
