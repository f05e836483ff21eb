import {
  IllegalTransition,
  noFen,
  parseActorId,
  parseBusinessDate,
  parseCityCode,
  parseFen,
  parseSerial,
} from '@rotables/domain-kernel';
import type { EntitlementKind } from '@rotables/contracts';
import { given } from '@rotables/testing';
import { BeforeItsCause } from '../business-time/business-time.errors.js';
import type { Fee } from '../fee-schedule/fee-schedule.js';
import type { Quote } from '../quote/quote.js';
import { unknownCase, type Resolution, type RmaCase } from '../rma-case/rma-case.js';
import { assess, type ChargeClaim, type ClaimKnowledge } from './charge-claim.js';
import { NothingToRepay, Overpayment, ReceiverMayNotRepay, ReverserMayNotRepay } from './charge.errors.js';
import {
  chargeLifecycle,
  openFen,
  payCharge,
  postCharge,
  repayCharge,
  reverseCharge,
  type ChargeFacts,
} from './charge.js';

const posted = new Date('2013-04-25T02:10:00Z');
const later = new Date('2013-04-26T02:10:00Z');
const identity = { faultNumber: 'FR-20130416-0007', serial: parseSerial('9VS3FM1J'), city: parseCityCode('DL') };
const facts = (amountFen: number): ChargeFacts => ({
  ...identity,
  chargeNumber: 'CH-20130425-0001',
  reason: 'repair',
  source: 'repair:FR-20130416-0007',
  debtor: 'Sun Li',
  amountFen: parseFen(amountFen),
  entitlementId: 'EN-1',
  quoteNumber: null,
  explanation: 'Because.',
  postedAt: posted,
  aboutOn: parseBusinessDate('2013-04-25'),
});
const charge = (amountFen = 1_000) => ({ ...postCharge(facts(amountFen)).state, version: 1 });
const payment = (amountFen: number, receivedAt = later) => ({
  amountFen: parseFen(amountFen),
  receivedAt,
  recordedAt: new Date('2013-04-27T00:00:00Z'),
});

describe('charge', () => {
  it('reaches every state of its lifecycle', () => expect(chargeLifecycle.unreachableFrom('open')).toEqual([]));

  it('B2 is open until it is paid, and settled at once when it is free', () => {
    given(facts(1_000)).when(postCharge).thenState({ state: 'open', settledAt: null });
    given(facts(0)).when(postCharge).thenState({ state: 'settled', settledAt: posted });
    expect(postCharge(facts(0)).events).toMatchObject([
      { type: 'billing.charge-posted.v1', body: { amountFen: 0, entitlementId: 'EN-1' } },
    ]);
  });

  it('B3 is paid in part and in whole', () => {
    const part = payCharge(charge(), payment(400));
    expect(part).toMatchObject({
      state: { state: 'open', paidFen: 400 },
      events: [{ type: 'billing.charge-partly-paid.v1', body: { paidFen: 400, openFen: 600 } }],
    });
    const whole = payCharge(part.state, payment(600));
    expect(whole).toMatchObject({
      state: { state: 'settled', paidFen: 1_000 },
      events: [{ type: 'billing.charge-settled.v1', body: { amountFen: 1_000 } }],
    });
    given(whole.state).when(payCharge, payment(1)).thenRefused(IllegalTransition);
  });

  it('B3 takes no more than is open, and nothing before it was posted', () => {
    given(charge())
      .when(payCharge, payment(1_001))
      .thenRefused(Overpayment, {
        details: { chargeNumber: 'CH-20130425-0001', amountFen: 1_001, chargedFen: 1_000, paidFen: 0, openFen: 1_000 },
      });
    given(charge())
      .when(payCharge, payment(1, new Date('2013-04-25T02:09:59Z')))
      .thenRefused(BeforeItsCause);
  });

  it('W4 a service fee holds for its period once the whole of it is paid, from when that was recorded, and is taken back with it', () => {
    const [periodFromOn, periodUntilOn] = [parseBusinessDate('2013-04-25'), parseBusinessDate('2014-04-25')];
    const fee = postCharge({ ...facts(1_000), reason: 'service-fee', periodFromOn, periodUntilOn }).state;
    const part = payCharge(fee, payment(400));
    expect(part.events.map(({ type }) => type)).toEqual(['billing.charge-partly-paid.v1']);
    const whole = payCharge(part.state, payment(600));
    expect(whole.events[1]).toEqual({
      type: 'billing.service-fee-paid.v1',
      body: {
        ...{ chargeNumber: 'CH-20130425-0001', serial: '9VS3FM1J', city: 'DL' },
        ...{ fromOn: periodFromOn, paidUntilOn: periodUntilOn, paidAt: '2013-04-27T00:00:00.000Z' },
      },
    });
    const reversal = { reason: 'Another unit.', at: later, by: parseActorId('zhou.min') };
    expect(reverseCharge(part.state, reversal).events).toHaveLength(1);
    expect(reverseCharge(whole.state, reversal).events[1]).toMatchObject({ type: 'billing.service-fee-taken-back.v1' });
  });

  it('B8 is reversed once, and owes nothing from then on', () => {
    const reversed = reverseCharge(charge(), { reason: 'Found.', at: later, by: parseActorId('head.dl') }).state;
    expect(openFen(reversed)).toBe(0);
    given(reversed)
      .when(reverseCharge, { reason: 'Again.', at: later, by: parseActorId('head.dl') })
      .thenRefused(IllegalTransition);
    given(reversed).when(payCharge, payment(1)).thenRefused(IllegalTransition);
  });

  it('B7 B8 O3 what was paid before the reversal goes back once, by another person than who took it, and than who reversed it', () => {
    const reversal = { reason: 'Found.', at: later, by: parseActorId('wang.fang') };
    const repayment = {
      method: 'transfer',
      by: parseActorId('qian.hui'),
      at: later,
      receivedBy: [parseActorId('zhang.wei')],
    } as const;
    const { state: reversed } = reverseCharge(payCharge(charge(), payment(1)).state, reversal);
    given(reversed)
      .when(repayCharge, { ...repayment, by: parseActorId('ZHANG.wei') })
      .thenRefused(ReceiverMayNotRepay);
    for (const same of ['wang.fang', 'Wang.Fang', 'WANG.FANG.'])
      given(reversed)
        .when(repayCharge, { ...repayment, by: parseActorId(same) })
        .thenRefused(ReverserMayNotRepay);
    given(reversed).when(repayCharge, repayment).thenState({ repaidMethod: 'transfer' });
    given(repayCharge(reversed, repayment).state).when(repayCharge, repayment).thenRefused(NothingToRepay);
    given(reverseCharge(charge(), reversal).state).when(repayCharge, repayment).thenRefused(NothingToRepay);
    given(charge()).when(repayCharge, repayment).thenRefused(IllegalTransition);
  });
});

