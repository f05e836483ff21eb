import { Migration } from '@mikro-orm/migrations';

/** Every table of the spare pool, with its indexes, checks and row-level security. */
export class Migration20261123090419_spare_pool extends Migration {
  override name = 'Migration20261123090419_spare_pool';

  override up(): void {
    this.tablesFirst();
    this.tablesSecond();
    this.indexes();
    this.checksFirst();
    this.checksSecond();
    this.rowSecurityFirst();
    this.rowSecuritySecond();
    this.rowSecurityThird();
  }

  private tablesFirst(): void {
    this.addSql(
      `create table "allocation_policy" ("effective_on" date not null, "ratio_basis_points" int not null, "cap" int not null, "rounding" text not null, "set_by" text not null, "recorded_at" timestamptz not null default clock_timestamp(), primary key ("effective_on"));`,
    );
    this.addSql(
      `create table "awaiting_fact" ("id" bigserial primary key, "serial" text not null, "lane" text not null, "kind" text not null, "model" text null, "city" text not null, "site" text null, "document" text not null, "repaired" boolean not null, "at" timestamptz not null, "recorded_at" timestamptz not null default clock_timestamp());`,
    );
    this.addSql(
      `create table "city_allocation" ("city" text not null, "as_of_on" date not null, "installed" int not null, "ratio_basis_points" int not null, "cap" int not null, "allocation" int not null, "version" int not null, primary key ("city"));`,
    );
    this.addSql(`create table "city_book" ("city" text not null, "open_from" timestamptz null, primary key ("city"));`);
    this.addSql(
      `create table "custody_loss" ("loss_number" text not null, "serial" text not null, "model" text not null, "city" text not null, "site" text not null, "custodian" text not null, "statement_number" text null, "lost_at" timestamptz not null, "note" text not null, "state" text not null, "found_at" timestamptz null, "found_site" text null, "version" int not null, primary key ("loss_number"));`,
    );
    this.addSql(
      `create table "defective_return" ("fault_number" text not null, "serial" text not null, "city" text not null, "received_at" timestamptz null, "replaced_at" timestamptz null, "made_up_by" text null, primary key ("fault_number", "serial"));`,
    );
    this.addSql(
      `create table "device_model" ("model" text not null, "specification_grade" int not null, "discontinued_on" date null, primary key ("model"));`,
    );
    this.addSql(
      `create table "installed_base" ("city" text not null, "model" text not null, "changed_on" date not null, "delta" int not null, primary key ("city", "model", "changed_on"));`,
    );
    this.addSql(
      `create table "loan" ("loan_number" text not null, "fault_number" text not null, "city" text not null, "site" text not null, "serial" text not null, "model" text not null, "requested_model" text not null, "loan_kind" text not null, "defective_serial" text not null, "substitute" boolean not null, "due_back_on" date not null, "loaned_by" text not null, "loaned_at" timestamptz not null, "state" text not null, "defective_state" text not null, "ended_at" timestamptz null, "version" int not null, primary key ("loan_number"));`,
    );
    this.addSql(
      `create table "movement" ("serial" text not null, "sequence" int not null, "kind" text not null, "from_place_kind" text null, "from_place_id" text null, "from_city" text null, "model" text not null, "place_kind" text not null, "place_id" text not null, "city" text not null, "condition" text not null, "owner" text not null, "custodian" text null, "document" text null, "moved_at" timestamptz not null, "about_on" date null, "recorded_at" timestamptz not null default clock_timestamp(), "recorded_by" text not null, primary key ("serial", "sequence"));`,
    );
    this.addSql(
      `create table "reconciliation" ("statement_number" text not null, "city" text not null, "month" text not null, "cut_off_at" timestamptz not null, "allocation" int not null, "booked" int not null, "state" text not null, "opened_by" text not null, "signed_by" text null, "signed_at" timestamptz null, "countersigned_by" text null, "closed_at" timestamptz null, "defective_returned" int null, "replenishment_owed" int null, "version" int not null, primary key ("statement_number"));`,
    );
    this.addSql(
      `create table "reconciliation_line" ("statement_number" text not null, "serial" text not null, "city" text not null, "model" text null, "listed_as" text not null, "place" text null, "condition" text null, "status" text not null, "resolution" text null, "note" text null, "resolved_by" text null, primary key ("statement_number", "serial"));`,
    );
    this.addSql(
      `create table "replenishment" ("replenishment_number" text not null, "city" text not null, "site" text not null, "quantity" int not null, "shipped_quantity" int not null, "early" boolean not null, "netted_off" int not null, "netted_quantity" int not null, "statement_number" text null, "reason" text null, "attachment_name" text null, "requested_by" text null, "requested_at" timestamptz null, "decided_by" text null, "ordered_at" timestamptz null, "state" text not null, "version" int not null, primary key ("replenishment_number"));`,
    );
    this.addSql(
      `create table "replenishment_attachment" ("replenishment_number" text not null, "city" text not null, "name" text not null, "content" bytea not null, primary key ("replenishment_number"));`,
    );
  }

