import pg from 'pg';

/** A service's database, under a role that may read all of it: the application's own will do. */
export interface AuditTarget {
  readonly service: string;
  readonly databaseUrl: string;
}

const rowsPerFetch = 5_000;

/** One service's database as of one moment, in a transaction that can change nothing. */
export class Snapshot {
  #cursors = 0;

  private constructor(
    readonly service: string,
    private readonly client: pg.Client,
    /** By the clock of the database. */
    readonly takenAt: Date,
  ) {}

  static async take({ service, databaseUrl }: AuditTarget): Promise<Snapshot> {
    const client = new pg.Client({
      connectionString: databaseUrl,
      application_name: 'rotables audit',
      connectionTimeoutMillis: 10_000,
    });
    await client.connect();
    try {
      await client.query('begin transaction isolation level repeatable read, read only');
      // Row-level security binds the audit too; it says that it looks at every city.
      const { rows } = await client.query<{ taken_at: Date }>(
        `select set_config('app.actor', 'system:audit', true), set_config('app.cities', '*', true), clock_timestamp() as taken_at`,
      );
      return new Snapshot(service, client, rows[0]?.taken_at ?? new Date());
    } catch (error) {
      await client.end();
      throw error;
    }
  }

  async all<Row extends pg.QueryResultRow>(sql: string, parameters: readonly unknown[] = []): Promise<readonly Row[]> {
    return (await this.client.query<Row>(sql, [...parameters])).rows;
  }

  /** Whether something recorded then may still be on its way to another service. */
  isYoung(recordedAt: Date, graceSeconds: number): boolean {
    return recordedAt.getTime() > this.takenAt.getTime() - graceSeconds * 1_000;
  }

  /** Rows in the statement's order, some thousands at a time, however many there are. */
  async *stream<Row extends pg.QueryResultRow>(
    sql: string,
    parameters: readonly unknown[] = [],
  ): AsyncGenerator<Row, void, undefined> {
    this.#cursors += 1;
    const cursor = `audit_${this.#cursors}`;
    await this.client.query(`declare ${cursor} no scroll cursor for ${sql}`, [...parameters]);
    for (;;) {
      const { rows } = await this.client.query<Row>(`fetch ${rowsPerFetch} from ${cursor}`);
      yield* rows;
      if (rows.length < rowsPerFetch) break;
    }
    await this.client.query(`close ${cursor}`);
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}

/** The books of all services, each as of (nearly) the same moment. */
export interface Books {
  /** Accounts: who may sign in, and what the others are told of them. */
  readonly console: Snapshot;
  readonly warranty: Snapshot;
  readonly sparePool: Snapshot;
  readonly rma: Snapshot;
  readonly billing: Snapshot;
}

export function allOf({ console, warranty, sparePool, rma, billing }: Books): readonly Snapshot[] {
  return [console, warranty, sparePool, rma, billing];
}
