import { paymentOf, turnOf, type FaultFacts } from './turns.js';

const facts = (given: Partial<FaultFacts>): FaultFacts => ({
  entitlement: 'repair',
  place: 0,
  advanceRunsOutInMonth: false,
  advanceTaken: false,
  ...given,
});

describe('which fault takes which turn', () => {
  it('gives the first free repairs the special turns and all others the usual one', () => {
    expect([0, 1, 2, 3, 4, 5, 6].map((place) => turnOf(facts({ place })))).toEqual([
      'beyond-repair',
      'liquid-damage',
      'vendor-repair',
      'repair-on-site',
      'no-fault-found',
      'beyond-repair',
      'repair',
    ]);
  });

  it('serves refunds and replacements as they are', () => {
    expect(turnOf(facts({ entitlement: 'refund', place: 7 }))).toBe('refund');
    expect(turnOf(facts({ entitlement: 'replacement', place: 7 }))).toBe('formal-replacement');
  });

  it('has one advance replacement a month, the first for parts at cost that runs out in time', () => {
    const paid = { entitlement: 'parts-cost', advanceRunsOutInMonth: true };
    expect(turnOf(facts(paid))).toBe('advance-not-returned');
    expect(turnOf(facts({ ...paid, advanceTaken: true }))).toBe('repair');
    expect(turnOf(facts({ ...paid, advanceRunsOutInMonth: false }))).toBe('repair');
  });

  it('has every sixth customer refuse the quote, the third first', () => {
    const refusing = Array.from({ length: 18 }, (_, place) => place).filter(
      (place) => turnOf(facts({ entitlement: 'parts-cost', place })) === 'quote-refused',
    );
    expect(refusing).toEqual([2, 8, 14]);
  });

  it('leaves the fifth charge open and takes the others in three ways', () => {
    expect([0, 1, 2, 3, 4, 5].map(paymentOf)).toEqual([
      'cash',
      'transfer',
      'cash-in-two-parts',
      'cash',
      'left-open',
      'cash-in-two-parts',
    ]);
  });
});
