import { lintMigrations } from './migration-lint.js';

const migration = (name: string, inTransaction: boolean, ...sql: string[]) => ({ name, inTransaction, sql });

describe('the lint of migrations', () => {
  it('finds an index that holds up who writes, and takes one that does not', async () => {
    const found = await lintMigrations([
      migration('held-up', true, 'create index shelf_room on shelf (room)'),
      migration('concurrent', false, 'create index concurrently if not exists shelf_room on shelf (room)'),
      migration('new-table', true, 'create table room (id text primary key)', 'create index room_id on room (id)'),
    ]);
    expect(found).toEqual([
      expect.stringMatching(
        /^The migration held-up may hold up .*require-concurrent-index-creation, line 1 of its SQL.*/,
      ),
    ]);
  });

  it('finds a concurrent index inside a transaction, where PostgreSQL refuses it', async () => {
    const found = await lintMigrations([
      migration('wrong', true, 'create index concurrently shelf_room on shelf (room)'),
    ]);
    expect(found.join('\n')).toContain('ban-concurrent-index-creation-in-transaction');
  });

  it('finds what breaks the version beside it: a column taken away, renamed or made required', async () => {
    const found = await lintMigrations([
      migration('dropped', true, 'alter table shelf drop column room'),
      migration('renamed', true, 'alter table shelf rename column room to place'),
      migration('required', true, 'alter table shelf add column room text not null'),
    ]);
    expect(found.map((each) => /\((\S+),/.exec(each)?.[1])).toEqual([
      'ban-drop-column',
      'renaming-column',
      'adding-required-field',
    ]);
  });

  it('lets a finding be answered in the SQL', async () => {
    const sql =
      '-- The release before no longer reads it.\n-- squawk-ignore ban-drop-column\nalter table shelf drop column room';
    expect(await lintMigrations([migration('answered', true, sql)])).toEqual([]);
  });

  it('fails on SQL that is none', async () => {
    expect((await lintMigrations([migration('broken', true, 'alter shelf'.repeat(2))])).length).toBeGreaterThan(0);
  });
});
