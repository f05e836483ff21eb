import { Migration } from '@mikro-orm/migrations';

/** What billing knows of units and cases (W3, X4), the periods of service fees (W4), and fees that take the place of others (B1). */
export class Migration20261128151857_what_billing_knows extends Migration {
  override name = 'Migration20261128151857_what_billing_knows';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "covered_unit_projection" ("serial" text not null, "model" text not null, "city" text not null, "customer_name" text not null, "covered" boolean not null, "fee_paid_until_on" date null, "refund_number" text null, primary key ("serial"));`,
    );

    this.addSql(
      `alter table "case_projection" add "unit_owner" text null, add "replaced_at" timestamptz null, add "replacement_model" text null, add "replacement_paid_for" boolean not null default false, add "unit_held" boolean not null default false, add "closed_at" timestamptz null, add "is_withdrawn" boolean not null default false;`,
    );

    this.addSql(
      `alter table "charge" add "loan_number" text null, add "period_from_on" date null, add "period_until_on" date null;`,
    );
    this.addSql(`create index "charge_loan_number" on "charge" ("loan_number");`);
    this.addSql(
      `create unique index "charge_service_fee_period" on "charge" ("serial", "period_from_on") where reason = 'service-fee' and state <> 'reversed';`,
    );

    this.addSql(
      `alter table "fee" add "defined_on" date null, add "supersedes" bigint null, add "correction_reason" text null;`,
    );
    this.addSql(`alter table "fee" add constraint "fee_supersedes" unique ("supersedes");`);

    this.addSql(`drop index "fee_line";`);
    this.addSql(
      `create unique index "fee_line" on "fee" ("fee_code", "model", "city_grade", "effective_on", "supersedes") nulls not distinct;`,
    );

    this.addSql(`set local app.cities = '*';`);
    this.addSql(`alter table "pending_charge" add "priced_on" date null, add "loan_number" text null;`);
    this.addSql(`update "pending_charge" set "priced_on" = "about_on";`);
    this.addSql(`alter table "pending_charge" alter column "priced_on" set not null;`);

    this.addSql(`alter table "covered_unit_projection" enable row level security;`);
    this.addSql(`alter table "covered_unit_projection" force row level security;`);
    this.addSql(
      `create policy "covered_unit_projection_city" on "covered_unit_projection" using (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ',')))) with check (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ','))));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "covered_unit_projection" cascade;`);

    this.addSql(
      `alter table "case_projection" drop column "unit_owner", drop column "replaced_at", drop column "replacement_model", drop column "replacement_paid_for", drop column "unit_held", drop column "closed_at", drop column "is_withdrawn";`,
    );

    this.addSql(`drop index "charge_loan_number";`);
    this.addSql(`drop index "charge_service_fee_period";`);
    this.addSql(
      `alter table "charge" drop column "loan_number", drop column "period_from_on", drop column "period_until_on";`,
    );

    this.addSql(`drop index "fee_line";`);
    this.addSql(`alter table "fee" drop constraint "fee_supersedes";`);
    this.addSql(
      `alter table "fee" drop column "defined_on", drop column "supersedes", drop column "correction_reason";`,
    );

    this.addSql(
      `create unique index "fee_line" on "fee" ("fee_code", "model", "city_grade", "effective_on") nulls not distinct;`,
    );
    this.addSql(`alter table "pending_charge" drop column "priced_on", drop column "loan_number";`);
  }
}
