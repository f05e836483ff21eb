import { Migration } from '@mikro-orm/migrations';
import type { MigrationObject } from '@mikro-orm/postgresql';

const cities = `(select coalesce(current_setting('app.cities', true), ''))`;
const everyCity = `${cities} = '*'`;
const ownCity = `(${everyCity} or city = any (string_to_array(${cities}, ',')))`;

/** A rule asks about people and sites of other cities too, so every session reads them; who writes them is another matter. */
function readByAll(table: string, mayWrite: string): string {
  return (
    `alter table ${table} enable row level security; alter table ${table} force row level security; ` +
    `create policy ${table}_read on ${table} for select using (true); ` +
    `create policy ${table}_insert on ${table} for insert with check (${mayWrite}); ` +
    `create policy ${table}_update on ${table} for update using (${mayWrite}) with check (${mayWrite}); ` +
    `create policy ${table}_delete on ${table} for delete using (${mayWrite});`
  );
}

class PeopleAndSites extends Migration {
  override up(): void {
    this.addSql(`create table known_person (
      account text primary key,
      -- By what people are compared: two accounts of one person have the same.
      person text not null,
      name text not null,
      roles text[] not null,
      -- Null: all cities.
      cities text[],
      department text,
      active boolean not null,
      changed_at timestamptz not null
    )`);
    this.addSql('create index known_person_person on known_person (person)');
    this.addSql(`create table known_site (
      site text primary key,
      city text not null,
      site_kind text not null,
      name_zh text not null,
      name_en text not null,
      custodian text not null,
      custodian_person text not null
    )`);
    this.addSql('create index known_site_city on known_site (city)');
    this.addSql('create index known_site_custodian_person on known_site (custodian_person)');
    this.addSql(readByAll('known_person', everyCity));
    this.addSql(readByAll('known_site', ownCity));
  }
}

/** The tables of this library; every service has them before its own. */
export const directoryMigrations: MigrationObject[] = [
  { name: 'directory-0001-people-and-sites', class: PeopleAndSites },
];
