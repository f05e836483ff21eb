import { Migration } from '@mikro-orm/migrations';
import { revokeFromAllButOwner, sequenceWithGaps } from '@rotables/persistence';

/** Custody passes in two steps, each site of a statement is signed by its custodian, and who owes what was lost on the way is decided. */
export class Migration20261128153939_custody_and_signatures extends Migration {
  override name = 'Migration20261128153939_custody_and_signatures';

  override up(): void | Promise<void> {
    this.addSql(`select set_config('app.cities', '*', true);`);
    this.addSql(
      `create table "custody_hand_over" ("hand_over_number" text not null, "site" text not null, "city" text not null, "state" text not null, "from_custodian" text not null, "to_custodian" text not null, "opened_by" text not null, "opened_at" timestamptz not null, "witness" text null, "reason" text null, "counted_at" timestamptz null, "counted_serials" jsonb not null, "missing_serials" jsonb not null, "ended_by" text null, "ended_at" timestamptz null, "end_reason" text null, "version" int not null, primary key ("hand_over_number"));`,
    );
    this.addSql(`create index "custody_hand_over_city" on "custody_hand_over" ("city", "state");`);
    this.addSql(
      `create unique index "custody_hand_over_one_under_way" on "custody_hand_over" ("site") where state in ('ordered', 'offered');`,
    );

    this.addSql(
      `create table "reconciliation_signature" ("statement_number" text not null, "site" text not null, "city" text not null, "position" int not null, "signed_by" text null, "signed_at" timestamptz null, primary key ("statement_number", "site"));`,
    );

    this.addSql(
      `alter table "reconciliation" add "sent_back_by" text null, add "sent_back_at" timestamptz null, add "send_back_reason" text null;`,
    );

    this.addSql(`alter table "reconciliation_line" add "site" text null;`);

    this.addSql(`alter table "shipment" add "carrier" text null, add "tracking_number" text null;`);

    this.addSql(`alter table "shipment_discrepancy" add "liable" text null;`);

    this.addSql(
      `alter table "custody_hand_over" add constraint "custody_hand_over_to_another" check (from_custodian <> to_custodian);`,
    );
    this.addSql(`alter table "custody_hand_over" enable row level security;`);
    this.addSql(`alter table "custody_hand_over" force row level security;`);
    this.addSql(
      `create policy "custody_hand_over_city" on "custody_hand_over" using (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ',')))) with check (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ','))));`,
    );

    this.addSql(`alter table "reconciliation_signature" enable row level security;`);
    this.addSql(`alter table "reconciliation_signature" force row level security;`);
    this.addSql(
      `create policy "reconciliation_signature_city" on "reconciliation_signature" using (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ',')))) with check (((select coalesce(current_setting('app.cities', true), '')) = '*' or city = any (string_to_array((select coalesce(current_setting('app.cities', true), '')), ','))));`,
    );
    for (const statement of whatEntitiesCannotSay) this.addSql(statement);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "custody_hand_over" cascade;`);
    this.addSql(`drop table if exists "reconciliation_signature" cascade;`);

    this.addSql(
      `alter table "reconciliation" drop column "sent_back_by", drop column "sent_back_at", drop column "send_back_reason";`,
    );

    this.addSql(`alter table "reconciliation_line" drop column "site";`);

    this.addSql(`alter table "shipment" drop column "carrier", drop column "tracking_number";`);

    this.addSql(`alter table "shipment_discrepancy" drop column "liable";`);
  }
}

/** Old statements were signed by one person for the whole city: his signature is that of its main site. */
const oldSignatures = `
  insert into reconciliation_signature (statement_number, site, city, position, signed_by, signed_at)
  select statement_number, site, city, position, case when position = 0 then signed_by end, case when position = 0 then signed_at end
  from (
    select statement.statement_number, statement.city, statement.state, statement.signed_by, statement.signed_at, site.site,
      row_number() over (partition by statement.statement_number
        order by array_position(array['branch', 'headquarters', 'central-warehouse', 'station'], site.site_kind), site.site) - 1 as position
    from reconciliation statement join site on site.city = statement.city and site.opened_at < statement.cut_off_at
  ) ranked
  where position = 0 or state = 'opened';`;

const sitesOfOpenLines = `
  update reconciliation_line line set site = split_part(place, ':', 2) from reconciliation statement
  where statement.statement_number = line.statement_number and statement.state <> 'closed' and listed_as in ('on-hand', 'quarantine');`;

const modelsOfReturns = `
  update defective_return set model = unit.model from spare_unit unit
  where unit.serial = defective_return.serial and defective_return.model is null and unit.model <> 'unknown';`;

/** Where a unit is booked, in whatever city: a decision may follow from it, and nothing of it is shown (X8). */
const whereabouts = `
  create function unit_whereabouts(wanted text) returns table (place_kind text, city text, owner text) language plpgsql as $function$
  declare
    seen constant text := coalesce(current_setting('app.cities', true), '');
  begin
    perform set_config('app.cities', '*', true);
    return query select unit.place_kind, unit.city, unit.owner from spare_unit unit where unit.serial = wanted;
    perform set_config('app.cities', seen, true);
  end $function$;`;

const signaturesStay = `
  create trigger reconciliation_signature_closed_stays before insert or update or delete on reconciliation_signature
    for each row execute function refuse_change_of_closed_statement();`;

const whatEntitiesCannotSay = [
  oldSignatures,
  sitesOfOpenLines,
  modelsOfReturns,
  whereabouts,
  signaturesStay,
  sequenceWithGaps('custody_hand_over_number'),
  revokeFromAllButOwner('custody_hand_over', ['delete', 'truncate']),
  revokeFromAllButOwner('reconciliation_signature', ['delete', 'truncate']),
];
