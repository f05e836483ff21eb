import { ProgressWatch, type ConsumerSighting } from './progress-watch.js';

const tuning = { stalledAfterMilliseconds: 15_000, rebalanceTimeoutMilliseconds: 20_000 };

/** A consumer in its group with records before it, looked at every five seconds from 0 on. */
class Watched {
  readonly watch = new ProgressWatch(tuning, 0);
  private sighting: ConsumerSighting = {
    now: 0,
    signsOfLife: 1,
    received: 0,
    occupied: false,
    joined: true,
    lag: 7,
  };

  constructor() {
    this.watch.look(this.sighting);
  }

  /** What each of so many looks says. */
  looks(count: number, changes: Partial<ConsumerSighting> = {}): number[] {
    return Array.from({ length: count }, () => {
      this.sighting = { ...this.sighting, ...changes, now: this.sighting.now + 5_000 };
      return this.watch.look(this.sighting);
    });
  }

  get now(): number {
    return this.sighting.now;
  }
}

describe('progress watch', () => {
  it('finds a consumer that has lag and does not move, after its time', () => {
    const watched = new Watched();
    expect(watched.looks(3)).toEqual([0, 0, 15_000]);
    expect(watched.watch).toMatchObject({ stalled: true, lastProgressAt: null });
  });

  it('counts from the moment at which lag is seen, however long nobody looked while there was none', () => {
    const watched = new Watched();
    watched.looks(1, { lag: 0 });
    expect(watched.looks(4, { lag: 7 })).toEqual([0, 0, 0, 15_000]);
  });

  it('gives one that joins its group the time of a rebalance as well', () => {
    expect(new Watched().looks(7, { joined: false })).toEqual([0, 0, 0, 0, 0, 0, 35_000]);
  });

  it.each<[string, Partial<ConsumerSighting>]>([
    ['has nothing to do', { lag: 0 }],
    ['is busy, or rests after a fault', { occupied: true }],
  ])('is content with one that %s', (_what, changes) => {
    const watched = new Watched();
    expect(watched.looks(9, changes)).toEqual(Array(9).fill(0));
    expect(watched.watch.lastProgressAt).toBe(watched.now);
  });

  it('does not judge one while the brokers do not tell the lag', () => {
    const watched = new Watched();
    expect(watched.looks(9, { lag: null })).toEqual(Array(9).fill(0));
    expect(watched.watch).toMatchObject({ stalled: false, lastProgressAt: null });
  });

  it('gives the next consumer the same time, and calls the service stalled until some work is done', () => {
    const watched = new Watched();
    watched.looks(3);
    watched.watch.begin(watched.now);
    expect(watched.looks(2, { signsOfLife: 0 })).toEqual([0, 0]);
    expect(watched.looks(1, { signsOfLife: 1 })).toEqual([0]);
    expect(watched.watch.stalled).toBe(true);
    expect(watched.looks(3)).toEqual([0, 0, 15_000]);
    watched.watch.begin(watched.now);
    watched.looks(1, { signsOfLife: 2, received: 3 });
    expect(watched.watch).toMatchObject({ stalled: false, lastProgressAt: watched.now });
  });
});
