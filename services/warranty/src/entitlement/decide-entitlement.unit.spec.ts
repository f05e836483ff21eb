import { parseBusinessDate, type BusinessDate } from '@rotables/domain-kernel';
import { decideEntitlement, type CoverageFacts, type EntitlementFacts } from './decide-entitlement.js';

const on = (date: string): BusinessDate => parseBusinessDate(date);

const coverage: CoverageFacts = {
  acceptanceOn: on('2013-01-15'),
  plan: 'STD24',
  refundDays: 7,
  freeReplacementMonths: 1,
  afterTerm: 'parts-cost-only',
  terms: [{ fromOn: on('2013-01-15'), untilOn: on('2015-01-15') }],
  inherited: false,
};

const fault = (faultOn: string, other: Partial<EntitlementFacts> = {}): EntitlementFacts => ({
  faultOn: on(faultOn),
  cause: 'product-fault',
  serviceFeePaid: true,
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
    ['2015-01-14', 'repair', 'W2'],
    ['2015-01-15', 'parts-cost', 'W6'],
  ] as const)(
    'W3 W4 W2 W6 accepted on 2013-01-15 with 24 months, a fault on %s gives %s (%s)',
    (faultOn, kind, rule) => {
      expect(decideEntitlement(fault(faultOn))).toMatchObject({ kind, rule });
    },
  );

  it('W4 without the service fee paid a fault within the month is repaired, not replaced', () => {
    expect(decideEntitlement(fault('2013-02-01', { serviceFeePaid: false }))).toMatchObject({
      kind: 'repair',
      rule: 'W2',
    });
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
    expect(decideEntitlement(inherited)).toMatchObject({ kind: 'repair', rule: 'W2', coveredUntil: '2015-01-15' });
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

  it('W11 the same facts give the same finding, and it says why', () => {
    const facts = fault('2013-03-01');
    expect(decideEntitlement(facts)).toEqual(decideEntitlement(facts));
    expect(decideEntitlement(facts).reason).toContain('2015-01-15');
  });
});
