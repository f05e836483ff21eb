import { defineEntity, p } from '@mikro-orm/postgresql';
import type { AfterTermRule, PlanKind } from '../warranty-plan.js';

/** Plans are the same for every city, so no row-level security. */
export const WarrantyPlanSchema = defineEntity({
  name: 'WarrantyPlan',
  tableName: 'warranty_plan',
  properties: {
    plan: p.string().primary(),
    kind: p.string().$type<PlanKind>(),
    contractMonths: p.integer(),
    vendorMonths: p.integer(),
    refundDays: p.integer(),
    freeReplacementMonths: p.integer(),
    afterTerm: p.string().$type<AfterTermRule>(),
    definedAt: p.datetime(),
    version: p.integer(),
  },
});