  private tablesSecond(): void {
    this.addSql(
      `create table "shipment" ("shipment_number" text not null, "order_number" text not null, "from_site" text not null, "from_city" text not null, "to_site" text not null, "city" text not null, "state" text not null, "dispatched_by" text not null, "dispatched_at" timestamptz not null, "received_by" text null, "received_at" timestamptz null, "version" int not null, primary key ("shipment_number"));`,
    );
    this.addSql(
      `create table "shipment_discrepancy" ("discrepancy_id" text not null, "shipment_number" text not null, "city" text not null, "kind" text not null, "serial" text not null, "status" text not null, "resolution" text null, "note" text null, "resolved_by" text null, "resolved_at" timestamptz null, primary key ("discrepancy_id"));`,
    );
    this.addSql(
      `create table "shipment_line" ("shipment_number" text not null, "serial" text not null, "city" text not null, "model" text not null, "status" text not null, primary key ("shipment_number", "serial"));`,
    );
    this.addSql(
      `create table "shortage" ("shortage_number" text not null, "city" text not null, "site" text not null, "model" text not null, "fault_number" text null, "raised_by" text not null, "raised_at" timestamptz not null, "state" text not null, "note" text null, "closed_by" text null, "closed_at" timestamptz null, "version" int not null, primary key ("shortage_number"));`,
    );
    this.addSql(
      `create table "site" ("site" text not null, "city" text not null, "site_kind" text not null, "name_zh" text not null, "name_en" text not null, "custodian" text not null, "opened_at" timestamptz not null, "custodian_since" timestamptz not null, "version" int not null, primary key ("site"));`,
    );
    this.addSql(
      `create table "site_custody" ("site" text not null, "from_at" timestamptz not null, "city" text not null, "custodian" text not null, "until_at" timestamptz null, primary key ("site", "from_at"));`,
    );
    this.addSql(
      `create table "spare_application" ("application_number" text not null, "city" text not null, "site" text not null, "model" text not null, "quantity" int not null, "reason" text not null, "approved_quantity" int null, "shipped_quantity" int not null, "state" text not null, "submitted_by" text not null, "submitted_at" timestamptz not null, "decided_by" text null, "decided_at" timestamptz null, "rejection_reason" text null, "allocation" int not null, "held" int not null, "version" int not null, primary key ("application_number"));`,
    );
    this.addSql(
      `create table "spare_unit" ("serial" text not null, "model" text not null, "place_kind" text not null, "place_id" text not null, "city" text not null, "condition" text not null, "owner" text not null, "custodian" text null, "since" timestamptz not null, "version" int not null, primary key ("serial"));`,
    );
    this.addSql(
      `create table "substitution" ("model" text not null, "substitute_model" text not null, primary key ("model", "substitute_model"));`,
    );
  }

