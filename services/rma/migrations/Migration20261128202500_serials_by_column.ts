import { Migration } from '@mikro-orm/migrations';

/**
 * What all ways of typing a serial have in common, as a column (W15). An index on the expression is of no use behind row-level security:
 * its functions might leak what they see, so that every look-up went through the whole table.
 */
export class Migration20261128202500_serials_by_column extends Migration {
  override name = 'Migration20261128202500_serials_by_column';

  override up(): void {
    for (const table of ['rma_case', 'covered_unit_projection']) {
      this.addSql(`alter table ${table} add serial_key text generated always as (serial_key(serial)) stored`);
    }
    this.addSql('drop index rma_case_serial_key');
    this.addSql('create index rma_case_serial_key on rma_case (serial_key)');
    this.addSql('drop index covered_unit_projection_key');
    this.addSql('create index covered_unit_projection_key on covered_unit_projection (serial_key)');
  }
}
