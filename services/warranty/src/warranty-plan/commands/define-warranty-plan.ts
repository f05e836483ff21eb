import { Injectable } from '@nestjs/common';
import { definePlan, type PlanTerms, type WarrantyPlan } from '../warranty-plan.js';
import { WarrantyPlans } from '../warranty-plan.repository.js';

/** Command: a plan is defined once (W2). */
@Injectable()
export class DefineWarrantyPlan {
  constructor(private readonly plans: WarrantyPlans) {}

  async execute(terms: PlanTerms, definedAt: Date): Promise<WarrantyPlan> {
    const existing = await this.plans.find(terms.plan);
    return this.plans.add(definePlan(existing, terms, definedAt));
  }
}
