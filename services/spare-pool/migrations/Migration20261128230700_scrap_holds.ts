import { Migration } from '@mikro-orm/migrations';

export class Migration20261128230700_scrap_holds extends Migration {
  override name = 'Migration20261128230700_scrap_holds';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "scrap_hold" ("scrap_number" text not null, "serial" text not null, "city" text not null, "state" text not null, "taken_from" text null, "asked_at" timestamptz not null, "version" int not null, primary key ("scrap_number"));`,
    );
    this.addSql(`create unique index "scrap_hold_one_held" on "scrap_hold" ("serial") where state = 'held';`);

    this.addSql(`alter table "scrap_hold" enable row level security;`);
    this.addSql(`alter table "scrap_hold" force row level security;`);
    this.addSql(
      `create policy "scrap_hold_city" on "scrap_hold" using (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ',')))) with check (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ','))));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "scrap_hold" cascade;`);
  }
}
