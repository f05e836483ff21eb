import fc from 'fast-check';
import {
  addDays,
  addMonths,
  InvalidInput,
  parseActorId,
  parseBusinessDate,
  parseCityCode,
  parseFen,
  parseSerial,
} from '@rotables/domain-kernel';
import { given } from '@rotables/testing';
import type { Charge } from '../charge/charge.js';
import { CoverageOver } from '../covered-unit/covered-unit.errors.js';
import type { CoveredUnit } from '../covered-unit/covered-unit.js';
import type { Fee } from '../fee-schedule/fee-schedule.js';
import {
  LaterFeeStands,
  NoFeeForPlan,
  NoServiceFee,
  PaidFeeIsFinances,
  ReceiverMayNotWithdraw,
  ServiceFeeUnpaid,
} from './service-fee.errors.js';
import { chargeServiceFee, ensureMayWithdraw, nextPeriod, type FeeFacts, type FeePeriod } from './service-fee.js';

const day = parseBusinessDate;
const unit: CoveredUnit = {
  serial: parseSerial('9VS3FM1J'),
  model: 'M1',
  city: parseCityCode('DL'),
  customerName: 'Dalian Harbour Logistics',
  covered: true,
  planKind: 'service-fee',
  feePaidUntilOn: null,
  refundNumber: null,
};
const fee: Fee = {
  feeCode: 'service-fee-month',
  description: 'Service fee',
  model: 'M1',
  cityGrade: null,
  amountFen: parseFen(2_000),
  effectiveOn: day('2013-01-01'),
  definedOn: null,
  correctionReason: null,
};
const facts = (other: Partial<FeeFacts> = {}): FeeFacts => ({
  chargeNumber: 'CH-1',
  unit,
  months: 12,
  fee,
  standing: [],
  at: new Date('2013-04-16T02:10:00Z'),
  today: day('2013-04-16'),
  ...other,
});
const charged = (other: Partial<FeeFacts> = {}): Charge => chargeServiceFee(facts(other)).state;
const paid = (other: Partial<FeeFacts> = {}): Charge => {
  const charge = charged(other);
  return { ...charge, state: 'settled', paidFen: charge.amountFen };
};

describe('service fee', () => {
  it('W4 is charged to the customer for a period from today on, at the price of the schedule', () =>
    given(facts())
      .when(chargeServiceFee)
      .thenState({
        ...{ reason: 'service-fee', debtor: 'Dalian Harbour Logistics', amountFen: parseFen(24_000), state: 'open' },
        ...{ periodFromOn: day('2013-04-16'), periodUntilOn: day('2014-04-16') },
      }));

  it('W4 is not charged where the plan lives by a term: it would give the customer nothing', () =>
    given(facts({ unit: { ...unit, planKind: 'term' } }))
      .when(chargeServiceFee)
      .thenRefused(NoFeeForPlan));

  it('W4 follows the last period without overlap, and waits until that is paid', () => {
    given(facts({ standing: [paid()], months: 1 }))
      .when(chargeServiceFee)
      .thenState({ periodFromOn: day('2014-04-17'), periodUntilOn: day('2014-05-16') });
    given(facts({ standing: [charged()] }))
      .when(chargeServiceFee)
      .thenRefused(ServiceFeeUnpaid);
  });

  it('W4 a time that is over is not sold any more: the gap stays one', () =>
    given(facts({ standing: [paid()], today: day('2014-06-01') }))
      .when(chargeServiceFee)
      .thenState({ periodFromOn: day('2014-06-01'), periodUntilOn: day('2015-06-01') }));

  it('W4 begins after what warranty knows to be paid', () =>
    given(facts({ unit: { ...unit, feePaidUntilOn: day('2013-12-31') }, months: 6 }))
      .when(chargeServiceFee)
      .thenState({ periodFromOn: day('2014-01-01'), periodUntilOn: day('2014-06-30') }));

  it('W4 is for a unit that is covered, and for some months', () => {
    given(facts({ unit: { ...unit, covered: false } }))
      .when(chargeServiceFee)
      .thenRefused(CoverageOver);
    for (const months of [0, -1, 1.5, 61]) {
      given(facts({ months })).when(chargeServiceFee).thenRefused(InvalidInput);
    }
  });

  it('W2 W4 periods in a row are counted from the first day, so that the end of a month never drifts', () => {
    const periods: FeePeriod[] = [];
    const today = day('2013-01-31');
    for (let turn = 0; turn < 4; turn += 1) periods.push(nextPeriod(periods, { months: 1, paidUntilOn: null, today }));
    expect(periods.map(({ untilOn }) => untilOn)).toEqual(['2013-02-28', '2013-03-31', '2013-04-30', '2013-05-31']);
  });

  it('W4 periods never overlap and leave no gap while they are paid in time, whatever their months and first day', () => {
    const months = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 6 });
    const firstDay = fc.integer({ min: 0, max: 3_000 }).map((days) => addDays(day('2012-01-01'), days));
    fc.assert(
      fc.property(firstDay, months, (today, terms) => {
        const periods: FeePeriod[] = [];
        for (const term of terms) periods.push(nextPeriod(periods, { months: term, paidUntilOn: null, today }));
        const total = terms.reduce((sum, term) => sum + term, 0);
        expect(periods.at(-1)?.untilOn).toBe(addMonths(today, total));
        periods.slice(1).forEach((period, index) => {
          expect(period.fromOn).toBe(addDays(periods[index]?.untilOn ?? today, 1));
        });
      }),
    );
  });
});

describe('a service fee that was entered wrongly', () => {
  const receiver = parseActorId('zhang.wei');
  const withdrawal = { by: parseActorId('qian.hui'), isFinance: true, receivedBy: [receiver], standing: [] };

  it('E1 is withdrawn by the branch while nothing is paid, by finance afterwards, and not by who took the money', () => {
    expect(() => ensureMayWithdraw(charged(), { ...withdrawal, isFinance: false, receivedBy: [] })).not.toThrow();
    expect(() => ensureMayWithdraw(paid(), withdrawal)).not.toThrow();
    expect(() => ensureMayWithdraw(paid(), { ...withdrawal, isFinance: false })).toThrow(PaidFeeIsFinances);
    const same = { ...withdrawal, by: parseActorId('ZHANG.wei') };
    expect(() => ensureMayWithdraw(paid(), same)).toThrow(ReceiverMayNotWithdraw);
  });

  it('E2 the last period goes first, and only a service fee goes this way', () => {
    const first = paid();
    const second = paid({ chargeNumber: 'CH-2', standing: [first] });
    expect(() => ensureMayWithdraw(first, { ...withdrawal, standing: [first, second] })).toThrow(LaterFeeStands);
    expect(() => ensureMayWithdraw(second, { ...withdrawal, standing: [first, second] })).not.toThrow();
    expect(() => ensureMayWithdraw({ ...first, reason: 'repair' }, withdrawal)).toThrow(NoServiceFee);
  });
});
