import { bucketCount } from './buckets.js';
import type { Lease, OutboxStore } from './outbox-store.js';

/** Another relay holds the bucket now, or may: whatever was read of it is no longer this relay's to publish or to mark. */
export class LeaseLost extends Error {
  constructor(readonly buckets: readonly number[]) {
    super(`The lease of outbox bucket ${buckets.join(', ')} is lost to another relay.`);
    this.name = 'LeaseLost';
  }
}

interface HeldLease extends Lease {
  /** On this process' monotonic clock, counted from before the database was asked, so never later than the database's own end. */
  readonly validUntil: number;
}

/** The buckets that one relay holds: its fair share of them, renewed in time. */
export class BucketLeases {
  #held = new Map<number, HeldLease>();
  #fairShare = bucketCount;

  constructor(
    private readonly store: OutboxStore,
    private readonly owner: string,
    private readonly leaseMilliseconds: number,
  ) {}

  /** Whether no other relay lives, whose service's commits only a look into the outbox would show. */
  get alone(): boolean {
    return this.#fairShare === bucketCount;
  }

  get size(): number {
    return this.#held.size;
  }

  /** Whether others are to have some of what this relay holds. */
  get hasExcess(): boolean {
    return this.#held.size > this.#fairShare;
  }

  /** The leases that this relay may rely on at this moment. */
  usable(): readonly Lease[] {
    const now = performance.now();
    return [...this.#held.values()].filter(({ validUntil }) => validUntil > now);
  }

  /** Throws {@link LeaseLost} when one of the leases ran out or changed hands, for example while the process stood still. */
  ensureUsable(leases: readonly Lease[]): void {
    const now = performance.now();
    const lost = leases.filter(({ bucket, epoch }) => {
      const held = this.#held.get(bucket);
      return held?.epoch !== epoch || held.validUntil <= now;
    });
    if (lost.length > 0) throw new LeaseLost(lost.map(({ bucket }) => bucket));
  }

  /** Renews what is held and takes what is free, up to the fair share. Returns how many buckets were taken. */
  async keep(): Promise<number> {
    const living = await this.store.heartbeat(this.owner, this.leaseMilliseconds);
    this.#fairShare = Math.ceil(bucketCount / Math.max(1, living));
    const before = performance.now();
    const held = [...this.#held.values()];
    const renewed = held.length === 0 ? [] : await this.store.renew(this.owner, held, this.leaseMilliseconds);
    this.#renewed(held, renewed, before);
    const wanted = this.#fairShare - this.#held.size;
    if (wanted <= 0) return 0;
    const claimedAt = performance.now();
    const claimed = await this.store.claim(this.owner, wanted, this.leaseMilliseconds);
    for (const lease of claimed) this.#hold(lease, claimedAt);
    return claimed.length;
  }

  /** Gives up what exceeds the fair share. Only between batches: what is being published must stay this relay's. */
  async releaseExcess(): Promise<void> {
    const excess = [...this.#held.values()].slice(this.#fairShare);
    if (excess.length > 0) await this.#release(excess);
  }

  async releaseAll(): Promise<void> {
    await this.#release([...this.#held.values()]);
  }

  /** No longer counts on buckets that the database says are another's. */
  forget(buckets: readonly number[]): void {
    for (const bucket of buckets) this.#held.delete(bucket);
  }

  async #release(leases: readonly HeldLease[]): Promise<void> {
    this.forget(leases.map(({ bucket }) => bucket));
    await this.store.release(this.owner, leases);
  }

  /** Only what is still held is held on: a bucket that was given back while its renewal was under way is another's by now. */
  #renewed(asked: readonly HeldLease[], granted: readonly Lease[], askedAt: number): void {
    const grantedBuckets = new Set(granted.map(({ bucket }) => bucket));
    for (const lease of asked) {
      if (this.#held.get(lease.bucket)?.epoch !== lease.epoch) continue;
      if (grantedBuckets.has(lease.bucket)) this.#hold(lease, askedAt);
      else this.#held.delete(lease.bucket);
    }
  }

  #hold({ bucket, epoch }: Lease, askedAt: number): void {
    this.#held.set(bucket, { bucket, epoch, validUntil: askedAt + this.leaseMilliseconds });
  }
}
