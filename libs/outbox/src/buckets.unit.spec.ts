import { bucketCount, bucketOf } from './buckets.js';

describe('buckets', () => {
  it('spread aggregates evenly and for ever in the same way', () => {
    const counts = new Array<number>(bucketCount).fill(0);
    for (let index = 0; index < 16_000; index += 1) {
      const bucket = bucketOf('spare-pool.loan.v1', `key-${index}`);
      counts[bucket] = (counts[bucket] ?? 0) + 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(800);
    expect([bucketOf('a', 'b'), bucketOf('spare-pool.loan.v1', '7'), bucketOf('warranty.unit.v1', 'Z3D9')]).toEqual([
      4, 4, 2,
    ]);
  });
});
