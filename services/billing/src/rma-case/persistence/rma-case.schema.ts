import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import type { EntitlementKind } from '@rotables/contracts';
import { citySecurity } from '@rotables/persistence';
import { columns } from '../../storage/persistence/columns.js';
import type { Resolution, UnitOwner } from '../rma-case.js';

/** What billing has heard of cases: a projection of the events of rma and warranty. */
export const CaseProjectionSchema = defineEntity({
  name: 'CaseProjection',
  tableName: 'case_projection',
  properties: {
    faultNumber: p.text().primary(),
    serial: columns.serial,
    city: columns.city,
    model: p.text().strictNullable(),
    reporterName: p.text().strictNullable(),
    reportedOn: columns.day.strictNullable(),
    reportedAt: columns.instant.strictNullable(),
    entitlementId: p.text().strictNullable(),
    entitlementKind: p.text().$type<EntitlementKind>().strictNullable(),
    entitlementRule: p.text().strictNullable(),
    resolution: p.text().$type<Resolution['outcome']>().strictNullable(),
    resolvedAt: columns.instant.strictNullable(),
    resolvedOn: columns.day.strictNullable(),
    resolvedEntitlementId: p.text().strictNullable(),
    resolvedEntitlementKind: p.text().$type<EntitlementKind>().strictNullable(),
    resolvedQuoteNumber: p.text().strictNullable(),
    unitOwner: p.text().$type<UnitOwner>().strictNullable(),
    replacedAt: columns.instant.strictNullable(),
    replacementModel: p.text().strictNullable(),
    replacementPaidFor: p.boolean().default(false),
    unitHeld: p.boolean().default(false),
    closedAt: columns.instant.strictNullable(),
    isWithdrawn: p.boolean().default(false),
    reopenings: p.integer().default(0),
  },
  indexes: [{ name: 'case_projection_resolved_on', properties: ['resolvedOn'] }],
  ...citySecurity('case_projection'),
});

export type CaseRow = InferEntity<typeof CaseProjectionSchema>;
