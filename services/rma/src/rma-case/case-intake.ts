import { caseTriagedV1, faultReportedV1, unitInspectedV1, unitReceivedV1, type FaultCause } from '@rotables/contracts';
import { businessDateOf, InvalidInput, type ActorId, type CityCode, type Serial } from '@rotables/domain-kernel';
import { decided } from '../decided-event.js';
import { ensureNotBefore } from '../fact-order.js';
import { UnitAlreadyReceived, VisitNeedsTriage } from './rma-case.errors.js';
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
  readonly reportedAt: Date;
  readonly reportedBy: ActorId;
}

/** A fault gets its number at once, whatever is known about the unit (R1). */
export function reportFault(report: FaultReport): CaseDecision {
  const { customerPhone, reportedBy, ...told } = report;
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
    unitOwner: 'customer',
    resolution: null,
    resolvedAt: null,
    closedAt: null,
    version: 0,
  };
  const reportedAt = report.reportedAt.toISOString();
  return {
    state,
    events: [decided(faultReportedV1, { ...told, reportedAt, reportedOn: businessDateOf(report.reportedAt) })],
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
  const state = unitWay.after(rmaCase.state, solved ? 'solveRemotely' : 'triage');
  ensureNotBefore('triagedAt', triage.triagedAt, lastFact[rmaCase.state], rmaCase.stateSince);
  const note = { ...triage, triagedAt: triage.triagedAt.toISOString() };
  const { faultNumber, serial, city } = rmaCase;
  const triaged: CaseDecision = {
    state: { ...rmaCase, state, stateSince: triage.triagedAt, triage: note },
    events: [decided(caseTriagedV1, { faultNumber, serial, city, ...note })],
  };
  if (!solved) return triaged;
  // Who has been served otherwise already (a formal replacement, a refund) is not served a second time.
  if (rmaCase.resolution) return closedWhenDone(triaged);
  return closedWhenDone(resolved(triaged, 'solved-remotely', triage.triagedAt, facts));
}

export interface ReceiptFacts {
  readonly site: string;
  /** What is known of the model by now; the registration may have arrived after the report. */
  readonly model: string | null;
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
  if (scannedSerial !== rmaCase.serial) return 'wrong-serial';
  if (unitWay.can(rmaCase.state, 'receive')) return 'right-unit';
  if (unitWay.isFinal(rmaCase.state)) return 'case-is-over';
  throw new UnitAlreadyReceived(rmaCase.faultNumber, rmaCase.serial, rmaCase.state, rmaCase.site);
}

/** The warehouse has the defective unit (R5). */
export function receiveUnit(rmaCase: RmaCase, receipt: ReceiptFacts): CaseDecision {
  const state = unitWay.after(rmaCase.state, 'receive');
  ensureNotBefore('receivedAt', receipt.receivedAt, lastFact[rmaCase.state], rmaCase.stateSince);
  const { faultNumber, serial, city } = rmaCase;
  const { site, receivedAt, receivedBy } = receipt;
  const model = rmaCase.model ?? receipt.model;
  return {
    state: { ...rmaCase, state, stateSince: receivedAt, site, receivedAt, model },
    events: [
      decided(unitReceivedV1, {
        faultNumber,
        serial,
        city,
        site,
        model,
        receivedBy,
        receivedAt: receivedAt.toISOString(),
      }),
    ],
  };
}

export interface InspectionFacts {
  readonly outcome: InspectionOutcome;
  readonly cause: FaultCause;
  readonly findings: string;
  readonly inspectedAt: Date;
  readonly inspectedBy: ActorId;
}

/** Inspection finds what is the matter and why (R5); warranty supersedes the entitlement by the cause (R6). */
export function inspectUnit(rmaCase: RmaCase, inspection: InspectionFacts): CaseDecision {
  const state = unitWay.after(rmaCase.state, 'inspect');
  ensureNotBefore('inspectedAt', inspection.inspectedAt, lastFact[rmaCase.state], rmaCase.stateSince);
  ensureCauseFits(inspection);
  const note = { ...inspection, inspectedAt: inspection.inspectedAt.toISOString() };
  const { faultNumber, serial, city } = rmaCase;
  return {
    state: { ...rmaCase, state, stateSince: inspection.inspectedAt, inspection: note },
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
  { faultNumber, state, stateSince }: Pick<RmaCase, 'faultNumber' | 'state' | 'stateSince'>,
  issuedAt: Date,
): void {
  if (state !== 'triaged') throw new VisitNeedsTriage(faultNumber, state);
  ensureNotBefore('issuedAt', issuedAt, lastFact[state], stateSince);
}
