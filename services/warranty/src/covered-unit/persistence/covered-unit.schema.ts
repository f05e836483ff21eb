import { defineEntity, p } from '@mikro-orm/postgresql';
import type { BusinessDate, CityCode, Serial, StateIn } from '@rotables/domain-kernel';
import type { CoveredUnit, coverageLifecycle, TermSource } from '../covered-unit.js';

/** The lock of a serial's coverage, and the sequence of its last event. */
export const CoveredUnitSchema = defineEntity({
  name: 'CoveredUnit',
  tableName: 'covered_unit',
  properties: {
    serial: p.string().primary().$type<Serial>(),
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
  },
});
