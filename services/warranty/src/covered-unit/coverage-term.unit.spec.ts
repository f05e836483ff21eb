import { businessDateOf, parseBusinessDate } from '@rotables/domain-kernel';
import fc from 'fast-check';
import { covers, endOfDay, termFollowing, termOfMonths, type CoverageTerm } from './coverage-term.js';
import { downtimeDays } from './downtime.js';

const days = fc
  .date({ min: new Date('1992-01-01T00:00:00Z'), max: new Date('2120-12-31T00:00:00Z'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const months = fc.integer({ min: 1, max: 120 });
const counted = { source: 'contract', document: 'C-1' } as const;

/** By the calendar on the wall: the corresponding day of the last month, or that month's last day (Civil Code art. 202). */
function lastDay(first: string, count: number): string {
  const [year = 0, month = 0, day = 0] = first.split('-').map(Number);
  const index = year * 12 + (month - 1) + count;
  const [lastYear, lastMonth] = [Math.floor(index / 12), (index % 12) + 1];
  const isLeap = (lastYear % 4 === 0 && lastYear % 100 !== 0) || lastYear % 400 === 0;
  const length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][lastMonth - 1] ?? 0;
  return [lastYear, lastMonth, Math.min(day, length)].map((part) => String(part).padStart(2, '0')).join('-');
}

const dayAfter = (day: string): string =>
  new Date(new Date(`${day}T00:00:00Z`).getTime() + 86_400_000).toISOString().slice(0, 10);

describe('W2 a term of months', () => {
  it.each([
    ['2013-01-31', 1, '2013-03-01'],
    ['2024-01-31', 1, '2024-03-01'],
    ['2024-02-29', 12, '2025-03-01'],
    ['2013-04-10', 24, '2015-04-11'],
  ])('from %s over %i months covers until the day before %s', (first, count, until) => {
    expect(termOfMonths(parseBusinessDate(first), count, counted).untilOn).toBe(until);
  });

  it('includes the corresponding day of the last month, or that month’s last day, whatever the calendar', () => {
    fc.assert(
      fc.property(days, months, (first, count) => {
        expect(termOfMonths(parseBusinessDate(first), count, counted).untilOn).toBe(dayAfter(lastDay(first, count)));
      }),
    );
  });

  it('several in a row are counted from the first day, so that none drifts, and leave no gap', () => {
    fc.assert(
      fc.property(days, fc.array(months, { minLength: 1, maxLength: 6 }), (first, counts) => {
        const [length = 1, ...more] = counts;
        let term = termOfMonths(parseBusinessDate(first), length, counted);
        let total = length;
        for (const next of more) {
          const following: CoverageTerm = termFollowing(
            term,
            { months: next },
            { source: 'renewal', document: 'RN-1' },
          );
          expect(following.fromOn).toBe(term.untilOn);
          term = following;
          total += next;
        }
        expect(term.untilOn).toBe(dayAfter(lastDay(first, total)));
      }),
    );
  });

  it('covers the last millisecond of its last day in Shanghai, and not the next', () => {
    fc.assert(
      fc.property(days, months, (first, count) => {
        const term = termOfMonths(parseBusinessDate(first), count, counted);
        const last = endOfDay(parseBusinessDate(lastDay(first, count)));
        expect(businessDateOf(last)).toBe(lastDay(first, count));
        expect([covers(term, last), covers(term, new Date(last.getTime() + 1))]).toEqual([true, false]);
        const begins = new Date(`${first}T00:00:00+08:00`);
        expect([covers(term, begins), covers(term, new Date(begins.getTime() - 1))]).toEqual([true, false]);
      }),
    );
  });

  it('W4 W9 what was paid at noon does not cover the morning, and what was taken back covers nothing after it', () => {
    const noon = new Date('2013-04-16T04:00:00Z');
    const paid = termOfMonths(parseBusinessDate('2013-04-16'), 12, { ...counted, since: noon });
    expect([covers(paid, new Date(noon.getTime() - 1)), covers(paid, noon)]).toEqual([false, true]);
    const back = { ...paid, withdrawnAt: new Date('2013-05-01T00:00:00Z') };
    expect([covers(back, noon), covers(back, new Date('2013-05-01T00:00:00Z'))]).toEqual([true, false]);
  });
});

describe('W7 downtime', () => {
  const hour = 3_600_000;
  const start = Date.parse('2013-04-16T00:00:00Z');
  const spans = fc.array(
    fc.record({ from: fc.integer({ min: 0, max: 500 }), hours: fc.integer({ min: 0, max: 100 }) }),
    { maxLength: 8 },
  );

  it('counts every hour once, each unbroken stretch in begun 24 hours, whatever the order', () => {
    fc.assert(
      fc.property(spans, fc.boolean(), (cases, isReversed) => {
        const down = new Set(
          cases.flatMap(({ from, hours }) => Array.from({ length: hours }, (_, index) => from + index)),
        );
        let expected = 0;
        for (const first of [...down].filter((one) => !down.has(one - 1))) {
          let length = 0;
          while (down.has(first + length)) length += 1;
          expected += Math.ceil(length / 24);
        }
        const told = cases.map(({ from, hours }, index) => ({
          faultNumber: `FR-${index}`,
          from: new Date(start + from * hour),
          until: new Date(start + (from + hours) * hour),
        }));
        expect(downtimeDays(isReversed ? told.toReversed() : told)).toBe(expected);
      }),
    );
  });
});
