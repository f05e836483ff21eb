import { prepareDatabase } from '@rotables/persistence';
import { migrationsOf, type ServiceDefinition } from '@rotables/service-host';
import { createTestDatabase, type TestDatabase } from '@rotables/testing';
import pg from 'pg';
import type { AuditTarget } from '../snapshot.js';

type Values = Readonly<Record<string, unknown>>;

interface Column {
  readonly column_name: string;
  readonly data_type: string;
}

/** What stands in a column that a test does not care about, by its type. */
const fillers: Readonly<Record<string, unknown>> = {
  text: 'x',
  'character varying': 'x',
  integer: 1,
  bigint: 1,
  smallint: 0,
  boolean: false,
  date: '2013-04-10',
  'timestamp with time zone': '2013-04-10T00:00:00Z',
  jsonb: '{}',
  json: '{}',
  uuid: '00000000-0000-4000-8000-000000000000',
};

/** The real database of one service, written to behind its back: no trigger, no foreign key and no row-level security is in the way. */
export class ScratchBook {
  private constructor(
    readonly service: string,
    private readonly database: TestDatabase,
    private readonly client: pg.Client,
    private readonly neededColumns: ReadonlyMap<string, readonly Column[]>,
  ) {}

  static async open(definition: ServiceDefinition): Promise<ScratchBook> {
    const database = await createTestDatabase();
    const { ownerUrl, appRole, appPassword } = database;
    await prepareDatabase({ ownerUrl, appRole, appPassword, migrations: migrationsOf(definition) });
    const client = new pg.Client({ connectionString: database.superuserUrl });
    await client.connect();
    await client.query('set session_replication_role = replica');
    // What these books tell is told behind the back of the trail, as before there was one.
    await client.query(`update schema_migration set executed_at = 'infinity' where name = 'outbox-0002-audit-trail'`);
    const { rows } = await client.query<Column & { table_name: string }>(
      `select table_name, column_name, data_type from information_schema.columns
       where table_schema = 'public' and is_nullable = 'NO' and column_default is null and is_identity = 'NO' and is_generated = 'NEVER'`,
    );
    return new ScratchBook(
      definition.name,
      database,
      client,
      Map.groupBy(rows, ({ table_name: table }) => table),
    );
  }

  get target(): AuditTarget {
    return { service: this.service, databaseUrl: this.database.url };
  }

  /** Under the role that owns the tables. */
  get ownedTarget(): AuditTarget {
    return { service: this.service, databaseUrl: this.database.ownerUrl };
  }

  /** Empties every table but the list of migrations. */
  async empty(): Promise<void> {
    const { rows } = await this.client.query<{ name: string }>(
      `select quote_ident(relname) as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace
       where nspname = 'public' and relkind in ('r', 'p') and not relispartition and relname <> 'schema_migration'`,
    );
    await this.client.query(`truncate ${rows.map(({ name }) => name).join(', ')} cascade`);
  }

  /** Inserts a row; columns that must have a value and are not given one get any that fits their type. */
  async insert(table: string, values: Values): Promise<void> {
    const needed = (this.neededColumns.get(table) ?? []).filter(({ column_name: name }) => !(name in values));
    const row: Values = {
      ...Object.fromEntries(needed.map(({ column_name: name, data_type: type }) => [name, fillers[type] ?? 'x'])),
      ...values,
    };
    const names = Object.keys(row);
    const places = names.map((_, index) => `$${index + 1}`);
    await this.client.query(
      `insert into ${table} (${names.join(', ')}) overriding system value values (${places.join(', ')})`,
      Object.values(row),
    );
  }

  query<Row extends pg.QueryResultRow>(sql: string): Promise<pg.QueryResult<Row>> {
    return this.client.query<Row>(sql);
  }

  async run(sql: string, parameters: readonly unknown[] = []): Promise<void> {
    await this.client.query(sql, [...parameters]);
  }

  /** Tells events of one aggregate as the application does, and lets them be published. */
  async tell(topic: string, key: string, actors: readonly string[]): Promise<void> {
    await this.client.query('set session_replication_role = origin');
    for (const [index, actor] of actors.entries()) {
      await this.client.query(
        `insert into outbox (event_id, topic, key, sequence, type, actor, body, bucket)
         values (gen_random_uuid(), $1, $2, $3, 'spec.told.v1', $4, '{"of":"the spec"}', 0)`,
        [topic, key, index + 1, actor],
      );
    }
    await this.client.query('set session_replication_role = replica');
    const columns =
      'id, event_id, topic, key, sequence, type, city, actor, traceparent, address, on_behalf_of, body, bucket, recorded_at, link';
    await this.client.query(
      `insert into outbox_published (${columns}, epoch) select ${columns}, 1 from outbox where topic = $1`,
      [topic],
    );
    await this.client.query('delete from outbox where topic = $1', [topic]);
  }

  async close(): Promise<void> {
    await this.client.end();
    await this.database.drop();
  }
}