  private indexes(): void {
    this.addSql(`create index "awaiting_fact_serial" on "awaiting_fact" ("serial", "id");`);
    this.addSql(`create unique index "custody_loss_once" on "custody_loss" ("serial") where state = 'lost';`);
    this.addSql(`create index "defective_return_owed" on "defective_return" ("city") where made_up_by is null;`);
    this.addSql(`create index "loan_city" on "loan" ("city", "state");`);
    this.addSql(`create index "loan_fault" on "loan" ("fault_number");`);
    this.addSql(`create index "loan_serial" on "loan" ("serial");`);
    this.addSql(`create index "loan_defective_due" on "loan" ("due_back_on") where defective_state = 'awaited';`);
    this.addSql(`create unique index "loan_one_open_per_fault" on "loan" ("fault_number") where state = 'out';`);
    this.addSql(`create unique index "loan_one_open_per_serial" on "loan" ("serial") where state = 'out';`);
    this.addSql(`alter table "reconciliation" add constraint "reconciliation_once_a_month" unique ("city", "month");`);
    this.addSql(`create index "replenishment_city" on "replenishment" ("city", "state");`);
    this.addSql(`create index "shipment_city" on "shipment" ("city", "state");`);
    this.addSql(`create index "shipment_order" on "shipment" ("order_number");`);
    this.addSql(`create index "shipment_discrepancy_city" on "shipment_discrepancy" ("city", "status");`);
    this.addSql(
      `alter table "shipment_discrepancy" add constraint "shipment_discrepancy_once" unique ("shipment_number", "serial");`,
    );
    this.addSql(
      `create unique index "shipment_line_one_way" on "shipment_line" ("serial") where status in ('in-transit', 'missing');`,
    );
    this.addSql(`create index "shortage_city" on "shortage" ("city", "state");`);
    this.addSql(`create index "site_city" on "site" ("city");`);
    this.addSql(`create unique index "site_custody_one_at_a_time" on "site_custody" ("site") where until_at is null;`);
    this.addSql(`create index "spare_application_city" on "spare_application" ("city", "state");`);
    this.addSql(`create index "spare_unit_shelf" on "spare_unit" ("place_kind", "place_id", "model", "since");`);
    this.addSql(`create index "spare_unit_city" on "spare_unit" ("city", "place_kind");`);
    this.addSql(`create index "spare_unit_since" on "spare_unit" ("since");`);
    this.addSql(`create index "substitution_by_substitute" on "substitution" ("substitute_model");`);
  }

  private checksFirst(): void {
    this.addSql(
      `alter table "allocation_policy" add constraint "allocation_policy_ratio" check (ratio_basis_points between 0 and 10000);`,
    );
    this.addSql(`alter table "allocation_policy" add constraint "allocation_policy_cap" check (cap >= 0);`);
    this.addSql(
      `alter table "city_allocation" add constraint "city_allocation_within_cap" check (allocation between 0 and cap);`,
    );
    this.addSql(`alter table "movement" add constraint "movement_sequence_counts" check (sequence > 0);`);
    this.addSql(
      `alter table "reconciliation" add constraint "reconciliation_two_people" check (countersigned_by <> signed_by);`,
    );
    this.addSql(
      `alter table "replenishment" add constraint "replenishment_quantities" check (quantity > 0 and shipped_quantity between 0 and quantity and netted_quantity between 0 and quantity);`,
    );
    this.addSql(
      `alter table "replenishment" add constraint "replenishment_another_person" check (decided_by <> requested_by);`,
    );
    this.addSql(`alter table "shipment" add constraint "shipment_to_another_site" check (from_site <> to_site);`);
    this.addSql(
      `alter table "site" add constraint "site_kind_known" check (site_kind in ('headquarters', 'central-warehouse', 'branch', 'station'));`,
    );
    this.addSql(
      `alter table "spare_application" add constraint "spare_application_within_allocation" check (quantity > 0 and held + quantity <= allocation);`,
    );
    this.addSql(
      `alter table "spare_application" add constraint "spare_application_approved_within_asked" check (approved_quantity between 1 and quantity);`,
    );
    this.addSql(
      `alter table "spare_application" add constraint "spare_application_shipped_within_approved" check (shipped_quantity between 0 and coalesce(approved_quantity, 0));`,
    );
    this.addSql(
      `alter table "spare_application" add constraint "spare_application_another_person" check (decided_by <> submitted_by);`,
    );
    this.addSql(
      `alter table "spare_unit" add constraint "spare_unit_place_known" check (place_kind in ('site', 'quarantine', 'shipment', 'loan', 'customer', 'vendor', 'lost', 'scrapped'));`,
    );
    this.addSql(
      `alter table "spare_unit" add constraint "spare_unit_condition_known" check (condition in ('good', 'refurbished', 'defective', 'scrapped'));`,
    );
  }

