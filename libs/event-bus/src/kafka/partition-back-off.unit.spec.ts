import { jest } from '@jest/globals';
import { PartitionBackOff } from './partition-back-off.js';

const tuning = { firstBackOffMilliseconds: 100, longestBackOffMilliseconds: 1_000 };
const withoutJitter = (): number => 0;

describe('back-off of a partition', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  function restToTheEnd(backOff: PartitionBackOff, partition: string): number {
    let resumed = 0;
    const milliseconds = backOff.rest(partition, () => (resumed += 1));
    jest.advanceTimersByTime(milliseconds - 1);
    expect(resumed).toBe(0);
    jest.advanceTimersByTime(1);
    expect(resumed).toBe(1);
    return milliseconds;
  }

  it('doubles at each fault up to the longest, and starts anew after a success', () => {
    const backOff = new PartitionBackOff(tuning, withoutJitter);
    expect([1, 2, 3, 4, 5, 6].map(() => restToTheEnd(backOff, 'topic/0'))).toEqual([100, 200, 400, 800, 1_000, 1_000]);
    backOff.succeeded('topic/0');
    expect(restToTheEnd(backOff, 'topic/0')).toBe(100);
  });

  it('counts each partition by itself', () => {
    const backOff = new PartitionBackOff(tuning, withoutJitter);
    restToTheEnd(backOff, 'topic/0');
    expect(restToTheEnd(backOff, 'topic/1')).toBe(100);
  });

  it('shortens a rest by up to a quarter', () => {
    expect(restToTheEnd(new PartitionBackOff(tuning, () => 1), 'topic/0')).toBe(75);
  });

  it('resumes nothing after it was cleared', () => {
    const backOff = new PartitionBackOff(tuning);
    let resumed = 0;
    backOff.rest('topic/0', () => (resumed += 1));
    expect(backOff.size).toBe(1);
    backOff.clear();
    jest.runAllTimers();
    expect([resumed, backOff.size]).toEqual([0, 0]);
  });
});
