import { Migration } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import type { MigrationObject } from '@mikro-orm/postgresql';
import { InvalidInput } from '@rotables/domain-kernel';
import { PostgresDialect } from 'kysely';
import pg from 'pg';
import { ormSettings } from './create-orm.js';
import { migrationOf } from './migration-statements.js';
import type { ServiceOrm } from './service-orm.js';

export interface PrepareDatabaseOptions {
  /** postgres:// address of the database under the role that owns its tables and runs its migrations. */
  readonly ownerUrl: string;
  /** When given, the database and both roles are created where they are missing. */
  readonly superuserUrl?: string;
  /** The login role of the running service, `<database>_app` by convention. It owns nothing, so that row-level security binds it. */
  readonly appRole: string;
  readonly appPassword: string;
  readonly migrations: readonly MigrationObject[];
  /** Milliseconds for which a migration waits for a lock before it gives up and changes nothing; 10,000 unless said. */
  readonly lockTimeout?: number;
}

export interface PreparedDatabase {
  /** Names of the migrations that this call ran; empty when all had been run before. */
  readonly migrated: readonly string[];
}

/** Any number will do, as long as everything that prepares databases takes the same. */
const preparationLock = 7_305_001;

/**
 * Makes a service's database ready to be used: database and roles (where asked), privileges, migrations. Idempotent, and safe when
 * several replicas do it at once: they take turns. Each migration is its own transaction, so that one which failed is taken up where it was. Throws {@link InvalidInput} when the application's role could pass row-level security by.
 */
export async function prepareDatabase(options: PrepareDatabaseOptions): Promise<PreparedDatabase> {
  const target = addressOf(options.ownerUrl, 'ownerUrl');
  if (target.user === options.appRole) {
    throw new InvalidInput(
      'appRole',
      options.appRole,
      `another role than the owner of the database, for example "${target.database}_app"`,
    );
  }
  if (options.superuserUrl !== undefined) {
    await withLockedClient(options.superuserUrl, (client) => createDatabaseAndRoles(client, target, options));
  }
  return withLockedClient(options.ownerUrl, async (client) => {
    await ensureHarmlessRole(client, options.appRole);
    await grantToApplication(client, target.database, options.appRole);
    const migrated = await runMigrations(options);
    await ensureGranted(client, options.appRole);
    return { migrated };
  });
}

/** The migrations of `migrations` that the database has not seen, in their order; run as any role that may read the list. */
export async function pendingMigrations(
  databaseUrl: string,
  migrations: readonly MigrationObject[],
): Promise<string[]> {
  return withMigrator(databaseUrl, migrations, async (orm) =>
    (await orm.migrator.getPending()).map(({ name }) => name),
  );
}

interface Address {
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

function addressOf(url: string, field: string): Address {
  const { pathname, username, password } = URL.canParse(url)
    ? new URL(url)
    : { pathname: '', username: '', password: '' };
  const database = decodeURIComponent(pathname.slice(1));
  if (username === '' || database === '') {
    throw new InvalidInput(
      field,
      url.replace(/:[^:@/]*@/, ':…@'),
      'an address like postgres://role:password@host:5432/database',
    );
  }
  return { user: decodeURIComponent(username), password: decodeURIComponent(password), database };
}

async function withLockedClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'rotables prepare',
    connectionTimeoutMillis: 10_000,
  });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [preparationLock]);
    return await work(client);
  } finally {
    await client.end();
  }
}

async function createDatabaseAndRoles(
  client: pg.Client,
  target: Address,
  options: PrepareDatabaseOptions,
): Promise<void> {
  const { rows } = await client.query<{ current_user: string }>('select current_user');
  if (rows[0]?.current_user !== target.user) await ensureLoginRole(client, target.user, target.password);
  await ensureLoginRole(client, options.appRole, options.appPassword);
  const existing = await client.query('select from pg_database where datname = $1', [target.database]);
  if (existing.rowCount === 0) {
    await client.query(
      `create database ${pg.escapeIdentifier(target.database)} owner ${pg.escapeIdentifier(target.user)} encoding 'UTF8' template template0`,
    );
  }
}

async function ensureLoginRole(client: pg.Client, role: string, password: string): Promise<void> {
  const existing = await client.query('select from pg_roles where rolname = $1', [role]);
  const verb = existing.rowCount === 0 ? 'create' : 'alter';
  await client.query(
    `${verb} role ${pg.escapeIdentifier(role)} login nosuperuser nobypassrls nocreatedb nocreaterole password ${pg.escapeLiteral(password)}`,
  );
}