  private checksSecond(): void {
    this.addSql(
      `alter table "spare_unit" add constraint "spare_unit_owner_known" check (owner in ('company', 'customer'));`,
    );
    this.addSql(`alter table "spare_unit" add constraint "spare_unit_version_counts" check (version > 0);`);
    this.addSql(
      `alter table "spare_unit" add constraint "spare_unit_shelf_is_whole" check (place_kind <> 'site' or condition in ('good', 'refurbished'));`,
    );
    this.addSql(
      `alter table "substitution" add constraint "substitution_of_another" check (model <> substitute_model);`,
    );
  }

  private rowSecurityFirst(): void {
    this.addSql(`alter table "awaiting_fact" enable row level security;`);
    this.addSql(`alter table "awaiting_fact" force row level security;`);
    this.addSql(
      `create policy "awaiting_fact_city" on "awaiting_fact" using (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ',')))) with check (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ','))));`,
    );
    this.addSql(`alter table "city_allocation" enable row level security;`);
    this.addSql(`alter table "city_allocation" force row level security;`);
    this.addSql(
      `create policy "city_allocation_city" on "city_allocation" using (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ',')))) with check (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ','))));`,
    );
    this.addSql(`alter table "city_book" enable row level security;`);
    this.addSql(`alter table "city_book" force row level security;`);
    this.addSql(
      `create policy "city_book_city" on "city_book" using (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ',')))) with check (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ','))));`,
    );
    this.addSql(`alter table "custody_loss" enable row level security;`);
    this.addSql(`alter table "custody_loss" force row level security;`);
    this.addSql(
      `create policy "custody_loss_city" on "custody_loss" using (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ',')))) with check (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ','))));`,
    );
    this.addSql(`alter table "defective_return" enable row level security;`);
    this.addSql(`alter table "defective_return" force row level security;`);
    this.addSql(
      `create policy "defective_return_city" on "defective_return" using (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ',')))) with check (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ','))));`,
    );
    this.addSql(`alter table "installed_base" enable row level security;`);
    this.addSql(`alter table "installed_base" force row level security;`);
    this.addSql(
      `create policy "installed_base_city" on "installed_base" using (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ',')))) with check (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ','))));`,
    );
    this.addSql(`alter table "loan" enable row level security;`);
    this.addSql(`alter table "loan" force row level security;`);
  }

  private rowSecuritySecond(): void {
    this.addSql(
      `create policy "loan_city" on "loan" using (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ',')))) with check (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ','))));`,
    );
    this.addSql(`alter table "movement" enable row level security;`);
    this.addSql(`alter table "movement" force row level security;`);
    this.addSql(
      `create policy "movement_city" on "movement" using (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ','))) or ((select coalesce(current_setting('app.cities', true), '')) = '*' or from_city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ',')))) with check (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ','))));`,
    );
    this.addSql(`alter table "reconciliation" enable row level security;`);
    this.addSql(`alter table "reconciliation" force row level security;`);
    this.addSql(
      `create policy "reconciliation_city" on "reconciliation" using (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ',')))) with check (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ','))));`,
    );
    this.addSql(`alter table "reconciliation_line" enable row level security;`);
    this.addSql(`alter table "reconciliation_line" force row level security;`);
    this.addSql(
      `create policy "reconciliation_line_city" on "reconciliation_line" using (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ',')))) with check (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ','))));`,
    );
    this.addSql(`alter table "replenishment" enable row level security;`);
    this.addSql(`alter table "replenishment" force row level security;`);
    this.addSql(
      `create policy "replenishment_city" on "replenishment" using (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ',')))) with check (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ','))));`,
    );
    this.addSql(`alter table "replenishment_attachment" enable row level security;`);
    this.addSql(`alter table "replenishment_attachment" force row level security;`);
    this.addSql(
      `create policy "replenishment_attachment_city" on "replenishment_attachment" using (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ',')))) with check (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ','))));`,
    );
    this.addSql(`alter table "shipment" enable row level security;`);
    this.addSql(`alter table "shipment" force row level security;`);
    this.addSql(
      `create policy "shipment_city" on "shipment" using (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ',')))) with check (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ','))));`,
    );
    this.addSql(`alter table "shipment_discrepancy" enable row level security;`);
  }

