import { createTopics } from '@rotables/event-bus';
import { prepareDatabase } from '@rotables/persistence';
import { createTestDatabase, freshTopicPrefix, type TestDatabase } from '@rotables/testing';
import kafkajs from 'kafkajs';
import pg from 'pg';
import { difference, ensureBooksAgree, nothingSeen, sightingOf, type Sighting } from './books.js';
import { Depot, putUntilAcknowledged, until, type Acknowledged } from './depot.js';
import { shelfMigrations, shelfTopic, type DepotSettings } from './shelf.js';

export const shelves: readonly string[] = ['a', 'b', 'c', 'd', 'e', 'f'];

export interface InstallationOptions {
  /** None: the bus in the depot's process. */
  readonly brokers: readonly string[];
  readonly replicationFactor?: number;
}

const partitions = 3;

/** A short lease and session, so that what a dead process held is free again soon; small batches, so that there are many. */
const impatient: Pick<DepotSettings, 'leaseMilliseconds' | 'relayBatch' | 'tuning'> = {
  leaseMilliseconds: 1_500,
  relayBatch: 10,
  tuning: {
    largestBatch: 8,
    sessionTimeoutMilliseconds: 6_000,
    heartbeatMilliseconds: 1_000,
    fetchWaitMilliseconds: 100,
  },
};

/** A database, a topic and a consumer group of their own, and the depots that work on them. */
export class Installation {
  readonly acknowledged: Acknowledged[] = [];
  private readonly depots: Depot[] = [];
  private seen: Sighting = nothingSeen;

  private constructor(
    private readonly options: InstallationOptions,
    readonly database: TestDatabase,
    private readonly topicPrefix: string,
    private readonly client: pg.Client,
  ) {}

  static async create(options: InstallationOptions): Promise<Installation> {
    const database = await createTestDatabase();
    const client = new pg.Client({ connectionString: database.superuserUrl });
    const installation = new Installation(options, database, freshTopicPrefix('crash'), client);
    try {
      await installation.prepare();
      return installation;
    } catch (error) {
      await installation.close();
      throw error;
    }
  }

  private async prepare(): Promise<void> {
    const { ownerUrl, appRole, appPassword } = this.database;
    await this.client.connect();
    await prepareDatabase({ ownerUrl, appRole, appPassword, migrations: shelfMigrations });
    await this.rows('insert into shelf select id, 0, 0 from unnest($1::text[]) as id', [shelves]);
    const { brokers, replicationFactor = 1 } = this.options;
    if (brokers.length === 0) return;
    const connection = { brokers, clientId: 'crash', topicPrefix: this.topicPrefix, logger: quiet };
    const create = () => createTopics(connection, [{ name: shelfTopic, partitions }], { replicationFactor });
    // A broker that has taken the topic may deny for a moment that it hosts it; then it is there at the second call.
    await until('the topic', () => create().then(() => true));
  }

  get groupId(): string {
    return `${this.topicPrefix}depot`;
  }

  async start(changes: Partial<DepotSettings> = {}): Promise<Depot> {
    const depot = await Depot.start({
      ...impatient,
      databaseUrl: this.database.url,
      brokers: this.options.brokers,
      topicPrefix: this.topicPrefix,
      without: [],
      ...changes,
    });
    this.depots.push(depot);
    return depot;
  }

  /** Sends so many commands, spread over the shelves, a dozen at a time, each until it is acknowledged. */
  async putAll(count: number, depot: (command: number, attempt: number) => Depot): Promise<readonly Acknowledged[]> {
    const waiting = Array.from({ length: count }, (_, index) => index);
    const done: Acknowledged[] = [];
    const client = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        done.push(await this.put(next, depot));
      }
    };
    await Promise.all(Array.from({ length: 12 }, client));
    return done;
  }

  async put(number: number, depot: (command: number, attempt: number) => Depot): Promise<Acknowledged> {
    const shelf = shelves[number % shelves.length] ?? 'a';
    const acknowledged = await putUntilAcknowledged(shelf, (attempt) => depot(number, attempt));
    this.acknowledged.push(acknowledged);
    return acknowledged;
  }

  async rows<Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.client.query<Row>(sql, [...values])).rows;
  }

  async count(table: string): Promise<number> {
    return (await this.rows<{ count: number }>(`select count(*)::int as count from ${table}`))[0]?.count ?? 0;
  }

  /** One more command on every shelf; when the effects of these are there, all that came before on their partitions has been dealt with. */
  async settle(depot: Depot): Promise<void> {
    await this.putAll(shelves.length, () => depot);
    const unfinished = async (): Promise<string> => {
      const [row] = await this.rows<{ waiting: number; lacking: number }>(
        `select (select count(*) from outbox)::int as waiting,
           (select count(*) from outbox_published as event
            where not exists (select from effect where effect.key = event.key and effect.sequence = event.sequence))::int as lacking`,
      );
      if (row?.waiting === 0 && row.lacking === 0) return '';
      return `every event to have its effect: ${JSON.stringify(row)}. The depot wrote:\n${depot.child.output.slice(-3_000)}`;
    };
    await until(unfinished, async () => (await unfinished()) === '');
  }

  /** Throws unless the books agree with every acknowledgement; tells what was seen since the last time. */
  async audit(): Promise<Sighting> {
    await ensureBooksAgree(
      this.client,
      this.acknowledged.map(({ command }) => command),
    );
    return this.sighting();
  }

  async sighting(): Promise<Sighting> {
    const now = await sightingOf(this.client);
    const since = difference(now, this.seen);
    this.seen = now;
    return since;
  }

  /** Stops every depot that still runs. */
  async stopDepots(): Promise<void> {
    await Promise.all(this.depots.splice(0).map((depot) => depot.child.stop()));
  }

  async close(): Promise<void> {
    await this.stopDepots();
    await this.client.end();
    await this.database.drop();
    await this.leaveBroker();
  }

  private async leaveBroker(): Promise<void> {
    if (this.options.brokers.length === 0) return;
    const admin = new kafkajs.Kafka({ brokers: [...this.options.brokers], logLevel: kafkajs.logLevel.NOTHING }).admin();
    await admin.connect();
    try {
      await admin.deleteTopics({ topics: [this.topicPrefix + shelfTopic] });
      // A member that was killed keeps its group alive until its session has run out; an empty group then goes by itself.
      await admin.deleteGroups([this.groupId]).catch(() => undefined);
    } finally {
      await admin.disconnect();
    }
  }
}

const quiet = { log: nothing, error: nothing, warn: nothing, debug: nothing };

function nothing(): void {
  // What is broken on purpose need not be read in the test's output.
}

/** One line of what a case saw; the figures are for the report on a release. */
export function report(name: string, figures: Readonly<Record<string, number | string>>): void {
  const parts = Object.entries(figures).map(
    ([what, figure]) => `${what} ${typeof figure === 'number' ? Math.round(figure * 10) / 10 : figure}`,
  );
  process.stderr.write(`crash: ${name}: ${parts.join(', ')}\n`);
}
