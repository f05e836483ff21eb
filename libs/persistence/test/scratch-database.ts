import type { MigrationObject } from '@mikro-orm/postgresql';
import { createTestDatabase } from '@rotables/testing';
import type { TestDatabase } from '@rotables/testing';
import pg from 'pg';
import { createOrm, persistenceMigrations, prepareDatabase } from '../src/index.js';
import type { CreateOrmOptions, ServiceDatabase } from '../src/index.js';

/** A prepared database of one spec's own. */
export interface ScratchDatabase extends TestDatabase {
  /** Opens it as a service would; closed by `drop`. */
  open(options: Omit<CreateOrmOptions, 'databaseUrl'> & { readonly databaseUrl?: string }): Promise<ServiceDatabase>;
  /** Runs SQL as the owner. */
  asOwner<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
}

export async function createScratchDatabase(migrations: readonly MigrationObject[]): Promise<ScratchDatabase> {
  const database = await createTestDatabase();
  const { ownerUrl, appRole, appPassword } = database;
  await prepareDatabase({ ownerUrl, appRole, appPassword, migrations: [...persistenceMigrations, ...migrations] });
  const opened: ServiceDatabase[] = [];
  return {
    ...database,
    async open(options) {
      const service = await createOrm({ databaseUrl: database.url, ...options });
      opened.push(service);
      return service;
    },
    asOwner: <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) => query<Row>(ownerUrl, sql, values),
    async drop() {
      await Promise.all(opened.map((service) => service.close()));
      await database.drop();
    },
  };
}

export async function query<Row extends pg.QueryResultRow>(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
