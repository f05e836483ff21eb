import { systemSession } from '@rotables/domain-kernel';
import type { JsonObject } from '@rotables/domain-kernel';
import type { OutgoingEvent } from '@rotables/event-bus';
import { UnitOfWork, type UnitOfWorkOptions } from '@rotables/persistence';

/** A bucket that a relay holds; whoever takes it over raises the epoch. */
export interface Lease {
  readonly bucket: number;
  readonly epoch: number;
}

export interface WaitingEvent {
  readonly id: string;
  readonly bucket: number;
  readonly event: OutgoingEvent;
}

export interface OutboxBacklog {
  /** Events that wait for publication; counted up to {@link OutboxStore.mostCounted}. */
  readonly depth: number;
  /** Age of the oldest of them by the database's clock; 0 when there is none. */
  readonly oldestAgeSeconds: number;
}

interface WaitingRow extends Omit<OutgoingEvent, 'id' | 'source' | 'sequence' | 'body'> {
  readonly id: string;
  readonly bucket: number;
  readonly event_id: string;
  readonly sequence: string;
  readonly body: JsonObject;
}

/** What became of a batch that was to be marked. */
export interface Marked {
  /** Events moved to the log. */
  readonly moved: number;
  /** The buckets that were still the relay's. */
  readonly buckets: readonly number[];
}

const markStatement = `
  with held as (
    select lease.bucket, lease.epoch from outbox_lease as lease
    join unnest($2::smallint[], $3::bigint[]) as mine (bucket, epoch) using (bucket, epoch)
    where lease.owner = $1
    for share of lease
  ), gone as (
    delete from outbox using held where outbox.id = any ($4::bigint[]) and outbox.bucket = held.bucket
    returning outbox.*, held.epoch
  ), kept as (
    insert into outbox_published
      (id, event_id, topic, key, sequence, type, city, actor, traceparent, address, on_behalf_of, body, bucket, recorded_at, link, epoch)
    select id, event_id, topic, key, sequence, type, city, actor, traceparent, address, on_behalf_of, body, bucket, recorded_at, link, epoch
    from gone
    on conflict do nothing
  )
  select count(*)::integer as moved, array(select bucket from held) as buckets from gone`;

const session = systemSession('outbox-relay');
const shortestIdleMilliseconds = 1_000;
/** The outbox' statements, each in a transaction of its own. All times are the database's. */
export class OutboxStore {
  static readonly mostCounted = 100_000;

