import { instantOf, parseBusinessDate } from '@rotables/domain-kernel';
import fc from 'fast-check';
import { instantOfMoment, keyOf, momentOf } from './fit-moments.js';
import { monthEndTimes } from './month-end-times.js';

const february = { lastOn: '2026-02-28' };
const firstOfMarch = instantOf(parseBusinessDate('2026-03-01')).getTime();

describe('when a month is closed', () => {
  it('statements on the morning after its last day, the books a day later', () => {
    const { opened, countersigned, booksClosed } = monthEndTimes(february, null);
    expect([opened, countersigned, booksClosed].map(keyOf)).toEqual([
      '2026-03-01 06:00',
      '2026-03-01 06:50',
      '2026-03-02 10:00',
    ]);
  });

  it('as ever where somebody looks at it later', () => {
    const now = momentOf(instantOf(parseBusinessDate('2026-03-02'), '10:00'));
    expect(monthEndTimes(february, { now })).toEqual(monthEndTimes(february, null));
  });

  it('whenever somebody looks at it in the month after: after its end, not after now, in the same order', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 * 24 * 60 }), (minutes) => {
        const now = momentOf(new Date(firstOfMarch + minutes * 60_000));
        const times = Object.values(monthEndTimes(february, { now })).map((moment) =>
          instantOfMoment(moment).getTime(),
        );
        expect(times.toSorted((one, other) => one - other)).toEqual(times);
        expect(Math.min(...times)).toBeGreaterThanOrEqual(firstOfMarch);
        expect(Math.max(...times)).toBeLessThanOrEqual(instantOfMoment(now).getTime());
      }),
    ));
});
