import { Migration } from '@mikro-orm/migrations';

export class Migration20261128235500_visit_reported_by extends Migration {
  override name = 'Migration20261128235500_visit_reported_by';

  override up(): void | Promise<void> {
    this.addSql(`alter table "dispatch_order" add "completed_by" text null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "dispatch_order" drop column "completed_by";`);
  }
}
