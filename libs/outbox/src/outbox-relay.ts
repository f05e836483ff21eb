import { randomUUID } from 'node:crypto';
import { InvalidInput } from '@rotables/domain-kernel';
import type { EventPublisher, OutgoingEvent } from '@rotables/event-bus';
import type { UnitOfWork } from '@rotables/persistence';
import { BucketLeases, LeaseLost } from './bucket-leases.js';
import { OutboxStore } from './outbox-store.js';
import type { Lease, OutboxBacklog, WaitingEvent } from './outbox-store.js';
import { Sleeper } from './sleeper.js';
import { onCommittedEvents } from './wake-up.js';

/** Places at which a test may hold or kill the relay. Given in code alone; no configuration reaches them. */
export interface OutboxRelayHooks {
  readonly beforePublish?: (events: readonly OutgoingEvent[]) => Promise<void>;
  readonly afterPublish?: (events: readonly OutgoingEvent[]) => Promise<void>;
  readonly beforeMark?: (events: readonly OutgoingEvent[]) => Promise<void>;
  readonly afterMark?: (events: readonly OutgoingEvent[]) => Promise<void>;
}

export interface OutboxRelayOptions {
  readonly unitOfWork: UnitOfWork;
  readonly publisher: EventPublisher;
  /** The service whose events they are. */
  readonly source: string;
  /** Events per batch, 1 to 5000; 1000 by default. */
  readonly batchSize?: number;
  /** How long a stopped relay keeps its buckets, 100 to 600,000; 6000 by default. */
  readonly leaseMilliseconds?: number;
  /** Told of every fault; the relay goes on by itself. */
  readonly onTrouble?: (error: unknown) => void;
  readonly hooks?: OutboxRelayHooks;
  /** Another set of statements, for tests. */
  readonly store?: OutboxStore;
}

export interface OutboxFigures extends OutboxBacklog {
  /** Milliseconds since the epoch when a batch was published or the outbox was found empty; null before the first time. */
  readonly lastProgressAt: number | null;
  readonly bucketsHeld: number;
  readonly publishedSinceStart: number;
  readonly leasesLost: number;
  /** Faults in a row; 0 as soon as it works again. */
  readonly consecutiveFaults: number;
}

interface MarkUnderWay {
  /** The rows that are still in the queue although they are published. */
  readonly ids: readonly string[];
  /** What became of it: null, or what it failed with. Never rejects. */
  readonly outcome: Promise<{ readonly error: unknown } | null>;
}

const shortestPoll = 50;
/** Commits of this process wake the relay; those of another, whose bucket is this one's, are found by looking. */
const longestPoll = 1_000;
const longestPollAlone = 5_000;
const shortestBackOff = 100;
const longestBackOff = 5_000;
const partitionsAheadDays = 7;
const hour = 3_600_000;

/**
 * Publishes what the outbox holds: at least once, in order per aggregate. Any number of relays may run on one outbox; each has its own
 * buckets. A fault of the broker or the database makes it wait and try again; commands go on in the meantime.
 */
export class OutboxRelay {
  readonly owner: string;
  readonly #store: OutboxStore;
  readonly #leases: BucketLeases;
  readonly #sleeper = new Sleeper();
  readonly #keeperSleeper = new Sleeper();
  readonly #leaseMilliseconds: number;
  readonly #batchSize: number;
  #stopping = false;
  #loops: Promise<unknown> | undefined;
  #stopListening: (() => void) | undefined;
  #partitionsPreparedAt = Number.NEGATIVE_INFINITY;
  #lastProgressAt: number | null = null;
  #published = 0;
  #leasesLost = 0;
  #faults = 0;
  /** The batch that is acknowledged and not yet in the log. */
  #marking: MarkUnderWay | undefined;

  constructor(private readonly options: OutboxRelayOptions) {
    this.owner = `${options.source}:${process.pid}:${randomUUID()}`;
    this.#batchSize = within('batchSize', options.batchSize ?? 1_000, 1, 5_000);
    this.#leaseMilliseconds = within('leaseMilliseconds', options.leaseMilliseconds ?? 6_000, 100, 600_000);
    this.#store = options.store ?? new OutboxStore(options.unitOfWork, this.#leaseMilliseconds);
    this.#leases = new BucketLeases(this.#store, this.owner, this.#leaseMilliseconds);
  }

