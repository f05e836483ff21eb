import { Migration } from '@mikro-orm/migrations';

export class Migration20261125132744_coverage_end_reason extends Migration {
  override name = 'Migration20261125132744_coverage_end_reason';

  override up(): void | Promise<void> {
    this.addSql(`alter table "coverage" add "end_reason" varchar(255) null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "coverage" drop column "end_reason";`);
  }
}
