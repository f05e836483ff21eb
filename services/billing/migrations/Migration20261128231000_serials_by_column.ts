import { Migration } from '@mikro-orm/migrations';

/** What two spellings of one serial have in common (W15), as `serialKey` has it; stored serials have ASCII characters only. */
const keyOfSerial = `upper(regexp_replace(serial, '[[:space:]._:/+#-]', '', 'g'))`;

const tables = ['charge', 'pending_charge', 'quote', 'covered_unit_projection', 'found_unit_projection'];

/** What is owed for a unit is found however its serial is typed (W15); as a column, for row-level security uses no index on an expression. */
export class Migration20261128231000_serials_by_column extends Migration {
  override name = 'Migration20261128231000_serials_by_column';

  override up(): void {
    for (const table of tables) {
      // A million charges are written anew in some seconds, once; a column that is filled bit by bit would be wrong meanwhile.
      this.addSql(`-- squawk-ignore adding-field-with-default
        alter table ${table} add serial_key text generated always as (${keyOfSerial}) stored`);
    }
  }

  override down(): void {
    for (const table of tables) this.addSql(`alter table ${table} drop column serial_key`);
  }
}
