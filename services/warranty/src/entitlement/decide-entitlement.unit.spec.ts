import { addDays, addMonths, parseBusinessDate, type BusinessDate } from '@rotables/domain-kernel';
import fc from 'fast-check';
import { decideEntitlement, type CoverageFacts, type EntitlementFacts } from './decide-entitlement.js';

const on = (date: string): BusinessDate => parseBusinessDate(date);

const coverage: CoverageFacts = {
  acceptanceOn: on('2013-01-15'),
  firstUseOn: on('2013-01-15'),
  plan: 'STD24',
  refundDays: 7,
  freeReplacementMonths: 1,
  afterTerm: 'parts-cost-only',
  terms: [{ fromOn: on('2013-01-15'), untilOn: on('2015-01-16') }],
  inherited: false,
};

const fault = (faultOn: string, other: Partial<EntitlementFacts> = {}): EntitlementFacts => ({
  faultOn: on(faultOn),
  cause: 'product-fault',
  coverage,
  ...other,
});

describe('entitlement', () => {
  it.each([
    ['2013-01-15', 'refund', 'W3'],
    ['2013-01-22', 'refund', 'W3'],
    ['2013-01-23', 'replacement', 'W4'],
    ['2013-02-15', 'replacement', 'W4'],
    ['2013-02-16', 'repair', 'W2'],
    ['2015-01-15', 'repair', 'W2'],
    ['2015-01-16', 'parts-cost', 'W6'],
  ] as const)(
    'W3 W4 W2 W6 accepted on 2013-01-15 with 24 months, a fault on %s gives %s (%s)',
    (faultOn, kind, rule) => {
      expect(decideEntitlement(fault(faultOn))).toMatchObject({ kind, rule });
    },
  );

  it('W3 O5 says of a report that was told too late from when it counts', () => {
    const late = fault('2026-11-21', { statedOn: on('2013-01-16') });
    expect(decideEntitlement(late)).toMatchObject({ kind: 'parts-cost', rule: 'W6' });
    expect(decideEntitlement(late).reason).toContain('stated for 2013-01-16, it counts from 2026-11-21');
  });

  it('W4 of a plan with a term the fee is not asked for: a fault within the month is served with another unit', () => {
    expect(decideEntitlement(fault('2013-02-01'))).toMatchObject({ kind: 'replacement', rule: 'W4' });
  });

  it('W3 W4 count from first use, not from acceptance', () => {
    const used = { ...coverage, firstUseOn: on('2013-03-20') };
    expect(decideEntitlement(fault('2013-03-22', { coverage: used }))).toMatchObject({ kind: 'refund', rule: 'W3' });
    expect(decideEntitlement(fault('2013-04-20', { coverage: used }))).toMatchObject({ kind: 'replacement' });
    expect(decideEntitlement(fault('2013-04-21', { coverage: used }))).toMatchObject({ kind: 'repair', rule: 'W2' });
  });

  it('W1 a fault of the trial run, between installation and acceptance, is repaired free', () => {
    const trial = { fromOn: on('2012-10-15'), untilOn: on('2013-01-15'), source: 'trial' } as const;
    const tried = { ...coverage, firstUseOn: on('2012-10-15'), terms: [trial, ...coverage.terms] };
    expect(decideEntitlement(fault('2012-12-24', { coverage: tried }))).toMatchObject({ kind: 'repair', rule: 'W1' });
  });

  describe('W4 a plan that lives by its fee', () => {
    const fee: CoverageFacts = {
      ...coverage,
      plan: 'FEE',
      planKind: 'service-fee',
      terms: [{ fromOn: on('2013-01-15'), untilOn: on('2014-01-15'), source: 'service-fee' }],
      serviceFeePaidUntilOn: on('2014-01-14'),
    };

    it.each([
      ['2013-01-20', 'refund', 'W3'],
      ['2013-02-15', 'replacement', 'W4'],
      ['2013-02-16', 'repair', 'W4'],
      ['2014-01-14', 'repair', 'W4'],
      ['2014-01-15', 'paid', 'W4'],
    ] as const)('a fault on %s gives %s', (faultOn, kind, rule) => {
      expect(decideEntitlement(fault(faultOn, { coverage: fee }))).toMatchObject({ kind, rule });
    });

    it('unpaid, it says until when it was paid, and is served for money within the first month too', () => {
      expect(decideEntitlement(fault('2014-03-01', { coverage: fee })).reason).toContain('2014-01-14');
      const never = { ...fee, terms: [], serviceFeePaidUntilOn: null };
      expect(decideEntitlement(fault('2013-02-01', { coverage: never }))).toMatchObject({ kind: 'paid', rule: 'W4' });
    });

    it('paid again, repair is free for life', () => {
      const again = { fromOn: on('2033-05-01'), untilOn: on('2034-05-01'), source: 'service-fee' } as const;
      const later = { ...fee, terms: [...fee.terms, again] };
      expect(decideEntitlement(fault('2033-12-24', { coverage: later }))).toMatchObject({ kind: 'repair', rule: 'W4' });
    });
  });

  it('W3 W4 W2 the edges of every window hold for any day of first use', () => {
    const days = fc.integer({ min: 0, max: 40_000 }).map((count) => addDays(on('1992-01-01'), count));
    fc.assert(
      fc.property(days, (first) => {
        const last = addMonths(first, 24);
        const facts = {
          ...coverage,
          acceptanceOn: first,
          firstUseOn: first,
          terms: [{ fromOn: first, untilOn: addDays(last, 1) }],
        };
        const kindOn = (faultOn: BusinessDate): string =>
          decideEntitlement({ ...fault(faultOn), coverage: facts }).kind;
        const [refund, replacement] = [addDays(first, 7), addMonths(first, 1)];
        expect([first, refund].map(kindOn)).toEqual(['refund', 'refund']);
        expect([addDays(refund, 1), replacement].map(kindOn)).toEqual(['replacement', 'replacement']);
        expect([addDays(replacement, 1), last].map(kindOn)).toEqual(['repair', 'repair']);
        expect(kindOn(addDays(last, 1))).toBe('parts-cost');
      }),
    );
  });

  it.each(['liquid', 'dropped', 'misuse', 'serial-mismatch', 'force-majeure'] as const)(
    'W5 %s is never free, whatever the date',
    (cause) => {
      expect(decideEntitlement(fault('2013-01-16', { cause }))).toMatchObject({ kind: 'paid', rule: 'W5' });
    },
  );

  it('W5 a serial that nothing covers is served for money', () => {
    expect(decideEntitlement(fault('2013-01-16', { coverage: null }))).toMatchObject({
      kind: 'paid',
      rule: 'W5',
      coveredUntil: null,
    });
  });

  it('W8 a unit that took over a coverage opens no new windows', () => {
    const inherited = fault('2013-01-16', { coverage: { ...coverage, inherited: true } });
    expect(decideEntitlement(inherited)).toMatchObject({ kind: 'repair', rule: 'W2', coveredUntil: '2015-01-16' });
  });

  it('W9 between a lapse and the renewal parts are charged, within the renewed term repair is free', () => {
    const terms = [...coverage.terms, { fromOn: on('2015-06-01'), untilOn: on('2016-06-01') }];
    expect(decideEntitlement(fault('2015-03-01', { coverage: { ...coverage, terms } }))).toMatchObject({
      kind: 'parts-cost',
    });
    expect(decideEntitlement(fault('2015-06-01', { coverage: { ...coverage, terms } }))).toMatchObject({
      kind: 'repair',
      coveredUntil: '2016-06-01',
    });
  });

  it('W6 a plan may say that everything is charged after the term', () => {
    expect(decideEntitlement(fault('2016-01-01', { coverage: { ...coverage, afterTerm: 'paid' } }))).toMatchObject({
      kind: 'paid',
      rule: 'W6',
    });
  });

  it('W11 a decision says why', () => {
    expect(decideEntitlement(fault('2013-03-01')).reason).toBe(
      'Covered from 2013-01-15 until 2015-01-16 by plan STD24; repair is free.',
    );
  });
});
