import { InvalidInput } from '@rotables/domain-kernel';
import { definePlan, termMonths, type PlanTerms } from './warranty-plan.js';
import { WarrantyPlanExists } from './warranty-plan.errors.js';

const terms: PlanTerms = {
  plan: 'STD24',
  kind: 'term',
  contractMonths: 24,
  vendorMonths: 0,
  refundDays: 7,
  freeReplacementMonths: 1,
  afterTerm: 'parts-cost-only',
};
const now = new Date('2013-04-10T00:00:00Z');

describe('warranty plan', () => {
  it('W2 a plan is defined with its terms and says so', () => {
    const { state, events } = definePlan(undefined, terms, now);
    expect(state).toEqual({ ...terms, definedAt: now, version: 0 });
    expect(events).toEqual([
      { type: 'warranty.plan-defined.v1', body: { ...terms, definedAt: '2013-04-10T00:00:00.000Z' } },
    ]);
  });

  it('W2 the terms of a defined plan never change', () => {
    expect(() => definePlan({ ...terms, definedAt: now, version: 1 }, { ...terms, contractMonths: 36 }, now)).toThrow(
      WarrantyPlanExists,
    );
  });

  it.each([
    [{ contractMonths: -1 }, 'contractMonths'],
    [{ refundDays: 0.5 }, 'refundDays'],
    [{ vendorMonths: 1_201 }, 'vendorMonths'],
    [{ plan: 'std 24' }, 'plan'],
    [{ kind: 'service-fee' as const }, 'contractMonths'],
    [{ kind: 'service-fee' as const, contractMonths: 0, vendorMonths: 12 }, 'vendorMonths'],
  ])('W2 terms that cannot be are refused: %j', (wrong, field) => {
    expect(() => definePlan(undefined, { ...terms, ...wrong }, now)).toThrow(InvalidInput);
    expect(() => definePlan(undefined, { ...terms, ...wrong }, now)).toThrow(field);
  });

  it("W2 the vendor's term counts where it is longer", () => {
    expect(termMonths({ contractMonths: 36, vendorMonths: 60 })).toBe(60);
    expect(termMonths({ contractMonths: 36, vendorMonths: 12 })).toBe(36);
  });
});
