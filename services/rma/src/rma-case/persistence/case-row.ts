import type { FaultCause } from '@rotables/contracts';
import type { ActorId, CityCode, Serial } from '@rotables/domain-kernel';
import type {
  InspectionNote,
  RepairNote,
  Reservation,
  Resolution,
  RmaCase,
  Severity,
  TestNote,
  TriageNote,
  UnitState,
} from '../rma-case.js';

/** A row of rma_case as a prepared statement gives it. */
export interface CaseRow {
  readonly fault_number: string;
  readonly serial: Serial;
  readonly city: CityCode;
  readonly model: string | null;
  readonly customer_phone: string | null;
  readonly reporter_name: string;
  readonly reporter_phone: string;
  readonly plate: string | null;
  readonly symptom: string;
  readonly severity: Severity;
  readonly cause: FaultCause;
  readonly service_fee_paid: boolean;
  readonly reported_at: string;
  readonly reported_by: ActorId;
  readonly state: UnitState;
  readonly state_since: string;
  readonly triage: TriageNote | null;
  readonly site: string | null;
  readonly received_at: string | null;
  readonly inspection: InspectionNote | null;
  readonly repair: RepairNote | null;
  readonly test: TestNote | null;
  readonly unit_owner: RmaCase['unitOwner'];
  readonly reservation: Reservation | null;
  readonly resolution: Resolution | null;
  readonly resolved_at: string | null;
  readonly closed_at: string | null;
  readonly version: number;
}

export const caseColumns = `fault_number, serial, city, model, customer_phone, reporter_name, reporter_phone, plate, symptom, severity, cause,
    service_fee_paid, reported_at, reported_by, state, state_since, triage, site, received_at, inspection, repair, test, unit_owner,
    reservation, resolution, resolved_at, closed_at, version`;

export function caseOf(row: CaseRow): RmaCase {
  return {
    faultNumber: row.fault_number,
    serial: row.serial,
    city: row.city,
    model: row.model,
    customerPhone: row.customer_phone,
    reporterName: row.reporter_name,
    reporterPhone: row.reporter_phone,
    plate: row.plate,
    symptom: row.symptom,
    severity: row.severity,
    cause: row.cause,
    serviceFeePaid: row.service_fee_paid,
    reportedAt: new Date(row.reported_at),
    reportedBy: row.reported_by,
    state: row.state,
    stateSince: new Date(row.state_since),
    triage: row.triage,
    site: row.site,
    receivedAt: instantOrNull(row.received_at),
    inspection: row.inspection,
    repair: row.repair,
    test: row.test,
    unitOwner: row.unit_owner,
    reservation: row.reservation,
    resolution: row.resolution,
    resolvedAt: instantOrNull(row.resolved_at),
    closedAt: instantOrNull(row.closed_at),
    version: row.version,
  };
}

function instantOrNull(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
