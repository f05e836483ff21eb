import { defineEntity, p } from '@mikro-orm/postgresql';
import type { FaultCause } from '@rotables/contracts';
import type { ActorId, CityCode, Serial } from '@rotables/domain-kernel';
import { citySecurity } from '@rotables/persistence';
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

/** Of a city; one open case per serial is a partial unique index. */
export const RmaCaseSchema = defineEntity({
  name: 'RmaCase',
  tableName: 'rma_case',
  ...citySecurity('rma_case'),
  properties: {
    faultNumber: p.text().primary(),
    serial: p.text().$type<Serial>(),
    city: p.text().$type<CityCode>(),
    model: p.text().strictNullable(),
    customerPhone: p.text().strictNullable(),
    reporterName: p.text(),
    reporterPhone: p.text(),
    plate: p.text().strictNullable(),
    symptom: p.text(),
    severity: p.text().$type<Severity>(),
    cause: p.text().$type<FaultCause>(),
    serviceFeePaid: p.boolean(),
    reportedAt: p.datetime(),
    reportedBy: p.text().$type<ActorId>(),
    state: p.text().$type<UnitState>(),
    stateSince: p.datetime(),
    triage: p.json<TriageNote>().strictNullable(),
    site: p.text().strictNullable(),
    receivedAt: p.datetime().strictNullable(),
    inspection: p.json<InspectionNote>().strictNullable(),
    repair: p.json<RepairNote>().strictNullable(),
    test: p.json<TestNote>().strictNullable(),
    unitOwner: p.text().$type<RmaCase['unitOwner']>(),
    reservation: p.json<Reservation>().strictNullable(),
    resolution: p.text().$type<Resolution>().strictNullable(),
    resolvedAt: p.datetime().strictNullable(),
    closedAt: p.datetime().strictNullable(),
    version: p.integer(),
  },
});
