/** How far a partition has been worked off, as Kafka wants to be told: the offset after the last record. */
export interface PartitionOffset {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
}

export interface OffsetCommitsOptions {
  readonly milliseconds: number;
  readonly commit: (offsets: PartitionOffset[]) => Promise<void>;
  /** A commit failed; what it held is committed with the next. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * Commits what has been worked off beside the work, for all partitions together and once in a while. A broker that writes through takes as
 * long for an offset as for an event, and nobody has to wait for it: what is delivered again after a crash is a repetition, which the
 * receiver drops in any case.
 */
export class OffsetCommits {
  private readonly done = new Map<string, PartitionOffset>();
  private timer: NodeJS.Timeout | null = null;
  private underWay: Promise<void> = Promise.resolve();

  constructor(private readonly options: OffsetCommitsOptions) {}

  /** The record at `offset` and all before it are done. */
  note(topic: string, partition: number, offset: string): void {
    const next = (BigInt(offset) + 1n).toString();
    this.done.set(`${topic}/${partition}`, { topic, partition, offset: next });
    this.flushLater();
  }

  /** Commits at once what is not committed yet. Never rejects. */
  flush(): Promise<void> {
    this.flushNoMore();
    this.underWay = this.underWay.then(() => this.commitDone());
    return this.underWay;
  }

  /** The partitions are dealt out anew: what is not committed belongs to whoever has them now. */
  forget(): void {
    this.flushNoMore();
    this.done.clear();
  }

  private async commitDone(): Promise<void> {
    const offsets = [...this.done.values()];
    if (offsets.length === 0) return;
    this.done.clear();
    try {
      await this.options.commit(offsets);
    } catch (error) {
      this.options.onFailure(error);
      for (const offset of offsets) {
        const name = `${offset.topic}/${offset.partition}`;
        if (!this.done.has(name)) this.done.set(name, offset);
      }
      this.flushLater();
    }
  }

  private flushLater(): void {
    this.timer ??= setTimeout(() => void this.flush(), this.options.milliseconds);
  }

  private flushNoMore(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }
}