async function ensureHarmlessRole(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query<{ privileged: boolean; owns: boolean }>(
    `select rolsuper or rolbypassrls as privileged, pg_has_role(rolname, current_user, 'member') as owns from pg_roles where rolname = $1`,
    [role],
  );
  const found = rows[0];
  if (!found)
    throw new InvalidInput(
      'appRole',
      role,
      'an existing login role; create it, or give superuserUrl so that it is created',
    );
  if (found.privileged || found.owns) {
    throw new InvalidInput(
      'appRole',
      role,
      'a role that is neither superuser, nor bypasses row-level security, nor is a member of the owner',
    );
  }
}

/** Tables get their privileges as they are created, so that what a migration takes away again (append-only) stays taken away. */
async function grantToApplication(client: pg.Client, database: string, role: string): Promise<void> {
  const app = pg.escapeIdentifier(role);
  await client.query(`revoke connect, temporary on database ${pg.escapeIdentifier(database)} from public`);
  await client.query(`grant connect on database ${pg.escapeIdentifier(database)} to ${app}`);
  await client.query(`grant usage on schema public to ${app}`);
  await client.query(
    `alter default privileges in schema public grant select, insert, update, delete on tables to ${app}`,
  );
  await client.query(`alter default privileges in schema public grant usage, select on sequences to ${app}`);
}

async function runMigrations({
  ownerUrl,
  migrations,
  lockTimeout = 10_000,
}: PrepareDatabaseOptions): Promise<readonly string[]> {
  ensureDistinctNames(migrations);
  const bounded = migrations.map((migration) => withLockTimeout(migration, lockTimeout));
  return withMigrator(ownerUrl, bounded, async (orm) => (await orm.migrator.up()).map(({ name }) => name));
}

/**
 * Who waits for a table's lock makes everybody wait behind him, so that a migration gives up soon and is tried again at the next start.
 * What runs outside a transaction (`create index concurrently`) waits for old transactions without holding anybody up.
 */
function withLockTimeout(object: MigrationObject, milliseconds: number): MigrationObject {
  return {
    name: object.name,
    class: class extends Migration {
      readonly #bounded = migrationOf(object, this.driver, this.config);

      override isTransactional(): boolean {
        return this.#bounded.isTransactional();
      }

      override async up(): Promise<void> {
        if (this.isTransactional()) this.addSql(`set local lock_timeout = ${Math.trunc(milliseconds)}`);
        await this.#bounded.up();
        for (const query of this.#bounded.getQueries()) this.addSql(query);
      }
    },
  };
}

/**
 * node-postgres takes the address as it is, with what it says of TLS (`sslmode`, `sslrootcert`). MikroORM takes host, port, user, password and
 * name out of it and drops the rest, so that it gets a pool and opens no connection of its own.
 */
async function withMigrator<Result>(
  databaseUrl: string,
  migrations: readonly MigrationObject[],
  work: (orm: ServiceOrm) => Promise<Result>,
): Promise<Result> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: 'rotables migrations',
    connectionTimeoutMillis: 10_000,
    max: 2,
  });
  pool.on('error', () => undefined);
  const orm = await MikroORM.init({
    ...ormSettings(databaseUrl, [], migrations),
    driverOptions: new PostgresDialect({ pool }),
  });
  try {
    return await work(orm);
  } finally {
    await orm.close(true);
    if (!pool.ended) await pool.end();
  }
}

function ensureDistinctNames(migrations: readonly MigrationObject[]): void {
  const seen = new Set<string>();
  for (const { name } of migrations) {
    if (seen.has(name)) throw new InvalidInput('migrations', name, 'a list in which every name stands once');
    seen.add(name);
  }
}

async function ensureGranted(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query<{ granted: boolean }>(
    `select has_table_privilege($1, 'schema_migration', 'select') as granted`,
    [role],
  );
  if (!rows[0]?.granted) {
    throw new InvalidInput(
      'appRole',
      role,
      'the role for which this database was first prepared, since tables that exist grant nothing to another',
    );
  }
  await client.query(`revoke insert, update, delete on schema_migration from ${pg.escapeIdentifier(role)}`);
}
