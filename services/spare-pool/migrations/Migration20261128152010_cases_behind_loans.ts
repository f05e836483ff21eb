import { Migration } from '@mikro-orm/migrations';

export class Migration20261128152010_cases_behind_loans extends Migration {
  override name = 'Migration20261128152010_cases_behind_loans';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "covered_unit" ("serial" text not null, "covered" boolean not null, primary key ("serial"));`,
    );

    this.addSql(
      `create table "fault_case" ("fault_number" text not null, "serial" text not null, "model" text null, "city" text not null, "unit_owner" text not null, "reporter_name" text not null, "unit" text not null, "resolution" text null, "closed" boolean not null, "replaced_by" text null, primary key ("fault_number"));`,
    );

    this.addSql(
      `create table "fault_entitlement" ("fault_number" text not null, "city" text not null, "entitlement_id" text not null, "kind" text not null, primary key ("fault_number"));`,
    );

    this.addSql(`alter table "awaiting_fact" add "set_aside" boolean not null default false;`);

    this.addSql(
      `alter table "loan" add "keep_state" text not null default 'not-proposed', add "keep_proposed_by" text null, add "keep_proposed_at" timestamptz null, add "keep_ground" text null, add "return_condition" text null, add "measured" text null;`,
    );
    this.addSql(`create index "loan_keep_proposed" on "loan" ("loan_number") where keep_state = 'proposed';`);

    this.addSql(`alter table "fault_case" enable row level security;`);
    this.addSql(`alter table "fault_case" force row level security;`);
    this.addSql(
      `create policy "fault_case_city" on "fault_case" using (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ',')))) with check (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ','))));`,
    );

    this.addSql(`alter table "fault_entitlement" enable row level security;`);
    this.addSql(`alter table "fault_entitlement" force row level security;`);
    this.addSql(
      `create policy "fault_entitlement_city" on "fault_entitlement" using (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ',')))) with check (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ','))));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "covered_unit" cascade;`);
    this.addSql(`drop table if exists "fault_case" cascade;`);
    this.addSql(`drop table if exists "fault_entitlement" cascade;`);

    this.addSql(`alter table "awaiting_fact" drop column "set_aside";`);

    this.addSql(`drop index "loan_keep_proposed";`);
    this.addSql(
      `alter table "loan" drop column "keep_state", drop column "keep_proposed_by", drop column "keep_proposed_at", drop column "keep_ground", drop column "return_condition", drop column "measured";`,
    );
  }
}
