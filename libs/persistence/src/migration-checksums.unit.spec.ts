import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Migration } from '@mikro-orm/migrations';
import type { MigrationObject } from '@mikro-orm/postgresql';
import { checksumProblems, readChecksums, releaseMigrations, unreleased } from './migration-checksums.js';
import { checksumOf, statementsOf } from './migration-statements.js';

const migration = (name: string, ...sql: string[]): MigrationObject => ({
  name,
  class: class extends Migration {
    override up(): void {
      for (const statement of sql) this.addSql(statement);
    }
  },
});

const shelves = migration('0001-shelves', 'create table shelf (id text primary key)');
const rooms = migration('0002-rooms', 'alter table shelf add room text');

describe('the checksums of released migrations', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'checksums-'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  const problems = async (...migrations: MigrationObject[]) =>
    checksumProblems(directory, await statementsOf(migrations));
  const release = async (...migrations: MigrationObject[]) => {
    releaseMigrations(directory, await statementsOf(migrations));
  };

  it('find one that has none yet, until it is released', async () => {
    expect(await problems(shelves)).toEqual([
      'The migration 0001-shelves has no checksum; run migration:release when it is as it shall stay.',
    ]);
    await release(shelves);
    expect(await problems(shelves)).toEqual([]);
    expect(unreleased(readChecksums(directory), await statementsOf([shelves, rooms])).map(({ name }) => name)).toEqual([
      '0002-rooms',
    ]);
  });

  it('find one that was changed or taken away, whichever list it stands in', async () => {
    await release(shelves, rooms);
    const { released } = readChecksums(directory);
    writeFileSync(join(directory, 'checksums.json'), JSON.stringify({ releasedUnlinted: released, released: {} }));
    expect(await problems(migration('0001-shelves', 'create table shelf (id text)'))).toEqual([
      'The migration 0001-shelves is released and changed; take the change back, and make it by a new migration.',
      'The migration 0002-rooms is released and gone; take it back, and undo what it did by a new migration.',
    ]);
  });

  it('are never written over by another release', async () => {
    await release(shelves);
    const before = readFileSync(join(directory, 'checksums.json'), 'utf8');
    await release(migration('0001-shelves', 'create table shelf (id text)'));
    expect(readFileSync(join(directory, 'checksums.json'), 'utf8')).toBe(before);
  });

  it('tell what runs outside a transaction from what runs inside, and one statement from two', async () => {
    const outside: MigrationObject = {
      name: '0001-shelves',
      class: class extends shelves.class {
        override isTransactional(): boolean {
          return false;
        }
      },
    };
    const [inside, alone] = await statementsOf([shelves, outside]);
    expect(inside && alone && checksumOf(inside) === checksumOf(alone)).toBe(false);
    const [one, two] = await statementsOf([
      migration('a', 'select 1; select 2'),
      migration('a', 'select 1', 'select 2'),
    ]);
    expect(one && two && checksumOf(one) === checksumOf(two)).toBe(false);
  });
});
