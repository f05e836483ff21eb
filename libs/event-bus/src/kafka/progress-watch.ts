import type { ConsumerTuning } from './consumer-tuning.js';

/** What one look at a consumer found. */
export interface ConsumerSighting {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Joins and work done by the consumer that is there now; null while there is none. */
  readonly signsOfLife: number | null;
  /** Records processed since the start of the service. */
  readonly received: number;
  /** Busy with a batch, or resting after a fault. */
  readonly occupied: boolean;
  readonly joined: boolean;
  /** Null when the brokers do not tell. */
  readonly lag: number | null;
}

/** Tells a consumer that stands still from one that has nothing to do, or nobody to ask. */
export class ProgressWatch {
  private standingStillSince: number;
  private signsOfLife = 0;
  private received = 0;
  private lag: number | null = null;
  private since: number | null = null;
  private isStalled = false;

  constructor(
    private readonly tuning: Pick<ConsumerTuning, 'stalledAfterMilliseconds' | 'rebalanceTimeoutMilliseconds'>,
    now: number,
  ) {
    this.standingStillSince = now;
  }

  /** Of the last work done, or of the last time that there was none to do; null before the first. */
  get lastProgressAt(): number | null {
    return this.since;
  }

  /** From the moment at which it was found standing still until it has done some work: a new consumer that has only joined proves nothing. */
  get stalled(): boolean {
    return this.isStalled;
  }

  /** Another consumer takes over and is given the same time. */
  begin(now: number): void {
    this.standingStillSince = now;
    this.signsOfLife = 0;
  }

  /** Returns for how many milliseconds the consumer has stood still if that is too long, so that another should take its place; else 0. */
  look({ now, signsOfLife, received, occupied, joined, lag }: ConsumerSighting): number {
    const works = received !== this.received || occupied || lag === 0;
    const lives = works || (signsOfLife !== null && signsOfLife !== this.signsOfLife);
    this.received = received;
    this.signsOfLife = signsOfLife ?? this.signsOfLife;
    if (works) {
      this.since = now;
      this.isStalled = false;
    }
    // Without an answer from the brokers there is nothing to compare, and nothing that a new consumer could do better. What came
    // since there was nothing to do may have come a moment ago.
    if (lives || lag === null || this.lag === 0) this.standingStillSince = now;
    this.lag = lag;
    const { stalledAfterMilliseconds, rebalanceTimeoutMilliseconds } = this.tuning;
    // Joining may take as long as the group waits for its other members; a further consumer would only prolong that.
    const allowed = stalledAfterMilliseconds + (joined ? 0 : rebalanceTimeoutMilliseconds);
    const stoodStill = now - this.standingStillSince;
    if (stoodStill < allowed) return 0;
    this.isStalled = true;
    return stoodStill;
  }
}
