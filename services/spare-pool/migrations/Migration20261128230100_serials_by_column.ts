import { Migration } from '@mikro-orm/migrations';

/** What two spellings of one serial have in common (W15), as `serialKey` has it; stored serials have ASCII characters only. */
const keyOf = (column: string): string => `upper(regexp_replace(${column}, '[[:space:]._:/+#-]', '', 'g'))`;

const columns = [
  ['spare_unit', 'serial_key', 'serial'],
  ['awaiting_fact', 'serial_key', 'serial'],
  ['custody_loss', 'serial_key', 'serial'],
  ['loan', 'serial_key', 'serial'],
  ['loan', 'defective_serial_key', 'defective_serial'],
] as const;

/** Where a unit is booked, in whatever city, however its serial is typed; of twins from before the one that is spelt so. */
const whereabouts = (condition: string): string => `
  create or replace function unit_whereabouts(wanted text) returns table (place_kind text, city text, owner text) language plpgsql as $function$
  declare
    seen constant text := coalesce(current_setting('app.cities', true), '');
  begin
    perform set_config('app.cities', '*', true);
    return query select unit.place_kind, unit.city, unit.owner from spare_unit unit where ${condition};
    perform set_config('app.cities', seen, true);
  end $function$;`;

/**
 * Units are found however their serials are typed (W15). An index on the expression is of no use behind row-level security: its functions
 * might leak what they see, so that every look-up would go through the whole table; a column has it.
 */
export class Migration20261128230100_serials_by_column extends Migration {
  override name = 'Migration20261128230100_serials_by_column';

  override up(): void {
    for (const [table, column, serial] of columns) {
      // The tables hold two units in a hundred of the installed base, and what became of them: they are written anew in a moment.
      this.addSql(`-- squawk-ignore adding-field-with-default
        alter table ${table} add ${column} text generated always as (${keyOf(serial)}) stored`);
    }
    this.addSql(
      whereabouts(`unit.serial_key = ${keyOf('wanted')} order by unit.serial = wanted desc, unit.serial limit 1`),
    );
  }

  override down(): void {
    this.addSql(whereabouts('unit.serial = wanted'));
    for (const [table, column] of columns) this.addSql(`alter table ${table} drop column ${column}`);
  }
}
