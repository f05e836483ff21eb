import { defineEntity, p } from '@mikro-orm/postgresql';
import type { EntitlementKind } from '@rotables/contracts';
import type { CityCode, Serial } from '@rotables/domain-kernel';
import { citySecurity } from '@rotables/persistence';
import type { FaultCase, Whereabouts } from '../fault-case.js';

/** A case as rma tells of it. */
export const FaultCaseSchema = defineEntity({
  name: 'FaultCase',
  tableName: 'fault_case',
  properties: {
    faultNumber: p.text().primary(),
    serial: p.text().$type<Serial>(),
    model: p.text().strictNullable(),
    city: p.text().$type<CityCode>(),
    /** Null where the pool heard of the case before it kept that, and the number does not say it. */
    reportedAt: p.datetime().strictNullable(),
    unitOwner: p.text().$type<FaultCase['unitOwner']>(),
    reporterName: p.text(),
    unit: p.text().$type<Whereabouts>(),
    resolution: p.text().strictNullable(),
    closed: p.boolean(),
    replacedBy: p.text().$type<Serial>().strictNullable(),
  },
  ...citySecurity('fault_case'),
});

/** What warranty decided for a case; it may arrive before the case does. */
export const FaultEntitlementSchema = defineEntity({
  name: 'FaultEntitlement',
  tableName: 'fault_entitlement',
  properties: {
    faultNumber: p.text().primary(),
    city: p.text().$type<CityCode>(),
    entitlementId: p.text(),
    kind: p.text().$type<EntitlementKind>(),
  },
  ...citySecurity('fault_entitlement'),
});
