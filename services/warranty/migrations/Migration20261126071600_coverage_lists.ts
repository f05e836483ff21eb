import { Migration } from '@mikro-orm/migrations';

/** What runs out next, of all cities and of one; a customer's units by telephone, as the customer's branch asks for them. */
export class Migration20261126071600_coverage_lists extends Migration {
  override name = 'Migration20261126071600_coverage_lists';

  override up(): void | Promise<void> {
    this.addSql(`drop index "coverage_term_until";`);
    this.addSql(`create index "coverage_term_until" on "coverage_term" ("until_on", "serial");`);
    this.addSql(`create index "coverage_term_city_until" on "coverage_term" ("city", "until_on", "serial");`);
    this.addSql(`drop index "coverage_customer_phone";`);
    this.addSql(`create index "coverage_customer_phone" on "coverage" ("customer_phone", "city", "serial");`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "coverage_customer_phone";`);
    this.addSql(`create index "coverage_customer_phone" on "coverage" ("customer_phone");`);
    this.addSql(`drop index "coverage_term_city_until";`);
    this.addSql(`drop index "coverage_term_until";`);
    this.addSql(`create index "coverage_term_until" on "coverage_term" ("until_on");`);
  }
}
