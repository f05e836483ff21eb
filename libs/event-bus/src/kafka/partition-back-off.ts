import type { ConsumerTuning } from './consumer-tuning.js';

/** Which partitions rest after a transient fault, and for how long: doubled at each further fault, forgotten at the first success. */
export class PartitionBackOff {
  private readonly faults = new Map<string, number>();
  private readonly timers = new Map<string, NodeJS.Timeout>();

  constructor(
    private readonly tuning: Pick<ConsumerTuning, 'firstBackOffMilliseconds' | 'longestBackOffMilliseconds'>,
    private readonly random: () => number = Math.random,
  ) {}

  /** Partitions that rest at the moment. */
  get size(): number {
    return this.timers.size;
  }

  /** Lets the partition rest, then calls `resume`. Returns the milliseconds of rest. */
  rest(partition: string, resume: () => void): number {
    const faults = (this.faults.get(partition) ?? 0) + 1;
    this.faults.set(partition, faults);
    const { firstBackOffMilliseconds, longestBackOffMilliseconds } = this.tuning;
    const full = Math.min(longestBackOffMilliseconds, firstBackOffMilliseconds * 2 ** Math.min(faults - 1, 20));
    // Up to a quarter less, so that services that met the same fault do not all come back in the same instant.
    const milliseconds = Math.round(full * (1 - this.random() / 4));
    clearTimeout(this.timers.get(partition));
    const timer = setTimeout(() => {
      this.timers.delete(partition);
      resume();
    }, milliseconds);
    this.timers.set(partition, timer);
    return milliseconds;
  }

  succeeded(partition: string): void {
    this.faults.delete(partition);
  }

  /** Ends all rests without resuming. */
  clear(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    this.faults.clear();
  }
}
