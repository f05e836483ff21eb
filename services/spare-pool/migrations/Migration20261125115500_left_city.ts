import { Migration } from '@mikro-orm/migrations';

export class Migration20261125115500_left_city extends Migration {
  override name = 'Migration20261125115500_left_city';

  override up(): void | Promise<void> {
    this.addSql(`create index "movement_left_city" on "movement" ("from_city", "moved_at") where from_city <> city;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "movement_left_city";`);
  }
}
