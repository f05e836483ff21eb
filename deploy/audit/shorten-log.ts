import { topics as allTopics } from '@rotables/contracts';
import { dropPublishedDays, type DroppedDays, type PublishedDay } from '@rotables/outbox';
import pg from 'pg';
import type { AuditTarget } from './snapshot.js';
import type { Consumption } from './x5-delivery.js';

export interface ShortenOptions {
  /** Which topics each service takes in. */
  readonly consumption: Consumption;
  /** Days that are kept in any case, 1 to 3650. */
  readonly keepDays: number;
  /** Says what would be dropped, and drops nothing. */
  readonly dryRun: boolean;
}

export interface ShortenedLog extends DroppedDays {
  readonly service: string;
}

interface PlaceRow {
  readonly topic: string;
  readonly key: string;
  readonly sequence: string;
}

const rowsPerQuestion = 5_000;

/**
 * Drops the old days of each service's published log that every service which takes its events in has whole: an event that lies in dead
 * letters, or has not come, is still needed, for it can be delivered again from the log alone. Addresses are those of the tables' owners.
 */
export async function shortenLogs(
  targets: readonly AuditTarget[],
  { consumption, keepDays, dryRun }: ShortenOptions,
): Promise<readonly ShortenedLog[]> {
  const shortened: ShortenedLog[] = [];
  for (const producer of targets) {
    const reasonToKeep = async (day: PublishedDay): Promise<string | null> => {
      for (const consumer of targets) {
        const topics = (consumption.get(consumer.service) ?? []).filter((topic) => isOf(producer.service, topic));
        const lacking = topics.length === 0 ? null : await firstLacking(producer, consumer, topics, day);
        if (lacking !== null) return `${consumer.service} has not taken in ${lacking}`;
      }
      return null;
    };
    const ownerUrl = producer.databaseUrl;
    shortened.push({
      service: producer.service,
      ...(await dropPublishedDays({ ownerUrl, keepDays, dryRun, reasonToKeep })),
    });
  }
  return shortened;
}

function isOf(service: string, topic: string): boolean {
  return topic.startsWith(`${service}.`) && allTopics.includes(topic);
}

/** The first event of the day that is not in the consumer's inbox, by name, or null; some thousands at a time, however many there are. */
async function firstLacking(
  producer: AuditTarget,
  consumer: AuditTarget,
  topics: readonly string[],
  { day }: PublishedDay,
): Promise<string | null> {
  return withClient(producer, (log) =>
    withClient(consumer, async (inbox) => {
      let last: PlaceRow = { topic: '', key: '', sequence: '0' };
      for (;;) {
        const { rows } = await log.query<PlaceRow>(placesOfDay, [topics, day, last.topic, last.key, last.sequence]);
        const [lacking] = (await inbox.query<PlaceRow>(notTakenIn, columnsOf(rows))).rows;
        if (lacking) return `${lacking.topic} ${lacking.key} #${lacking.sequence}`;
        const end = rows.at(-1);
        if (end === undefined || rows.length < rowsPerQuestion) return null;
        last = end;
      }
    }),
  );
}

const placesOfDay = `
  select topic, key, sequence from outbox_published
  where topic = any ($1) and recorded_at >= $2::timestamp at time zone 'UTC'
    and recorded_at < ($2::timestamp + interval '1 day') at time zone 'UTC' and (topic, key, sequence) > ($3, $4, $5::bigint)
  order by topic, key, sequence limit ${rowsPerQuestion}`;

const notTakenIn = `
  select topic, key, sequence from unnest($1::text[], $2::text[], $3::bigint[]) as sent (topic, key, sequence)
  where not exists (select from inbox where (inbox.topic, inbox.key, inbox.sequence) = (sent.topic, sent.key, sent.sequence))
  limit 1`;

function columnsOf(rows: readonly PlaceRow[]): string[][] {
  return [rows.map(({ topic }) => topic), rows.map(({ key }) => key), rows.map(({ sequence }) => sequence)];
}

async function withClient<Result>(
  { databaseUrl }: AuditTarget,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'rotables shorten-log',
    connectionTimeoutMillis: 10_000,
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** One line for each service. */
export function shortenedLines(logs: readonly ShortenedLog[], dryRun: boolean): readonly string[] {
  return logs.map(({ service, dropped, keptFrom }) => {
    const [first, last] = [dropped.at(0)?.day, dropped.at(-1)?.day];
    const events = dropped.reduce((sum, day) => sum + day.events, 0);
    const what =
      first === undefined
        ? 'no day to drop'
        : `${counted(dropped.length, 'day')} ${dryRun ? 'to drop' : 'dropped'}, ${first} to ${last}, ${counted(events, 'event')}`;
    return keptFrom === null
      ? `${service}: ${what}`
      : `${service}: ${what}; kept from ${keptFrom.day} on: ${keptFrom.reason}`;
  });
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
