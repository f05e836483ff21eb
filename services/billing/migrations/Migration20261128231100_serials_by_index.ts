import { Migration } from '@mikro-orm/migrations';

const indexes = [
  ['charge_by_serial', 'charge (serial_key)'],
  ['quote_by_serial', 'quote (serial_key)'],
  ['covered_unit_projection_by_serial', 'covered_unit_projection (serial_key)'],
  ['found_unit_projection_by_serial', 'found_unit_projection (serial_key, found_at)'],
] as const;

/** The indexes of the columns of the migration before, in the place of the one on the spelling; nobody waits for them. */
export class Migration20261128231100_serials_by_index extends Migration {
  override name = 'Migration20261128231100_serials_by_index';

  override isTransactional(): boolean {
    return false;
  }

  override up(): void {
    for (const [name, on] of indexes) {
      // One that was left half made by an attempt before is made anew.
      this.addSql(`drop index concurrently if exists ${name}`);
      this.addSql(`create index concurrently if not exists ${name} on ${on}`);
    }
    this.addSql('drop index concurrently if exists charge_serial');
  }

  override down(): void {
    for (const [name] of indexes) this.addSql(`drop index concurrently if exists ${name}`);
    this.addSql('create index concurrently if not exists charge_serial on charge (serial)');
  }
}
