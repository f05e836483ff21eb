import { planDefinedV1, type PlanDefined } from '@rotables/contracts';
import { InvalidInput, type Decision } from '@rotables/domain-kernel';
import { WarrantyPlanExists } from './warranty-plan.errors.js';

/** What the customer pays once the term is over (W6). */
export const afterTermRules = ['parts-cost-only', 'paid'] as const;
export type AfterTermRule = (typeof afterTermRules)[number];

/** What gives the free repair: a term of months (W2), or the service fee for as long as it is paid (W4). */
export const planKinds = ['term', 'service-fee'] as const;
export type PlanKind = (typeof planKinds)[number];

/** The terms by which units are covered (W2); never changed once defined, because decisions were made by it. */
export interface WarrantyPlan {
  /** The plan's code, for example `STD24`. */
  readonly plan: string;
  readonly kind: PlanKind;
  /** Of a plan that lives by its fee: 0. */
  readonly contractMonths: number;
  /** The vendor's own term; it counts where it is longer (W2). */
  readonly vendorMonths: number;
  /** A product fault within so many days of first use is refunded in full (W3). */
  readonly refundDays: number;
  /** A fault within so many calendar months of first use is served with another unit (W4); where there is a service fee, while it is paid. */
  readonly freeReplacementMonths: number;
  readonly afterTerm: AfterTermRule;
  readonly definedAt: Date;
  readonly version: number;
}

export type PlanTerms = Omit<WarrantyPlan, 'version' | 'definedAt'>;
export interface WarrantyPlanEvent {
  readonly type: typeof planDefinedV1.type;
  readonly body: PlanDefined;
}

/** The topic of a plan's events. */
export const warrantyPlanTopic = planDefinedV1.topic;

const planPattern = /^[A-Z0-9][A-Z0-9-]{1,39}$/;
const longestTermInMonths = 1_200;

/** Defines a plan (W2). Throws {@link WarrantyPlanExists} when other terms stand under its code, InvalidInput for terms that cannot be. */
export function definePlan(
  existing: WarrantyPlan | undefined,
  terms: PlanTerms,
  definedAt: Date,
): Decision<WarrantyPlan, WarrantyPlanEvent> {
  if (existing) throw new WarrantyPlanExists(existing.plan);
  ensureTerms(terms);
  return {
    state: { ...terms, definedAt, version: 0 },
    events: [{ type: planDefinedV1.type, body: { ...terms, definedAt: definedAt.toISOString() } }],
  };
}

function ensureTerms(terms: PlanTerms): void {
  if (!planPattern.test(terms.plan)) {
    throw new InvalidInput('plan', terms.plan, '2 to 40 capital letters, digits or hyphens, for example "STD24"');
  }
  for (const field of ['contractMonths', 'vendorMonths', 'refundDays', 'freeReplacementMonths'] as const) {
    const value = terms[field];
    if (!Number.isInteger(value) || value < 0 || value > longestTermInMonths) {
      throw new InvalidInput(field, value, `a whole number from 0 to ${longestTermInMonths}`);
    }
  }
  ensureTermIsThePlans(terms);
}

/** A fee that is paid for life and a term beside it would be two answers to one question. */
function ensureTermIsThePlans({ kind, contractMonths, vendorMonths }: PlanTerms): void {
  if (kind !== 'service-fee') return;
  for (const [field, months] of Object.entries({ contractMonths, vendorMonths })) {
    if (months !== 0)
      throw new InvalidInput(field, months, '0 for a plan that lasts as long as its service fee is paid');
  }
}

/** The term in months: the contract's, or the vendor's where it is longer (W2). */
export function termMonths(plan: Pick<WarrantyPlan, 'contractMonths' | 'vendorMonths'>): number {
  return Math.max(plan.contractMonths, plan.vendorMonths);
}
