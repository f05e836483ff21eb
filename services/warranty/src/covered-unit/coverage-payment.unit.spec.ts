import { parseBusinessDate, parseCityCode, parseSerial, type BusinessDate } from '@rotables/domain-kernel';
import type { WarrantyPlan } from '../warranty-plan/warranty-plan.js';
import { recordServiceFee, renew, takeBackServiceFee, type FeePayment } from './coverage-payment.js';
import { covers, lastTerm } from './coverage-term.js';
import { end, register, type CoveredUnit } from './covered-unit.js';
import {
  CoverageIsOver,
  PlanAsksForNoFee,
  RenewalDoesNotFollow,
  RenewedAlreadyToday,
  RenewedByItsFee,
} from './covered-unit.errors.js';

const on = (date: string): BusinessDate => parseBusinessDate(date);
const term: WarrantyPlan = {
  plan: 'STD24',
  kind: 'term',
  contractMonths: 24,
  vendorMonths: 0,
  refundDays: 7,
  freeReplacementMonths: 1,
  afterTerm: 'parts-cost-only',
  definedAt: new Date('2013-01-01T00:00:00Z'),
  version: 1,
};
const fee: WarrantyPlan = { ...term, plan: 'FEE', kind: 'service-fee', contractMonths: 0 };
const unitOf = (plan: WarrantyPlan): CoveredUnit =>
  register(
    {
      serial: parseSerial('A1'),
      model: 'M',
      city: parseCityCode('DL'),
      plan: plan.plan,
      customerName: 'Harbour',
      customerPhone: '0411',
      plate: null,
      contractNumber: 'C-1',
      acceptanceOn: on('2013-01-31'),
      installedOn: on('2013-01-31'),
      firstUseOn: null,
    },
    plan,
  ).state;
const refunded = (unit: CoveredUnit): CoveredUnit =>
  end(unit, { reason: 'refunded', replacedBy: null, faultNumber: 'FR-1', endedAt: new Date('2013-05-01T00:00:00Z') })
    .state;

describe('W9 a renewal', () => {
  const at = (day: string, other: { renewedOn?: string; follows?: string; number?: string } = {}) => ({
    renewalNumber: other.number ?? `RN-${day}-1`,
    months: 12,
    renewedOn: on(other.renewedOn ?? day),
    follows: other.follows,
    recordedAt: new Date(`${day}T04:00:00Z`),
  });

  it('begins where the last term ends, and is counted from the first day', () => {
    const { state } = renew(unitOf(term), term, at('2014-12-01'));
    expect(state.terms.at(-1)).toMatchObject({ fromOn: '2015-02-01', untilOn: '2016-02-01' });
    const { state: next } = renew({ ...state, terms: state.terms }, term, { ...at('2014-12-02'), months: 1 });
    expect(next.terms.at(-1)).toMatchObject({ fromOn: '2016-02-01', untilOn: '2016-03-01' });
  });

  it('leaves a lapse as a gap, whatever day is stated', () => {
    const { state } = renew(unitOf(term), term, at('2015-06-15', { renewedOn: '2015-01-20' }));
    const last = lastTerm(state.terms);
    expect(last).toMatchObject({ fromOn: '2015-06-15', untilOn: '2016-06-16' });
    // Who reports a fault in the morning does not buy its repair at noon.
    expect(last && covers(last, new Date('2015-06-15T03:59:59Z'))).toBe(false);
    expect(last && covers(last, new Date('2015-06-15T04:00:00Z'))).toBe(true);
  });

  it('is not dated before the coverage began', () => {
    expect(() => renew(unitOf(term), term, at('2014-12-01', { renewedOn: '2010-01-01' }))).toThrow('renewedOn');
  });

  it('is refused a second time on one day, unless it says on which one it follows', () => {
    const { state } = renew(unitOf(term), term, at('2014-12-01'));
    expect(() => renew(state, term, at('2014-12-01', { number: 'RN-2' }))).toThrow(RenewedAlreadyToday);
    expect(() => renew(state, term, at('2014-12-01', { follows: 'RN-9' }))).toThrow(RenewalDoesNotFollow);
    const twice = renew(state, term, at('2014-12-01', { follows: 'RN-2014-12-01-1', number: 'RN-2' }));
    expect(lastTerm(twice.state.terms)?.untilOn).toBe('2017-02-01');
    expect(renew(state, term, at('2014-12-02')).state.terms).toHaveLength(3);
  });

  it('is none of a plan that lives by its fee, nor of coverage that is over', () => {
    expect(() => renew(unitOf(fee), fee, at('2014-12-01'))).toThrow(RenewedByItsFee);
    expect(() => renew(refunded(unitOf(term)), term, at('2014-12-01'))).toThrow(CoverageIsOver);
  });
});