  private rowSecurityThird(): void {
    this.addSql(`alter table "shipment_discrepancy" force row level security;`);
    this.addSql(
      `create policy "shipment_discrepancy_city" on "shipment_discrepancy" using (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ',')))) with check (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ','))));`,
    );
    this.addSql(`alter table "shipment_line" enable row level security;`);
    this.addSql(`alter table "shipment_line" force row level security;`);
    this.addSql(
      `create policy "shipment_line_city" on "shipment_line" using (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ',')))) with check (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ','))));`,
    );
    this.addSql(`alter table "shortage" enable row level security;`);
    this.addSql(`alter table "shortage" force row level security;`);
    this.addSql(
      `create policy "shortage_city" on "shortage" using (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ',')))) with check (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ','))));`,
    );
    this.addSql(`alter table "site" enable row level security;`);
    this.addSql(`alter table "site" force row level security;`);
    this.addSql(
      `create policy "site_city" on "site" using (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ',')))) with check (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ','))));`,
    );
    this.addSql(`alter table "site_custody" enable row level security;`);
    this.addSql(`alter table "site_custody" force row level security;`);
    this.addSql(
      `create policy "site_custody_city" on "site_custody" using (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ',')))) with check (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ','))));`,
    );
    this.addSql(`alter table "spare_application" enable row level security;`);
    this.addSql(`alter table "spare_application" force row level security;`);
    this.addSql(
      `create policy "spare_application_city" on "spare_application" using (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ',')))) with check (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ','))));`,
    );
    this.addSql(`alter table "spare_unit" enable row level security;`);
    this.addSql(`alter table "spare_unit" force row level security;`);
    this.addSql(
      `create policy "spare_unit_city" on "spare_unit" using (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ',')))) with check (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ','))));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "allocation_policy" cascade;`);
    this.addSql(`drop table if exists "awaiting_fact" cascade;`);
    this.addSql(`drop table if exists "city_allocation" cascade;`);
    this.addSql(`drop table if exists "city_book" cascade;`);
    this.addSql(`drop table if exists "custody_loss" cascade;`);
    this.addSql(`drop table if exists "defective_return" cascade;`);
    this.addSql(`drop table if exists "device_model" cascade;`);
    this.addSql(`drop table if exists "installed_base" cascade;`);
    this.addSql(`drop table if exists "loan" cascade;`);
    this.addSql(`drop table if exists "movement" cascade;`);
    this.addSql(`drop table if exists "reconciliation" cascade;`);
    this.addSql(`drop table if exists "reconciliation_line" cascade;`);
    this.addSql(`drop table if exists "replenishment" cascade;`);
    this.addSql(`drop table if exists "replenishment_attachment" cascade;`);
    this.addSql(`drop table if exists "shipment" cascade;`);
    this.addSql(`drop table if exists "shipment_discrepancy" cascade;`);
    this.addSql(`drop table if exists "shipment_line" cascade;`);
    this.addSql(`drop table if exists "shortage" cascade;`);
    this.addSql(`drop table if exists "site" cascade;`);
    this.addSql(`drop table if exists "site_custody" cascade;`);
    this.addSql(`drop table if exists "spare_application" cascade;`);
    this.addSql(`drop table if exists "spare_unit" cascade;`);
    this.addSql(`drop table if exists "substitution" cascade;`);
  }
}