const claim = (other: Partial<ChargeClaim> = {}): ChargeClaim => ({
  ...identity,
  source: 'x',
  reason: 'repair',
  model: 'M1',
  debtor: 'Sun Li',
  pieces: 1,
  postedAt: posted,
  aboutOn: parseBusinessDate('2013-04-25'),
  pricedOn: parseBusinessDate('2013-04-26'),
  loanNumber: null,
  ...other,
});
const resolved = (
  kind: EntitlementKind | null,
  outcome: Resolution['outcome'] = 'repaired',
  other: Partial<Resolution> = {},
): RmaCase => ({
  ...unknownCase(identity),
  entitlement: kind === null ? null : { entitlementId: 'EN-1', kind, rule: 'W2' },
  resolution: { outcome, resolvedAt: posted, entitlementId: null, entitlementKind: null, quoteNumber: null, ...other },
});
const quote = { quoteNumber: 'QT-1', entitlementId: 'EN-1', totalFen: parseFen(36_000) } as Quote;
const fee: Fee = {
  feeCode: 'unit-price',
  description: 'Unit',
  model: 'M1',
  cityGrade: null,
  amountFen: parseFen(1_500),
  effectiveOn: parseBusinessDate('2013-01-01'),
  definedOn: null,
  correctionReason: null,
};
const known = (other: Partial<ClaimKnowledge> = {}): ClaimKnowledge => ({
  rmaCase: undefined,
  confirmedQuotes: [],
  fee: undefined,
  foundAt: undefined,
  chargedAlready: undefined,
  ...other,
});

