import { Migration } from '@mikro-orm/migrations';
import { sequenceWithGaps } from '@rotables/persistence';

export class Migration20261128235339_acquisition_withdrawals extends Migration {
  override name = 'Migration20261128235339_acquisition_withdrawals';

  override up(): void | Promise<void> {
    this.addSql(sequenceWithGaps('acquisition_withdrawal_number'));
    this.addSql(
      `create table "acquisition_withdrawal" ("withdrawal_number" text not null, "serial" text not null, "model" text not null, "city" text not null, "cause" text not null, "reason" text not null, "proposed_by" text not null, "proposed_at" timestamptz not null, "state" text not null, "decided_by" text null, "decided_at" timestamptz null, "decline_reason" text null, "version" int not null, primary key ("withdrawal_number"));`,
    );
    this.addSql(`create index "acquisition_withdrawal_city" on "acquisition_withdrawal" ("city", "state");`);
    this.addSql(
      `create unique index "acquisition_withdrawal_one_open" on "acquisition_withdrawal" ("serial") where state = 'proposed';`,
    );

    // Rows of before hold the narrower one already; checking them again would lock the table.
    this.addSql(`alter table "spare_unit" drop constraint "spare_unit_place_known";`);
    this.addSql(
      `alter table "spare_unit" add constraint "spare_unit_place_known" check (place_kind in ('site', 'quarantine', 'shipment', 'loan', 'customer', 'vendor', 'lost', 'scrapped', 'withdrawn')) not valid;`,
    );

    this.addSql(`alter table "acquisition_withdrawal" enable row level security;`);
    this.addSql(`alter table "acquisition_withdrawal" force row level security;`);
    this.addSql(
      `create policy "acquisition_withdrawal_city" on "acquisition_withdrawal" using (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ',')))) with check (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ','))));`,
    );
  }
}
