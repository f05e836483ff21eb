import fc from 'fast-check';
import { fitMoments, keyOf, momentOf, type Moment } from './fit-moments.js';

const start = Date.parse('2023-12-01T00:00:00Z');
const minute = fc
  .integer({ min: 0, max: 3 * 366 * 24 * 60 })
  .map((minutes) => momentOf(new Date(start + minutes * 60_000)));
const span = fc
  .tuple(minute, minute)
  .map(([one, other]) => (keyOf(one) <= keyOf(other) ? { from: one, to: other } : { from: other, to: one }));

const moment = (text: string): Moment => ({ day: text.slice(0, 10), time: text.slice(11) });

describe('moments that are pulled to fit', () => {
  it('lie in the span, in the order that was planned, and stay where they fit', () =>
    fc.assert(
      fc.property(fc.array(minute, { minLength: 1, maxLength: 40 }), span, (planned, { from, to }) => {
        const pulled = fitMoments(planned, { from, to });
        const inOrder = [...planned].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
        const fitted = inOrder.map((one) => keyOf(pulled(one)));
        expect([...fitted].sort()).toEqual(fitted);
        for (const one of inOrder) {
          const at = keyOf(pulled(one));
          expect(at >= keyOf(from) && at <= keyOf(to)).toBe(true);
          if (keyOf(one) >= keyOf(from) && keyOf(one) <= keyOf(to)) expect(at).toBe(keyOf(one));
        }
      }),
    ));

  it('share the five minutes that the first of a month has had', () => {
    const planned = ['2026-02-20 09:10', '2026-02-28 09:10', '2026-03-01 08:00', '2026-03-01 17:30'].map(moment);
    const pulled = fitMoments(planned, { from: moment('2026-03-01 00:00'), to: moment('2026-03-01 00:05') });
    expect(planned.map((one) => keyOf(pulled(one)))).toEqual([
      '2026-03-01 00:00',
      '2026-03-01 00:01',
      '2026-03-01 00:02',
      '2026-03-01 00:03',
    ]);
  });

  it('fall into one minute where there is no more', () => {
    const planned = ['2026-02-20 09:10', '2026-03-01 17:30'].map(moment);
    const now = moment('2026-03-01 00:00');
    const pulled = fitMoments(planned, { from: now, to: now });
    expect(planned.map((one) => keyOf(pulled(one)))).toEqual(['2026-03-01 00:00', '2026-03-01 00:00']);
  });

  it('are minutes of Asia/Shanghai', () => {
    expect(momentOf(new Date('2026-02-28T16:00:59Z'))).toEqual({ day: '2026-03-01', time: '00:00' });
  });
});
