import { MikroORM, UnderscoreNamingStrategy } from '@mikro-orm/postgresql';
import type { AnyEntity, EntityClass, EntitySchema, MigrationObject, Options } from '@mikro-orm/postgresql';
import { PostgresDialect } from 'kysely';
import { Migrator } from '@mikro-orm/migrations';
import { InvalidInput } from '@rotables/domain-kernel';
import { ConnectionPool } from './connection-pool.js';
import type { ConnectionPoolOptions } from './connection-pool.js';
import type { ServiceOrm } from './service-orm.js';
import { UnitOfWork } from './unit-of-work.js';

export type EntityDefinition = string | EntityClass<AnyEntity> | EntitySchema;

/** Pool and time limits not given have the defaults of {@link createOrm}. */
export interface CreateOrmOptions extends Partial<Omit<ConnectionPoolOptions, 'databaseUrl'>> {
  /** postgres:// address of the service's database, under its non-owner role. */
  readonly databaseUrl: string;
  readonly entities: readonly EntityDefinition[];
  readonly migrationsList?: readonly MigrationObject[];
}

/** What one service holds of its database. */
export interface ServiceDatabase {
  readonly orm: ServiceOrm;
  readonly pool: ConnectionPool;
  readonly unitOfWork: UnitOfWork;
  /** Waits for the work under way and closes every connection. */
  close(): Promise<void>;
}

/**
 * Opens a service's database; connects on first use. 10 connections and 8 waiting for each, unless told; 3 s to wait for a connection,
 * 10 s for a lock, 60 s for a statement and for a transaction that stands idle. Throws {@link InvalidInput} for an address or size that
 * cannot be.
 */
export async function createOrm(options: CreateOrmOptions): Promise<ServiceDatabase> {
  const poolSize = options.poolSize ?? 10;
  if (!Number.isInteger(poolSize) || poolSize < 1 || poolSize > 200) {
    throw new InvalidInput('poolSize', poolSize, 'a whole number from 1 to 200');
  }
  const pool = new ConnectionPool({
    maximumWaiting: poolSize * 8,
    acquireTimeoutMilliseconds: 3_000,
    lockTimeoutMilliseconds: 10_000,
    statementTimeoutMilliseconds: 60_000,
    idleInTransactionTimeoutMilliseconds: 60_000,
    applicationName: 'rotables',
    ...options,
    poolSize,
    databaseUrl: checkedUrl(options.databaseUrl),
  });
  const orm = await MikroORM.init({
    ...ormSettings(options.databaseUrl, options.entities, options.migrationsList ?? []),
    driverOptions: new PostgresDialect({ pool }),
  });
  const close = async (): Promise<void> => {
    await orm.close(true);
    await pool.end();
  };
  return { orm, pool, unitOfWork: new UnitOfWork(orm, pool), close };
}

/** The settings which everything that touches a service's schema shares: the service itself, its migrations, the snapshot check. */
export function ormSettings(
  databaseUrl: string,
  entities: readonly EntityDefinition[],
  migrationsList: readonly MigrationObject[],
): Options {
  return {
    clientUrl: databaseUrl,
    entities: [...entities],
    namingStrategy: UnderscoreNamingStrategy,
    extensions: [Migrator],
    migrations: {
      migrationsList: [...migrationsList],
      snapshot: false,
      tableName: 'schema_migration',
      silent: true,
      // One transaction around all of them would make `create index concurrently` wait for itself for ever.
      allOrNothing: false,
    },
    discovery: { warnWhenNoEntities: false },
    // The unit of work takes up the one transaction; an entity used outside of one would pass row-level security by.
    allowGlobalContext: false,
    // It would ask for the database by a second connection while the first work holds one: a burst at a fresh replica then wedges its pool.
    ensureDatabase: false,
    forceUtcTimezone: true,
    debug: false,
  };
}

function checkedUrl(databaseUrl: string): string {
  const parsed = URL.canParse(databaseUrl) ? new URL(databaseUrl) : undefined;
  if (parsed && /^postgres(ql)?:$/.test(parsed.protocol) && parsed.pathname.length > 1) return databaseUrl;
  throw new InvalidInput(
    'databaseUrl',
    withoutPassword(databaseUrl),
    'an address like postgres://role:password@host:5432/database',
  );
}

function withoutPassword(url: string): string {
  return url.replace(/:[^:@/]*@/, ':…@');
}
