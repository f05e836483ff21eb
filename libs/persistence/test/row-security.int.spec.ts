import { randomBytes } from 'node:crypto';
import { Migration } from '@mikro-orm/migrations';
import type { MigrationObject } from '@mikro-orm/postgresql';
import { InvalidInput } from '@rotables/domain-kernel';
import { testPostgresUrl } from '@rotables/testing';
import pg from 'pg';
import {
  cityRowSecurity,
  persistenceMigrations,
  pendingMigrations,
  prepareDatabase,
  sqlStateOf,
  UnitOfWork,
} from '../src/index.js';
import type { ServiceDatabase } from '../src/index.js';
import { ledgerMigrations, sessionOf, ShelfSchema } from './ledger.js';
import { createScratchDatabase, query } from './scratch-database.js';
import type { ScratchDatabase } from './scratch-database.js';

const insufficientPrivilege = '42501';
const dalian = sessionOf('clerk-dl', ['DL']);
const anshan = sessionOf('clerk-as', ['AS']);
const headquarters = sessionOf('approver-1');

describe('row-level security', () => {
  let scratch: ScratchDatabase;
  let database: ServiceDatabase;

  beforeAll(async () => {
    scratch = await createScratchDatabase(ledgerMigrations);
    database = await scratch.open({ entities: [ShelfSchema], poolSize: 2 });
  });
  afterAll(() => scratch.drop());
  beforeEach(async () => {
    await scratch.asOwner('truncate shelf');
    await database.unitOfWork.run(headquarters, async () => {
      const em = UnitOfWork.current();
      await em.insertMany(ShelfSchema, [
        { id: 'dl-1', city: 'DL', units: 1 },
        { id: 'as-1', city: 'AS', units: 1 },
      ]);
    });
  });

  const shelvesSeenBy = (session: typeof dalian) =>
    database.unitOfWork.run(session, async () =>
      (await UnitOfWork.current().find(ShelfSchema, {}, { orderBy: { id: 'asc' } })).map(({ id }) => id),
    );
  const refusal = async (work: Promise<unknown>) =>
    sqlStateOf(
      await work.then(
        () => undefined,
        (error: unknown) => error,
      ),
    );

  it('X8 a session sees its own cities alone', async () => {
    expect(await shelvesSeenBy(dalian)).toEqual(['dl-1']);
    expect(await shelvesSeenBy(anshan)).toEqual(['as-1']);
    expect(await shelvesSeenBy(sessionOf('clerk-both', ['AS', 'DL']))).toEqual(['as-1', 'dl-1']);
    expect(await shelvesSeenBy(sessionOf('clerk-none', []))).toEqual([]);
    expect(await shelvesSeenBy(headquarters)).toEqual(['as-1', 'dl-1']);
  });

  it('X8 a session writes nothing of another city', async () => {
    const insert = database.unitOfWork.run(dalian, () =>
      UnitOfWork.current().insert(ShelfSchema, { id: 'as-2', city: 'AS', units: 1 }),
    );
    expect(await refusal(insert)).toBe(insufficientPrivilege);
    const move = database.unitOfWork.run(dalian, () =>
      UnitOfWork.current().nativeUpdate(ShelfSchema, { id: 'dl-1' }, { city: 'AS' }),
    );
    expect(await refusal(move)).toBe(insufficientPrivilege);
    await database.unitOfWork.run(dalian, async () => {
      const em = UnitOfWork.current();
      expect(await em.nativeUpdate(ShelfSchema, { id: 'as-1' }, { units: 9 })).toBe(0);
      expect(await em.nativeDelete(ShelfSchema, { id: 'as-1' })).toBe(0);
    });
    expect(await shelvesSeenBy(anshan)).toEqual(['as-1']);
  });

  it('X8 nothing is seen outside of a unit of work', async () => {
    expect(await query(scratch.url, 'select id from shelf')).toEqual([]);
    expect(await database.orm.em.fork().find(ShelfSchema, {})).toEqual([]);
  });

  it('X8 the application role cannot bypass it', async () => {
    const attempts = [
      'alter table shelf disable row level security',
      'drop policy shelf_city on shelf',
      'truncate shelf',
      `set role "${scratch.name}_owner"`,
      'create table mine (id int)',
      'delete from schema_migration',
    ];
    for (const sql of attempts)
      expect([sql, await refusal(query(scratch.url, sql))]).toEqual([sql, insufficientPrivilege]);
    expect(await query(scratch.url, 'set row_security = off').then(() => 'set')).toBe('set');
    expect(await refusal(query(scratch.url, 'set row_security = off; select * from shelf'))).toBe(
      insufficientPrivilege,
    );
  });

  it('binds the owner, too', async () => {
    expect(await scratch.asOwner('select id from shelf')).toEqual([]);
  });

  it('negative control: with the policy taken out, a session sees every city', async () => {
    await scratch.asOwner('alter table shelf disable row level security');
    try {
      expect(await shelvesSeenBy(dalian)).toEqual(['as-1', 'dl-1']);
    } finally {
      await scratch.asOwner('alter table shelf enable row level security');
    }
  });

  it('an append-only table takes rows and gives none back', async () => {
    await database.unitOfWork.run(dalian, () =>
      UnitOfWork.preparedQuery('put-movement', 'insert into movement (shelf, units) values ($1, $2)', ['dl-1', 1]),
    );
    for (const sql of ['update movement set units = 2', 'delete from movement', 'truncate movement']) {
      expect([sql, await refusal(query(scratch.url, sql))]).toEqual([sql, insufficientPrivilege]);
    }
  });

  it('refuses names that are none', () => {
    expect(() => cityRowSecurity('shelf; drop table shelf')).toThrow(InvalidInput);
  });
});

