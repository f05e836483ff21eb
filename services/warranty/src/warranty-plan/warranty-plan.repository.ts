import type { Decision } from '@rotables/domain-kernel';
import type { WarrantyPlan, WarrantyPlanEvent } from './warranty-plan.js';

/** Where warranty plans are kept; also the injection token. */
export abstract class WarrantyPlans {
  abstract find(plan: string): Promise<WarrantyPlan | undefined>;
  /** Throws WarrantyPlanNotFound. */
  abstract get(plan: string): Promise<WarrantyPlan>;
  /** Ordered by code. */
  abstract all(): Promise<readonly WarrantyPlan[]>;
  /** Saves a new plan with its events. Throws WarrantyPlanExists when another was faster. */
  abstract add(decision: Decision<WarrantyPlan, WarrantyPlanEvent>): Promise<WarrantyPlan>;
}