describe('what is charged for a case', () => {
  it.each(['refund', 'replacement', 'repair'] as const)(
    'B2 X4 nothing by the entitlement "%s", which is named',
    (kind) => {
      const assessment = assess(claim(), known({ rmaCase: resolved(kind) }));
      expect(assessment).toMatchObject({ outcome: 'chargeable', facts: { amountFen: noFen, entitlementId: 'EN-1' } });
    },
  );

  it.each(['parts-cost', 'paid'] as const)(
    'B2 the confirmed quote by the entitlement "%s", and nothing when the unit was not repaired',
    (kind) => {
      const repaired = known({ rmaCase: resolved(kind), confirmedQuotes: [quote] });
      expect(assess(claim(), repaired)).toMatchObject({ facts: { amountFen: 36_000, quoteNumber: 'QT-1' } });
      for (const outcome of ['returned-unrepaired', 'no-fault-found', 'refund', 'solved-remotely'] as const) {
        expect(assess(claim(), { ...repaired, rmaCase: resolved(kind, outcome) })).toMatchObject({
          facts: { amountFen: 0, quoteNumber: null },
        });
      }
    },
  );

  describe('a spare that stayed without a right to one', () => {
    const madeAt = later;
    const kept = (kind: EntitlementKind, replacement: RmaCase['replacement'] = null): RmaCase => ({
      ...resolved(kind, 'formal-replacement'),
      replacement,
    });
    const stayed = { madeAt, model: 'M2', isPaidFor: false };

    it.each(['parts-cost', 'paid'] as const)('B2 X4 is charged at its price by the entitlement "%s"', (kind) => {
      const assessment = assess(claim(), known({ rmaCase: kept(kind, stayed), fee }));
      expect(assessment).toMatchObject({ outcome: 'chargeable', facts: { amountFen: 1_500, entitlementId: 'EN-1' } });
    });

    it.each(['refund', 'replacement', 'repair'] as const)('B2 X4 is free by the entitlement "%s"', (kind) =>
      expect(assess(claim(), known({ rmaCase: kept(kind), fee }))).toMatchObject({ facts: { amountFen: 0 } }),
    );

    it('X4 never ends in nothing for want of something: it waits for the spare and for its price', () => {
      expect(assess(claim(), known({ rmaCase: kept('paid'), fee }))).toMatchObject({ because: 'replacement-unknown' });
      expect(assess(claim(), known({ rmaCase: kept('paid', stayed) }))).toMatchObject({ because: 'price-missing' });
      const paidFor = kept('paid', { ...stayed, isPaidFor: true });
      expect(assess(claim(), known({ rmaCase: paidFor, fee }))).toMatchObject({ because: 'replacement-unknown' });
    });

    it('S8 X4 is not charged twice: the advance replacement that was not returned is charged already', () =>
      expect(assess(claim(), known({ rmaCase: kept('paid', stayed), fee, chargedAlready: 'CH-7' }))).toMatchObject({
        facts: { amountFen: 0, explanation: expect.stringContaining('CH-7') as string },
      }));
  });

  it('S13 R1 nobody is charged for a unit of the company’s own, or for a report that was withdrawn', () => {
    for (const other of [{ unitOwner: 'company' }, { isWithdrawn: true }] as const) {
      expect(assess(claim(), known({ rmaCase: { ...resolved('paid'), ...other }, fee }))).toEqual({ outcome: 'void' });
    }
  });

  it('W11 the quote made by a superseded entitlement does not count', () => {
    const outdated = { ...quote, entitlementId: 'EN-0' };
    expect(assess(claim(), known({ rmaCase: resolved('paid'), confirmedQuotes: [outdated] }))).toMatchObject({
      because: 'quote-not-confirmed',
    });
    const named = resolved('paid', 'repaired', { quoteNumber: 'QT-2', entitlementId: 'EN-1', entitlementKind: 'paid' });
    expect(assess(claim(), known({ rmaCase: named, confirmedQuotes: [quote] }))).toMatchObject({ outcome: 'waiting' });
  });

  it('X4 what the case says of its entitlement counts before what was heard since', () => {
    const rmaCase = resolved('paid', 'repaired', { entitlementId: 'EN-0', entitlementKind: 'repair' });
    expect(assess(claim(), known({ rmaCase }))).toMatchObject({ facts: { amountFen: 0, entitlementId: 'EN-0' } });
  });

  it('X4 waits for the entitlement', () =>
    expect(assess(claim(), known({ rmaCase: resolved(null) }))).toMatchObject({
      outcome: 'waiting',
      because: 'entitlement-unknown',
    }));
});

describe('what is charged for losses, unreturned advances and renewals', () => {
  it('S4 the price of the unit, once it is known', () => {
    expect(assess(claim({ reason: 'compensation' }), known({ fee }))).toMatchObject({
      facts: { amountFen: 1_500, debtor: 'Sun Li' },
    });
    expect(assess(claim({ reason: 'compensation' }), known())).toMatchObject({ because: 'price-missing' });
  });

  it('S4 nothing when the unit is back', () =>
    expect(assess(claim({ reason: 'compensation' }), known({ fee, foundAt: later }))).toEqual({ outcome: 'void' }));

  it('S7 S8 one spare is charged once, whatever else is said of it', () => {
    for (const reason of ['compensation', 'unreturned-advance'] as const) {
      expect(assess(claim({ reason }), known({ fee, chargedAlready: 'CH-7' }))).toEqual({ outcome: 'void' });
    }
  });

  it('S8 the customer of the case owes it, once he is known', () => {
    const advance = claim({ reason: 'unreturned-advance', debtor: null });
    expect(assess(advance, known({ fee }))).toMatchObject({ because: 'debtor-unknown' });
    expect(assess(advance, known({ fee, rmaCase: { ...resolved(null), reporterName: 'Harbour' } }))).toMatchObject({
      facts: { debtor: 'Harbour' },
    });
  });

  it('W9 so many months', () =>
    expect(assess(claim({ reason: 'renewal', pieces: 12 }), known({ fee }))).toMatchObject({
      facts: { amountFen: 18_000 },
    }));
});
