import { defineEntity, p } from '@mikro-orm/postgresql';
import type { EntitlementKind, FaultCause } from '@rotables/contracts';
import type { BusinessDate, CityCode, Serial } from '@rotables/domain-kernel';
import type { EntitlementFacts } from '../decide-entitlement.js';

/** The lock of a fault's decisions, and the sequence of their last event. */
export const FaultEntitlementSchema = defineEntity({
  name: 'FaultEntitlement',
  tableName: 'fault_entitlement',
  properties: {
    faultNumber: p.string().primary(),
    city: p.string().$type<CityCode>(),
    version: p.integer(),
  },
});

/** One decision; append-only. */
export const EntitlementSchema = defineEntity({
  name: 'Entitlement',
  tableName: 'entitlement',
  properties: {
    entitlementId: p.string().primary(),
    faultNumber: p.string(),
    serial: p.string().$type<Serial>(),
    city: p.string().$type<CityCode>(),
    kind: p.string().$type<EntitlementKind>(),
    rule: p.string(),
    asOfOn: p.date().$type<BusinessDate>(),
    cause: p.string().$type<FaultCause>(),
    coveredUntil: p.date().$type<BusinessDate>().nullable(),
    reason: p.string(),
    facts: p.json<EntitlementFacts>(),
    supersedes: p.string().nullable(),
    decidedAt: p.datetime(),
  },
});
