import { Migration } from '@mikro-orm/migrations';

export class Migration20261125152556_lists_of_large_fleets extends Migration {
  override name = 'Migration20261125152556_lists_of_large_fleets';

  override up(): void | Promise<void> {
    this.addSql(`create index "loan_defective_serial" on "loan" ("defective_serial");`);
    this.addSql(`create index "loan_latest" on "loan" ("loaned_at", "loan_number");`);
    this.addSql(`create index "loan_latest_of_city" on "loan" ("city", "loaned_at", "loan_number");`);

    this.addSql(`create index "spare_unit_model" on "spare_unit" ("model", "serial");`);
    this.addSql(
      `create index "spare_unit_not_good" on "spare_unit" ("condition", "serial") where condition <> 'good';`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "loan_defective_serial";`);
    this.addSql(`drop index "loan_latest";`);
    this.addSql(`drop index "loan_latest_of_city";`);

    this.addSql(`drop index "spare_unit_model";`);
    this.addSql(`drop index "spare_unit_not_good";`);
  }
}
