import { Migration } from '@mikro-orm/migrations';

const indexes = [
  ['spare_unit_by_serial', 'spare_unit (serial_key)'],
  ['awaiting_fact_by_serial', 'awaiting_fact (serial_key, id)'],
  ['custody_loss_by_serial', 'custody_loss (serial_key)'],
  ['loan_by_serial', 'loan (serial_key)'],
  ['loan_by_defective_serial', 'loan (defective_serial_key)'],
] as const;

/** The indexes of the columns of the migration before; nobody waits for them. */
export class Migration20261128230200_serials_by_index extends Migration {
  override name = 'Migration20261128230200_serials_by_index';

  override isTransactional(): boolean {
    return false;
  }

  override up(): void {
    for (const [name, on] of indexes) {
      // One that was left half made by an attempt before is made anew.
      this.addSql(`drop index concurrently if exists ${name}`);
      this.addSql(`create index concurrently if not exists ${name} on ${on}`);
    }
    // Row-level security kept everybody from using the first; nobody asks for the spelling of the others any more.
    for (const name of ['spare_unit_serial_key', 'loan_serial', 'loan_defective_serial'])
      this.addSql(`drop index concurrently if exists ${name}`);
  }

  override down(): void {
    for (const [name] of indexes) this.addSql(`drop index concurrently if exists ${name}`);
    this.addSql('create index concurrently if not exists loan_serial on loan (serial)');
    this.addSql('create index concurrently if not exists loan_defective_serial on loan (defective_serial)');
    this.addSql(
      `create index concurrently if not exists spare_unit_serial_key on spare_unit ((upper(regexp_replace(serial, '[[:space:]._:/+#-]', '', 'g'))))`,
    );
  }
}