describe('W4 a service fee', () => {
  const paying = (fromOn: string, paidUntilOn: string, paidAt: string, chargeNumber = 'CH-1'): FeePayment => ({
    chargeNumber,
    fromOn: on(fromOn),
    paidUntilOn: on(paidUntilOn),
    paidAt: new Date(paidAt),
  });
  const paid = recordServiceFee(unitOf(fee), fee, paying('2013-01-31', '2014-01-30', '2013-01-30T04:00:00Z'));

  it('covers its period, its last day included, and is recorded once', () => {
    expect(paid?.state.terms).toMatchObject([{ fromOn: '2013-01-31', untilOn: '2014-01-31', source: 'service-fee' }]);
    expect(paid?.state.serviceFeePaidUntilOn).toBe('2014-01-30');
    expect(paid?.events[0]?.body).toMatchObject({ paidUntilOn: '2014-01-30', chargeNumber: 'CH-1' });
    const again = paid && recordServiceFee(paid.state, fee, paying('2013-01-31', '2014-01-30', '2013-01-30T04:00:00Z'));
    expect(again).toBeUndefined();
  });

  it('covers nothing from before it was paid', () => {
    const late = recordServiceFee(unitOf(fee), fee, paying('2013-01-31', '2014-01-30', '2013-06-10T04:00:00Z'));
    const [only] = late?.state.terms ?? [];
    expect(only).toMatchObject({ fromOn: '2013-06-10', untilOn: '2014-01-31' });
    expect(only && covers(only, new Date('2013-06-10T03:59:59Z'))).toBe(false);
  });

  it('paid for the next period follows on the first', () => {
    const next =
      paid && recordServiceFee(paid.state, fee, paying('2014-01-31', '2015-01-30', '2014-01-10T04:00:00Z', 'CH-2'));
    expect(next?.state.terms.at(-1)).toMatchObject({ fromOn: '2014-01-31', untilOn: '2015-01-31' });
    expect(next?.state.serviceFeePaidUntilOn).toBe('2015-01-30');
  });

  it('paid twice for one period gives nothing twice', () => {
    const twice =
      paid && recordServiceFee(paid.state, fee, paying('2013-01-31', '2014-01-30', '2013-02-01T04:00:00Z', 'CH-2'));
    expect(twice?.state.terms).toHaveLength(1);
  });

  it('taken back covers nothing from then on, and makes room for the one that is paid again', () => {
    const takenBackAt = new Date('2013-03-01T04:00:00Z');
    const back = paid && takeBackServiceFee(paid.state, { chargeNumber: 'CH-1', takenBackAt });
    expect(back?.state).toMatchObject({ serviceFeePaidUntilOn: null, terms: [{ withdrawnAt: takenBackAt }] });
    const again =
      back && recordServiceFee(back.state, fee, paying('2013-03-02', '2014-03-01', '2013-03-02T01:00:00Z', 'CH-2'));
    expect(again?.state.terms.at(-1)).toMatchObject({ fromOn: '2013-03-02', untilOn: '2014-03-02', withdrawnAt: null });
    expect(back && takeBackServiceFee(back.state, { chargeNumber: 'CH-1', takenBackAt })).toBeUndefined();
  });

  it('is refused where the plan asks for none, or nothing is covered any more', () => {
    const payment = paying('2013-01-31', '2014-01-30', '2013-01-30T04:00:00Z');
    expect(() => recordServiceFee(unitOf(term), term, payment)).toThrow(PlanAsksForNoFee);
    expect(() => recordServiceFee(refunded(unitOf(fee)), fee, payment)).toThrow(CoverageIsOver);
  });
});