  /** Relays have nobody to refuse, so they wait for a connection. One that is stopped must not keep rows locked for longer than its lease. */
  readonly #patient: UnitOfWorkOptions;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    leaseMilliseconds = 6_000,
  ) {
    this.#patient = { patient: true, idleMilliseconds: Math.max(leaseMilliseconds, shortestIdleMilliseconds) };
  }

  /** The oldest waiting events of the buckets but `inFlight`, in the order in which each aggregate recorded them. */
  async readWaiting(
    source: string,
    buckets: readonly number[],
    limit: number,
    inFlight: readonly string[] = [],
  ): Promise<readonly WaitingEvent[]> {
    const rows = await this.unitOfWork.run(
      session,
      async () => {
        const found = await UnitOfWork.preparedQuery<WaitingRow>(
          'outbox-read',
          `select id, event_id, topic, key, sequence, type, city, actor, traceparent, body, bucket,
             to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as time
           from outbox where bucket = any ($1::smallint[]) and id not in (select unnest($3::bigint[])) order by id limit $2`,
          [buckets, limit, inFlight],
        );
        return found.rows;
      },
      { ...this.#patient, readOnly: true },
    );
    return rows.map(({ id, event_id, bucket, sequence, ...attributes }) => ({
      id,
      bucket,
      event: { ...attributes, id: event_id, source, sequence: Number(sequence) },
    }));
  }

  /**
   * Moves published events from the queue to the log. The fence: only those move whose bucket still has this owner and epoch, and the
   * lease's row is locked until they have, so that nobody takes it over in between.
   */
  markPublished(owner: string, leases: readonly Lease[], ids: readonly string[]): Promise<Marked> {
    return this.unitOfWork.run(
      session,
      async () => {
        const { rows } = await UnitOfWork.preparedQuery<Marked>('outbox-mark', markStatement, [
          owner,
          leases.map(({ bucket }) => bucket),
          leases.map(({ epoch }) => epoch),
          ids,
        ]);
        return rows[0] ?? { moved: 0, buckets: [] };
      },
      this.#patient,
    );
  }

  /** Says that the relay lives, and returns how many do. */
  async heartbeat(owner: string, leaseMilliseconds: number): Promise<number> {
    return this.unitOfWork.run(
      session,
      async () => {
        const { rows } = await UnitOfWork.preparedQuery<{ living: number }>(
          'outbox-relay-heartbeat',
          `with this_one as (
             insert into outbox_relay (owner, expires_at) values ($1, clock_timestamp() + make_interval(secs => $2 / 1000.0))
             on conflict (owner) do update set expires_at = excluded.expires_at),
           forgotten as (
             delete from outbox_relay where owner in
               (select owner from outbox_relay where expires_at < clock_timestamp() - interval '1 minute' and owner <> $1
                for update skip locked))
           select 1 + count(*)::integer as living from outbox_relay where owner <> $1 and expires_at > clock_timestamp()`,
          [owner, leaseMilliseconds],
        );
        return rows[0]?.living ?? 1;
      },
      this.#patient,
    );
  }

  /** Lengthens the leases that are still the relay's, and returns them. */
  renew(owner: string, leases: readonly Lease[], leaseMilliseconds: number): Promise<readonly Lease[]> {
    return this.#changeLeases(
      'outbox-lease-renew',
      `update outbox_lease as lease set expires_at = clock_timestamp() + make_interval(secs => $2 / 1000.0)
       from unnest($3::smallint[], $4::bigint[]) as mine (bucket, epoch)
       where lease.owner = $1 and lease.bucket = mine.bucket and lease.epoch = mine.epoch
       returning lease.bucket, lease.epoch`,
      [owner, leaseMilliseconds, leases.map(({ bucket }) => bucket), leases.map(({ epoch }) => epoch)],
    );
  }

  /** Takes up to `count` buckets that nobody holds, or whose holder has let the lease run out. */
  claim(owner: string, count: number, leaseMilliseconds: number): Promise<readonly Lease[]> {
    return this.#changeLeases(
      'outbox-lease-claim',
      `update outbox_lease set owner = $1, epoch = epoch + 1, expires_at = clock_timestamp() + make_interval(secs => $2 / 1000.0)
       where bucket in (
         select bucket from outbox_lease where owner is null or expires_at < clock_timestamp()
         order by bucket limit $3 for update skip locked)
       returning bucket, epoch`,
      [owner, leaseMilliseconds, count],
    );
  }

  /** Gives leases back, so that another relay need not wait until they run out. */
  async release(owner: string, leases: readonly Lease[]): Promise<void> {
    await this.#changeLeases(
      'outbox-lease-release',
      `update outbox_lease as lease set owner = null, expires_at = null
       from unnest($2::smallint[], $3::bigint[]) as mine (bucket, epoch)
       where lease.owner = $1 and lease.bucket = mine.bucket and lease.epoch = mine.epoch
       returning lease.bucket, lease.epoch`,
      [owner, leases.map(({ bucket }) => bucket), leases.map(({ epoch }) => epoch)],
    );
  }

  /** Says that the relay is gone. */
  async signOff(owner: string): Promise<void> {
    const work = () =>
      UnitOfWork.preparedQuery('outbox-relay-sign-off', 'delete from outbox_relay where owner = $1', [owner]);
    await this.unitOfWork.run(session, work, this.#patient);
  }

  async preparePartitions(daysAhead: number): Promise<void> {
    const work = () =>
      UnitOfWork.preparedQuery('outbox-partitions', 'select outbox_prepare_partitions($1)', [daysAhead]);
    await this.unitOfWork.run(session, work, this.#patient);
  }

  async backlog(): Promise<OutboxBacklog> {
    const work = () =>
      UnitOfWork.preparedQuery<{ depth: number; oldest_age_seconds: number }>(
        'outbox-backlog',
        `select (select count(*)::integer from (select from outbox limit ${OutboxStore.mostCounted}) as waiting) as depth,
           coalesce((select greatest(0, extract(epoch from clock_timestamp() - recorded_at))::float8
                     from outbox order by id limit 1), 0) as oldest_age_seconds`,
        [],
      );
    const { rows } = await this.unitOfWork.run(session, work, { ...this.#patient, readOnly: true });
    return { depth: rows[0]?.depth ?? 0, oldestAgeSeconds: rows[0]?.oldest_age_seconds ?? 0 };
  }

  async #changeLeases(name: string, sql: string, parameters: readonly unknown[]): Promise<readonly Lease[]> {
    const work = () => UnitOfWork.preparedQuery<{ bucket: number; epoch: string }>(name, sql, parameters);
    const { rows } = await this.unitOfWork.run(session, work, this.#patient);
    return rows.map(({ bucket, epoch }) => ({ bucket, epoch: Number(epoch) }));
  }
}
