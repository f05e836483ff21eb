import { InvalidInput } from '@rotables/domain-kernel';
import pg from 'pg';

/** One day (UTC) of the published log. */
export interface PublishedDay {
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly events: number;
}

export interface DropOptions {
  /** Address under the role that owns the tables: the running service cannot take anything out of the log. */
  readonly ownerUrl: string;
  /** Days that are kept in any case, 1 to 3650. */
  readonly keepDays: number;
  /** What of that day some consumer does not have yet, or null; the caller compares with their inboxes. */
  readonly reasonToKeep: (day: PublishedDay) => Promise<string | null>;
  /** Says what would be dropped, and drops nothing. */
  readonly dryRun?: boolean;
}

export interface DroppedDays {
  readonly dropped: readonly PublishedDay[];
  /** The first day that is old enough and has to stay, with the reason; all days after it stay with it. */
  readonly keptFrom: (PublishedDay & { readonly reason: string }) | null;
}

const partitionPattern = /^outbox_published_(\d{4})(\d{2})(\d{2})$/;

/**
 * An operator's act: drops old days of the published log, the oldest first, each only when nothing of it waits and every consumer has it.
 * The first that has to stay ends it, so that what is left of an aggregate's events has no hole.
 */
export async function dropPublishedDays(options: DropOptions): Promise<DroppedDays> {
  if (!Number.isInteger(options.keepDays) || options.keepDays < 1 || options.keepDays > 3_650) {
    throw new InvalidInput('keepDays', options.keepDays, 'a whole number from 1 to 3650');
  }
  const client = new pg.Client({ connectionString: options.ownerUrl, application_name: 'rotables outbox upkeep' });
  await client.connect();
  try {
    const dropped: PublishedDay[] = [];
    for (const published of await oldDays(client, options.keepDays)) {
      const reason = (await waitingOf(client, published)) ?? (await options.reasonToKeep(published));
      if (reason !== null) return { dropped, keptFrom: { ...published, reason } };
      if (!options.dryRun) await drop(client, published);
      dropped.push(published);
    }
    return { dropped, keptFrom: null };
  } finally {
    await client.end();
  }
}

async function oldDays(client: pg.Client, keepDays: number): Promise<PublishedDay[]> {
  const { rows } = await client.query<{ name: string; oldest_kept: string }>(
    `select child.relname as name, to_char(timezone('UTC', now())::date - $1::integer, 'YYYY-MM-DD') as oldest_kept
     from pg_inherits join pg_class as child on child.oid = inhrelid
     where inhparent = 'outbox_published'::regclass order by child.relname`,
    [keepDays],
  );
  const days: PublishedDay[] = [];
  for (const { name, oldest_kept: oldest } of rows) {
    const [, year, month, dayOfMonth] = partitionPattern.exec(name) ?? [];
    if (year === undefined || month === undefined || dayOfMonth === undefined) continue;
    const day = `${year}-${month}-${dayOfMonth}`;
    if (day >= oldest) continue;
    const counted = await client.query<{ events: number }>(
      `select count(*)::integer as events from ${pg.escapeIdentifier(name)}`,
    );
    days.push({ day, events: counted.rows[0]?.events ?? 0 });
  }
  return days;
}

async function waitingOf(client: pg.Client, { day }: PublishedDay): Promise<string | null> {
  const waiting = await client.query(
    `select from outbox where recorded_at >= $1::timestamp at time zone 'UTC' and recorded_at < ($1::timestamp + interval '1 day') at time zone 'UTC' limit 1`,
    [day],
  );
  return waiting.rowCount === 0 ? null : 'events of that day still wait for publication';
}

async function drop(client: pg.Client, { day }: PublishedDay): Promise<void> {
  const partition = pg.escapeIdentifier(`outbox_published_${day.replaceAll('-', '')}`);
  await client.query(`set lock_timeout = '5s'`);
  // What is left of an aggregate goes on from the last link of what goes (X8).
  await client.query(
    `begin; insert into audit_base (topic, key, sequence, hash)
       select distinct on (topic, key) topic, key, sequence, link from ${partition} where link is not null order by topic, key, sequence desc
       on conflict (topic, key) do update set sequence = excluded.sequence, hash = excluded.hash
         where audit_base.sequence < excluded.sequence;
     alter table outbox_published detach partition ${partition}; drop table ${partition}; commit`,
  );
}
