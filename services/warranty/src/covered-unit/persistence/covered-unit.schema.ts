import { defineEntity, p } from '@mikro-orm/postgresql';
import type { BusinessDate, CityCode, Serial, StateIn } from '@rotables/domain-kernel';
import type { TermSource } from '../coverage-term.js';
import type { CoveredUnit, coverageLifecycle } from '../covered-unit.js';

/** The lock of a serial's coverage, and the sequence of its last event. */
export const CoveredUnitSchema = defineEntity({
  name: 'CoveredUnit',
  tableName: 'covered_unit',
  properties: {
    serial: p.string().primary().$type<Serial>(),
    /** How it is looked for (W15); of twins from before they were refused, only one has the plain key. */
    serialKey: p.string(),
    city: p.string().$type<CityCode>(),
    version: p.integer(),
  },
});

/** One stretch of coverage with one customer. */
export const CoverageSchema = defineEntity({
  name: 'Coverage',
  tableName: 'coverage',
  properties: {
    serial: p.string().primary().$type<Serial>(),
    number: p.integer().primary(),
    model: p.string(),
    city: p.string().$type<CityCode>(),
    plan: p.string(),
    customerName: p.string(),
    customerPhone: p.string(),
    plate: p.string().nullable(),
    contractNumber: p.string(),
    acceptanceOn: p.date().$type<BusinessDate>(),
    installedOn: p.date().$type<BusinessDate>(),
    firstUseOn: p.date().$type<BusinessDate>(),
    begunAt: p.datetime(),
    serviceFeePaidUntilOn: p.date().$type<BusinessDate>().nullable(),
    inheritedFrom: p.string().$type<Serial>().nullable(),
    inheritedByFault: p.string().nullable(),
    state: p.string().$type<StateIn<typeof coverageLifecycle>>(),
    endedAt: p.datetime().nullable(),
    endReason: p.string().$type<NonNullable<CoveredUnit['endReason']>>().nullable(),
  },
});

/** A term of a coverage; append-only. */
export const CoverageTermSchema = defineEntity({
  name: 'CoverageTerm',
  tableName: 'coverage_term',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    serial: p.string().$type<Serial>(),
    number: p.integer(),
    city: p.string().$type<CityCode>(),
    fromOn: p.date().$type<BusinessDate>(),
    untilOn: p.date().$type<BusinessDate>(),
    source: p.string().$type<TermSource>(),
    document: p.string(),
    countedFromOn: p.date().$type<BusinessDate>().nullable(),
    countedMonths: p.integer().nullable(),
    countedDays: p.integer().nullable(),
    since: p.datetime().nullable(),
    withdrawnAt: p.datetime().nullable(),
  },
});

/** A time for which the customer was without the unit (W7); append-only. */
export const CoverageDowntimeSchema = defineEntity({
  name: 'CoverageDowntime',
  tableName: 'coverage_downtime',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    serial: p.string().$type<Serial>(),
    number: p.integer(),
    city: p.string().$type<CityCode>(),
    faultNumber: p.string(),
    fromAt: p.datetime(),
    untilAt: p.datetime(),
  },
});
