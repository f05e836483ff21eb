import { parseBusinessDate } from '@rotables/domain-kernel';
import { cases, courses, orders, orderSteps, pace, paceOfOrders, type Course, type Step } from './live-scene.js';
import { mostCommonModel, UnitsOfDay } from './live-units.js';
import type { Script, UnitRow } from './month.js';

const stepsOf = (course: Course): readonly Step[] => courses[course];

describe('the month under way', () => {
  it.each(cases.map((row) => [`${row.city} ${row.course} until ${row.until}, ${row.daysAgo} days ago`, row] as const))(
    'has come no further than today: %s',
    (_what, { course, until, daysAgo }) => {
      expect(stepsOf(course)).toContain(until);
      expect(pace[until].daysAfterReport).toBeLessThanOrEqual(daysAgo);
    },
  );

  it('takes the steps of a way one after the other', () => {
    for (const course of Object.keys(courses) as Course[]) {
      const times = stepsOf(course).map((step) => `${pace[step].daysAfterReport} ${pace[step].time}`);
      expect([...times].sort()).toEqual(times);
      expect(new Set(times).size).toBe(times.length);
    }
    for (const { until, daysAgo } of orders)
      expect(paceOfOrders[until].daysAfterSubmission).toBeLessThanOrEqual(daysAgo);
    const ofOrders = orderSteps.map((step) => `${paceOfOrders[step].daysAfterSubmission} ${paceOfOrders[step].time}`);
    expect([...ofOrders].sort()).toEqual(ofOrders);
  });

  it('is told in the order in which it is reported', () => {
    const days = cases.map(({ daysAgo }) => daysAgo);
    expect(days.toSorted((one, other) => other - one)).toEqual(days);
  });
});

describe('the units of a day', () => {
  const unit = (serial: string, acceptanceOn: string): UnitRow => ({
    serial,
    model: 'ST31500541AS',
    city: 'DL',
    plan: 'STD24',
    acceptanceOn,
    installedOn: '2026-10-10',
  });
  const covered = Array.from({ length: 30 }, (_, index) => unit(`C${index}`, '2025-11-30'));
  const expired = Array.from({ length: 30 }, (_, index) => unit(`E${index}`, '2022-01-31'));
  const between = [unit('ENDS-SOON', '2024-12-15'), unit('ENDED-JUST-NOW', '2024-11-20'), unit('NEW', '2026-11-01')];
  const all = [...covered, ...expired, ...between];
  const plans = [
    {
      plan: 'STD24',
      kind: 'term',
      contractMonths: 24,
      vendorMonths: 0,
      refundDays: 7,
      freeReplacementMonths: 1,
      afterTerm: 'parts-cost-only',
    },
  ] as const;
  const script: Script = { cities: [], plans, months: [], units: new Map(all.map((one) => [one.serial, one])) };
  const chosenOn = (day: string): readonly string[] => {
    const units = new UnitsOfDay(script, parseBusinessDate(day));
    const chosen = Array.from({ length: 30 }, () => [units.unitIn('DL', 'covered'), units.unitIn('DL', 'expired')]);
    const installed = units.newUnitsIn('DL', {
      model: 'ST31500541AS',
      installedOn: day,
      count: 20,
      termsEndInDays: [8],
    });
    return [...chosen.flat(), ...installed].map(({ serial }) => serial).concat(units.unknownSerial());
  };

  it('are the same for the same day, others on another, and none twice', () => {
    const chosen = chosenOn('2026-11-28');
    expect(chosenOn('2026-11-28')).toEqual(chosen);
    expect(chosenOn('2026-11-29')).not.toEqual(chosen);
    expect(new Set(chosen).size).toBe(chosen.length);
  });

  it('are clearly under warranty, or clearly not any more', () => {
    const doubtful = between.map(({ serial }) => serial);
    expect(chosenOn('2026-11-28').filter((serial) => doubtful.includes(serial))).toEqual([]);
    expect(() => chosenOn('2030-01-01')).toThrow('DL has no unit that is covered on 2030-01-01');
  });

  it('are new, but for those whose terms end in so many days', () => {
    const units = new UnitsOfDay(script, '2026-11-28');
    const news = { model: 'ST31500541AS', installedOn: '2026-11-23', count: 4, termsEndInDays: [8, 15] };
    expect(units.newUnitsIn('DL', news).map(({ acceptanceOn }) => acceptanceOn)).toEqual([
      '2026-11-23',
      '2026-11-23',
      '2024-12-13',
      '2024-12-06',
    ]);
  });

  it('are of the model that the warehouse has most of, and of the better one of two', () => {
    const stock = ['ST31500541AS', 'ST3000DM001', 'ST3000DM001', 'ST31500541AS', 'ST4000DX000'].map((model, index) => ({
      serial: `S${index}`,
      model,
    }));
    expect(mostCommonModel(stock)).toBe('ST3000DM001');
  });
});
