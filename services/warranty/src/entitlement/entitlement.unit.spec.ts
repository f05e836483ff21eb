import { parseBusinessDate, parseCityCode, parseSerial } from '@rotables/domain-kernel';
import { decide, supersede, type DecideFacts, type EntitlementDecision, type Supersession } from './entitlement.js';

const on = parseBusinessDate('2013-04-16');
const by: DecideFacts = {
  entitlementId: 'EN-1',
  faultNumber: 'FR-20130416-0001',
  serial: parseSerial('A1'),
  city: parseCityCode('DL'),
  decidedAt: new Date('2013-04-16T02:00:00Z'),
  facts: {
    faultOn: on,
    cause: 'product-fault',
    coverage: {
      acceptanceOn: parseBusinessDate('2013-01-01'),
      plan: 'STD24',
      refundDays: 7,
      freeReplacementMonths: 1,
      afterTerm: 'parts-cost-only',
      terms: [{ fromOn: parseBusinessDate('2013-01-01'), untilOn: parseBusinessDate('2015-01-01') }],
      inherited: false,
    },
  },
};

function decided(): EntitlementDecision {
  const decision = decide(undefined, by);
  if (!decision) throw new Error('nothing was decided');
  return decision;
}

describe('entitlement of a fault', () => {
  it('W11 is decided with its rule, dates and facts', () => {
    const { state, events } = decided();
    expect(state.decisions[0]).toMatchObject({
      kind: 'repair',
      rule: 'W2',
      asOfOn: on,
      facts: by.facts,
      supersedes: null,
    });
    expect(events).toHaveLength(1);
  });

  it('W11 is decided once', () => {
    expect(decide(decided().state, { ...by, entitlementId: 'EN-2' })).toBeUndefined();
  });

  const supersession = (facts: DecideFacts['facts']): Supersession => {
    const { serial, city, decidedAt } = by;
    return { entitlementId: 'EN-2', because: 'registration', serial, city, decidedAt, facts };
  };

  it('W11 R6 is superseded, never edited, when inspection finds another cause', () => {
    const { state } = decided();
    const superseded = supersede(state, { ...supersession({ ...by.facts, cause: 'liquid' }), because: 'cause' });
    expect(superseded?.state.decisions[0]).toEqual(state.decisions[0]);
    expect(superseded?.state.decisions[1]).toMatchObject({ kind: 'paid', rule: 'W5', supersedes: 'EN-1' });
    expect(superseded?.events[0]).toMatchObject({
      type: 'warranty.entitlement-superseded.v1',
      body: { cause: 'liquid', supersedes: 'EN-1', because: 'cause' },
    });
  });

  it('W11 is superseded when coverage becomes known that held on the day', () => {
    const unknown = decide(undefined, { ...by, facts: { ...by.facts, coverage: null } });
    const superseded = unknown && supersede(unknown.state, supersession(by.facts));
    expect(superseded?.events[0]?.body).toMatchObject({ kind: 'repair', rule: 'W2', because: 'registration' });
  });

  it('W11 stays when what became known leads to the same', () => {
    expect(supersede(decided().state, supersession(by.facts))).toBeUndefined();
  });
});
