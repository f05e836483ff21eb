import fc from 'fast-check';
import {
  addDays,
  addMonths,
  businessDateOf,
  daysBetween,
  earlierOf,
  endOfMonth,
  instantOf,
  isAfter,
  isBefore,
  isOnOrAfter,
  isOnOrBefore,
  laterOf,
  parseBusinessDate,
  startOfMonth,
  weekdayOf,
} from './business-date.js';

const day = (text: string) => parseBusinessDate(text);
const dates = fc.integer({ min: 0, max: 60_000 }).map((days) => addDays(day('1992-01-01'), days));

describe('O4 business dates in Asia/Shanghai', () => {
  it('accepts only days that exist', () => {
    expect(day('2024-02-29')).toBe('2024-02-29');
    for (const value of ['2026-02-29', '2026-02-30', '2026-13-01', '2026-1-1', '1899-12-31', '', 20260101, null]) {
      expect(() => parseBusinessDate(value, 'acceptedOn')).toThrow(
        /^acceptedOn is .* a day that exists, written YYYY-MM-DD/,
      );
    }
  });

  it('turns over at midnight in Shanghai, not in Greenwich', () => {
    expect(businessDateOf(new Date('2013-04-10T15:59:59.999Z'))).toBe('2013-04-10');
    expect(businessDateOf(new Date('2013-04-10T16:00:00Z'))).toBe('2013-04-11');
  });

  it('agrees with the time zone database from 1992 on', () => {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });
    const instants = fc.date({
      min: new Date('1992-01-01T00:00:00Z'),
      max: new Date('2150-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, (instant) => {
        expect(businessDateOf(instant)).toBe(format.format(instant));
      }),
    );
  });

  it('gives the instant of a time of day', () => {
    expect(instantOf(day('2013-04-10'), '18:00').toISOString()).toBe('2013-04-10T10:00:00.000Z');
    expect(instantOf(day('2013-04-10')).toISOString()).toBe('2013-04-09T16:00:00.000Z');
    expect(() => instantOf(day('2013-04-10'), '24:00')).toThrow(/^timeOfDay is "24:00"/);
  });

  it('adds days and counts them', () => {
    expect(addDays(day('2024-02-28'), 2)).toBe('2024-03-01');
    expect(addDays(day('2013-01-01'), -1)).toBe('2012-12-31');
    expect(daysBetween(day('2013-04-10'), day('2013-04-30'))).toBe(20);
    fc.assert(
      fc.property(dates, fc.integer({ min: -10_000, max: 10_000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
    expect(() => addDays(day('2013-01-01'), 0.5)).toThrow(/^days is 0.5/);
    expect(() => addDays(day('2199-12-31'), 1)).toThrow(/^date plus days is "2200-01-01"/);
  });

  it('adds months, clamped to the end of a shorter month', () => {
    expect(addMonths(day('2024-01-31'), 1)).toBe('2024-02-29');
    expect(addMonths(day('2023-01-31'), 1)).toBe('2023-02-28');
    expect(addMonths(day('2009-12-05'), 24)).toBe('2011-12-05');
    expect(addMonths(day('2013-03-31'), -13)).toBe('2012-02-29');
    fc.assert(
      fc.property(dates, fc.integer({ min: 0, max: 120 }), (date, months) => {
        const moved = addMonths(date, months);
        expect(Number(moved.slice(8))).toBeLessThanOrEqual(Number(date.slice(8)));
        const monthsApart =
          (Number(moved.slice(0, 4)) - Number(date.slice(0, 4))) * 12 +
          Number(moved.slice(5, 7)) -
          Number(date.slice(5, 7));
        expect(monthsApart).toBe(months);
      }),
    );
    expect(() => addMonths(day('2013-01-01'), 1e9)).toThrow(/^months is 1000000000/);
  });

  it('knows the ends of a month', () => {
    expect(endOfMonth(day('2024-02-10'))).toBe('2024-02-29');
    expect(endOfMonth(day('2013-12-31'))).toBe('2013-12-31');
    expect(startOfMonth(day('2013-04-30'))).toBe('2013-04-01');
  });

  it('compares', () => {
    const [early, late] = [day('2013-04-10'), day('2013-10-01')];
    expect([isBefore(early, late), isBefore(late, late), isAfter(late, early), isAfter(late, late)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect([isOnOrBefore(late, late), isOnOrAfter(early, late)]).toEqual([true, false]);
    expect([earlierOf(late, early), laterOf(late, early)]).toEqual([early, late]);
    expect(weekdayOf(day('2026-11-23'))).toBe(1);
    expect(weekdayOf(day('2026-11-22'))).toBe(7);
  });
});
