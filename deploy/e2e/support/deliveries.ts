import { waitFor } from '@rotables/testing';
import pg from 'pg';
import { consumptionOfServices } from '../../audit/consumption.js';
import type { AuditTarget } from '../../audit/snapshot.js';

interface LastEvent {
  readonly topic: string;
  readonly key: string;
  readonly sequence: string;
}

const sentSql = `
  select topic, key, max(sequence)::text as sequence from
    (select topic, key, sequence from outbox union all select topic, key, sequence from outbox_published) sent group by topic, key`;
/** What is in the dead letters has come. */
const takenSql = `
  select topic, key, max(sequence)::text as sequence from
    (select topic, key, sequence from inbox union all select topic, key, sequence from dead_letter where key is not null) taken group by topic, key`;

/** Sees, by the services' own books, whether everything that was told has been heard. */
export class Deliveries {
  private constructor(
    private readonly clients: ReadonlyMap<string, pg.Client>,
    private readonly consumption: ReadonlyMap<string, readonly string[]>,
  ) {}

  static async of(targets: readonly AuditTarget[]): Promise<Deliveries> {
    const clients = new Map<string, pg.Client>();
    for (const { service, databaseUrl } of targets) {
      const client = new pg.Client({ connectionString: databaseUrl });
      await client.connect();
      clients.set(service, client);
    }
    return new Deliveries(clients, await consumptionOfServices());
  }

  async close(): Promise<void> {
    for (const client of this.clients.values()) await client.end();
  }

  async untilHeard(): Promise<void> {
    let missing: readonly string[] = [];
    await waitFor(async () => (missing = await this.missing()).length === 0, {
      describe: () => `everything to be heard; still on their way: ${missing.slice(0, 10).join(', ')}`,
      timeoutMilliseconds: 60_000,
      intervalMilliseconds: 40,
    });
  }

  /** How many events each service has told of so far. */
  async told(): Promise<readonly string[]> {
    const count = `select (select count(*) from outbox) + (select count(*) from outbox_published p
      where not exists (select from outbox o where (o.topic, o.key, o.sequence) = (p.topic, p.key, p.sequence))) as told`;
    return Promise.all(
      [...this.clients].map(async ([service, client]) => {
        const { rows } = await client.query<{ told: string }>(count);
        return `${service} has told of ${rows[0]?.told} events`;
      }),
    );
  }

  private async missing(): Promise<readonly string[]> {
    // In this order: what is heard in between tells of something itself, and that is then among what was sent.
    const heard = await this.last(takenSql, [...this.consumption.keys()]);
    const sent = await this.last(sentSql, [...this.clients.keys()]);
    const all = [...sent.values()].flat();
    return [...this.consumption].flatMap(([service, topics]) => {
      const taken = new Map(
        (heard.get(service) ?? []).map(({ topic, key, sequence }) => [`${topic} ${key}`, sequence]),
      );
      return all
        .filter(({ topic }) => topics.includes(topic))
        .filter(({ topic, key, sequence }) => Number(taken.get(`${topic} ${key}`) ?? 0) < Number(sequence))
        .map(({ topic, key, sequence }) => `${topic} ${key} ${sequence} to ${service}`);
    });
  }

  private async last(sql: string, services: readonly string[]): Promise<ReadonlyMap<string, readonly LastEvent[]>> {
    const read = async (service: string): Promise<[string, readonly LastEvent[]]> => {
      const rows = (await this.clients.get(service)?.query<LastEvent>(sql))?.rows ?? [];
      return [service, rows];
    };
    return new Map(await Promise.all(services.map(read)));
  }
}