  start(): void {
    if (this.#loops) throw new Error('The outbox relay runs already.');
    this.#stopListening = onCommittedEvents(this.options.unitOfWork, () => this.wake());
    this.#loops = Promise.all([this.#keepLeases(), this.#publishForEver()]);
  }

  /** There may be something to publish. */
  wake(): void {
    this.#sleeper.wake();
  }

  /**
   * Finishes the batch under way and gives the buckets back. A batch that takes longer than `timeoutMilliseconds` (a broker that does not
   * answer) is left alone: it is published again, by whoever gets the buckets when the leases have run out.
   */
  async stop(timeoutMilliseconds = 5_000): Promise<void> {
    this.#stopping = true;
    this.#stopListening?.();
    this.#sleeper.end();
    this.#keeperSleeper.end();
    const finished = await endsWithin(this.#loops ?? Promise.resolve(), timeoutMilliseconds);
    if (!finished) return;
    try {
      await this.#leases.releaseAll();
      await this.#store.signOff(this.owner);
    } catch (error) {
      // The leases run out by themselves; a database that is down must not keep the process from ending.
      this.#report(error);
    }
  }

  async figures(): Promise<OutboxFigures> {
    return {
      ...(await this.#store.backlog()),
      lastProgressAt: this.#lastProgressAt,
      bucketsHeld: this.#leases.usable().length,
      publishedSinceStart: this.#published,
      leasesLost: this.#leasesLost,
      consecutiveFaults: this.#faults,
    };
  }

  /** Beside the publishing, since a broker may take longer to answer than a lease lasts. */
  async #keepLeases(): Promise<void> {
    while (!this.#stopping) {
      try {
        if ((await this.#leases.keep()) > 0) this.wake();
        // Where others hold every bucket there is nothing to do, which is as good as having done it.
        if (this.#leases.size === 0) this.#noteProgress(0);
        await this.#preparePartitions();
      } catch (error) {
        this.#report(error);
      }
      await this.#keeperSleeper.sleep(this.#leaseMilliseconds / 3);
    }
  }

  async #preparePartitions(): Promise<void> {
    if (performance.now() - this.#partitionsPreparedAt < hour) return;
    await this.#store.preparePartitions(partitionsAheadDays);
    this.#partitionsPreparedAt = performance.now();
  }

  async #publishForEver(): Promise<void> {
    let poll = shortestPoll;
    while (!this.#stopping) {
      try {
        if (this.#leases.hasExcess) {
          await this.#marked();
          await this.#leases.releaseExcess();
        }
        const published = await this.#publishBatch();
        const longest = this.#leases.alone ? longestPollAlone : longestPoll;
        poll = published > 0 ? shortestPoll : Math.min(poll * 2, longest);
        // A full batch means that there is more; after a smaller one the next commit, or the poll, says when.
        if (published < this.#batchSize && (await this.#sleeper.sleep(poll))) poll = shortestPoll;
      } catch (error) {
        await this.#recover(error);
      }
    }
    try {
      await this.#marked();
    } catch (error) {
      this.#report(error);
    }
  }

  async #publishBatch(): Promise<number> {
    const { hooks = {}, publisher, source } = this.options;
    const leases = this.#leases.usable();
    if (leases.length === 0) return 0;
    const buckets = leases.map(({ bucket }) => bucket);
    const waiting = await this.#store.readWaiting(source, buckets, this.#batchSize, this.#marking?.ids ?? []);
    if (waiting.length === 0) {
      await this.#marked();
      this.#noteProgress(0);
      return 0;
    }
    const events = waiting.map(({ event }) => event);
    await hooks.beforePublish?.(events);
    this.ensureStillHeld(leases);
    await publisher.publish(events);
    await hooks.afterPublish?.(events);
    await this.#marked();
    this.#marking = this.#markBeside(leases, waiting, events);
    return waiting.length;
  }

  /**
   * Moves a batch to the log while the next one is read and published: its rows are left out of that read, and since they are acknowledged,
   * what comes after them may follow. When it fails they are read, and published, once more.
   */
  #markBeside(
    leases: readonly Lease[],
    waiting: readonly WaitingEvent[],
    events: readonly OutgoingEvent[],
  ): MarkUnderWay {
    const marked = this.#mark(leases, waiting, events).then(
      () => {
        this.#noteProgress(waiting.length);
        return null;
      },
      (error: unknown) => ({ error }),
    );
    return { ids: waiting.map(({ id }) => id), outcome: marked };
  }

  /** Waits for the mark under way, if there is one, and throws what it failed with. */
  async #marked(): Promise<void> {
    const failure = await this.#marking?.outcome;
    this.#marking = undefined;
    if (failure) throw failure.error;
  }

  #noteProgress(published: number): void {
    this.#published += published;
    this.#faults = 0;
    this.#lastProgressAt = Date.now();
  }

  async #mark(
    leases: readonly Lease[],
    waiting: readonly WaitingEvent[],
    events: readonly OutgoingEvent[],
  ): Promise<void> {
    await this.options.hooks?.beforeMark?.(events);
    const ids = waiting.map(({ id }) => id);
    const { moved, buckets } = await this.#store.markPublished(this.owner, leases, ids);
    await this.options.hooks?.afterMark?.(events);
    if (moved === ids.length) return;
    const touched = [...new Set(waiting.map(({ bucket }) => bucket))];
    const lost = touched.filter((bucket) => !buckets.includes(bucket));
    // Rows that are gone although the bucket is ours mean that somebody passed the fence by; then none of the buckets is to be trusted.
    throw new LeaseLost(lost.length > 0 ? lost : touched);
  }

  /** The fence before publishing: a relay that stood still past its leases must not publish what another has published since. */
  protected ensureStillHeld(leases: readonly Lease[]): void {
    this.#leases.ensureUsable(leases);
  }

  async #recover(error: unknown): Promise<void> {
    this.#report(error);
    if (error instanceof LeaseLost) {
      this.#leasesLost += error.buckets.length;
      // The next renewal says which of them are still this relay's; until then it publishes none of them.
      this.#leases.forget(error.buckets);
      return;
    }
    const backOff = Math.min(shortestBackOff * 2 ** Math.min(this.#faults, 10), longestBackOff);
    this.#faults += 1;
    await this.#sleeper.sleep(backOff * (0.5 + Math.random() / 2), { wakeable: false });
  }

  #report(error: unknown): void {
    this.options.onTrouble?.(error);
  }
}

function within(field: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new InvalidInput(field, value, `a whole number from ${least} to ${most}`);
}

async function endsWithin(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, milliseconds, false);
  });
  const ended = await Promise.race([work.then(() => true), tooLong]);
  clearTimeout(timer);
  return ended;
}
