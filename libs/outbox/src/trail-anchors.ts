import { UnitOfWork } from '@rotables/persistence';

/** What one day (UTC) of a service's trail adds up to (X8). */
export interface TrailDay {
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly events: number;
  /** SHA-256 of all links of that day, in hexadecimal. */
  readonly digest: string;
}

/** How an anchor was found when it came. */
export interface KeptAnchor {
  readonly isNew: boolean;
  /** Days of that service that were kept before. */
  readonly before: number;
}

/** Another service, or the same one earlier, has said otherwise of that day. */
export class TrailContradicted extends Error {
  constructor(service: string, { day, digest }: TrailDay) {
    super(
      `The trail of ${service} for ${day} adds up to ${digest} now, but another digest of that day is kept here: its log was changed.`,
    );
    this.name = 'TrailContradicted';
  }
}

/**
 * The days of this service's own log that are over, whole, and not anchored yet, the oldest first. A day is over some minutes after its end, when
 * whatever began before has ended; it is whole when nothing of it waits for publication.
 */
export async function daysToAnchor(service: string): Promise<readonly TrailDay[]> {
  // One replica after the other, each seeing what the one before it has kept.
  await UnitOfWork.preparedQuery('trail-turn', 'select pg_advisory_xact_lock(7305003)', []);
  const { rows } = await UnitOfWork.preparedQuery<{ day: string; events: string; digest: string }>(
    'trail-days-to-anchor',
    `with span as (
       select coalesce((select (max(day) + 1)::timestamp at time zone 'UTC' from audit_anchor where service = $1), '-infinity') as since,
         least(date_trunc('day', timezone('UTC', clock_timestamp() - interval '10 minutes')) at time zone 'UTC',
           (select date_trunc('day', timezone('UTC', min(recorded_at))) at time zone 'UTC' from outbox)) as until)
     select to_char(timezone('UTC', recorded_at), 'YYYY-MM-DD') as day, count(*) as events,
       encode(sha256(string_agg(link, ''::bytea order by topic, key, sequence)), 'hex') as digest
     from outbox_published
     where link is not null and recorded_at >= (select since from span) and recorded_at < (select until from span)
     group by 1 order by 1`,
    [service],
  );
  return rows.map(({ day, events, digest }) => ({ day, events: Number(events), digest }));
}

/** Keeps what a service says of its day; for ever. Tells whether it was not known, and how many days were. Throws {@link TrailContradicted}. */
export async function keepAnchor(service: string, anchor: TrailDay): Promise<KeptAnchor> {
  const { rows } = await UnitOfWork.preparedQuery<{ before: string; isNew: boolean; agrees: boolean }>(
    'trail-anchor-keep',
    `with kept as (
       insert into audit_anchor (service, day, events, digest) values ($1, $2, $3, decode($4, 'hex'))
       on conflict (service, day) do nothing returning 1
     )
     select (select count(*) from audit_anchor where service = $1) as before, exists (select from kept) as "isNew",
       exists (select from kept) or exists (select from audit_anchor
         where service = $1 and day = $2 and digest = decode($4, 'hex')) as agrees`,
    [service, anchor.day, anchor.events, anchor.digest],
  );
  if (rows[0]?.agrees !== true) throw new TrailContradicted(service, anchor);
  return { isNew: rows[0].isNew, before: Number(rows[0].before) };
}