describe('preparing a database', () => {
  let scratch: ScratchDatabase;
  const migrations = [...persistenceMigrations, ...ledgerMigrations];

  beforeAll(async () => {
    scratch = await createScratchDatabase([]);
  });
  afterAll(() => scratch.drop());

  const prepare = (changes: Partial<Parameters<typeof prepareDatabase>[0]> = {}) =>
    prepareDatabase({
      ownerUrl: scratch.ownerUrl,
      appRole: scratch.appRole,
      appPassword: scratch.appPassword,
      migrations,
      ...changes,
    });

  it('is done once by replicas that start together, and changes nothing when done again', async () => {
    expect(await pendingMigrations(scratch.url, migrations)).toEqual(['ledger-0001']);
    const results = await Promise.all([prepare(), prepare(), prepare()]);
    expect(results.map(({ migrated }) => migrated.length).sort()).toEqual([0, 0, 1]);
    expect(await pendingMigrations(scratch.url, migrations)).toEqual([]);
    expect(await prepare({ superuserUrl: scratch.superuserUrl })).toEqual({ migrated: [] });
  });

  it('refuses an application role that could pass row-level security by, or that is not there', async () => {
    await expect(prepare({ appRole: `${scratch.name}_owner` })).rejects.toThrow('another role than the owner');
    await expect(prepare({ appRole: 'postgres' })).rejects.toThrow(
      'neither superuser, nor bypasses row-level security',
    );
    await expect(prepare({ appRole: 'nobody_at_all' })).rejects.toThrow(
      'appRole is "nobody_at_all", but must be an existing login role',
    );
    await expect(prepare({ ownerUrl: 'postgres://host' })).rejects.toThrow(
      'ownerUrl is "postgres://host", but must be an address like',
    );
  });

  it('refuses a list of migrations in which one name stands twice', async () => {
    await expect(prepare({ migrations: [...migrations, ...ledgerMigrations] })).rejects.toThrow(
      'migrations is "ledger-0001"',
    );
  });

  it('gives up a migration that waits too long for a lock, changes nothing, and goes on from there at the next start', async () => {
    const first = migration('lock-0001', ['create table one (id text)']);
    const second = migration('lock-0002', [
      'create table two (id text)',
      'alter table shelf add column lock_note text',
    ]);
    const release = await holdingLock(scratch.ownerUrl, 'lock table shelf in access share mode');
    try {
      await expect(prepare({ migrations: [...migrations, first, second], lockTimeout: 50 })).rejects.toThrow(
        'canceling statement due to lock timeout',
      );
    } finally {
      await release();
    }
    expect(await pendingMigrations(scratch.url, [...migrations, first, second])).toEqual(['lock-0002']);
    expect(await prepare({ migrations: [...migrations, first, second] })).toEqual({ migrated: ['lock-0002'] });
  });

  it('runs what cannot run inside a transaction beside a transaction that is open elsewhere', async () => {
    const concurrent = migration('concurrent-0001', ['create index concurrently shelf_late on shelf (city)'], false);
    const table = migration('concurrent-0002', ['create table three (id text)']);
    expect(await prepare({ migrations: [...migrations, concurrent, table] })).toEqual({
      migrated: ['concurrent-0001', 'concurrent-0002'],
    });
  });

  it('creates database and roles where they are missing', async () => {
    const name = `created_${randomBytes(6).toString('hex')}`;
    const urlOf = (role: string) =>
      Object.assign(new URL(testPostgresUrl()), { pathname: name, username: role, password: 'it%27s' }).href;
    const request = {
      ownerUrl: urlOf(`${name}_owner`),
      superuserUrl: testPostgresUrl(),
      appRole: `${name}_app`,
      appPassword: "it's",
      migrations,
    };
    try {
      const results = await Promise.all([prepareDatabase(request), prepareDatabase(request)]);
      expect(results.map(({ migrated }) => migrated.length).sort()).toEqual([0, migrations.length]);
      expect(await query(urlOf(`${name}_app`), 'select id from shelf')).toEqual([]);
    } finally {
      await query(testPostgresUrl(), `drop database if exists ${name} with (force)`);
      await query(testPostgresUrl(), `drop role if exists ${name}_owner, ${name}_app`);
    }
  });
});

function migration(name: string, sql: readonly string[], transactional = true): MigrationObject {
  return {
    name,
    class: class extends Migration {
      override isTransactional(): boolean {
        return transactional;
      }

      override up(): void {
        for (const statement of sql) this.addSql(statement);
      }
    },
  };
}

/** Takes a lock in a transaction of its own; the answer gives it back. */
async function holdingLock(url: string, statement: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('begin');
  await client.query(statement);
  return () => client.end();
}
