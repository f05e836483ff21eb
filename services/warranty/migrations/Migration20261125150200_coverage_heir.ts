import { Migration } from '@mikro-orm/migrations';

export class Migration20261125150200_coverage_heir extends Migration {
  override name = 'Migration20261125150200_coverage_heir';

  override up(): void | Promise<void> {
    this.addSql(
      `create index "coverage_heir" on "coverage" ("inherited_from", "installed_on") where inherited_from is not null;`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "coverage_heir";`);
  }
}
