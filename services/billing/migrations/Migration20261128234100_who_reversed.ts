import { Migration } from '@mikro-orm/migrations';

/** Who took a charge back does not pay back what was paid on it (O3). Of charges from before nobody knows it. */
export class Migration20261128234100_who_reversed extends Migration {
  override name = 'Migration20261128234100_who_reversed';

  override up(): void | Promise<void> {
    this.addSql(`alter table "charge" add "reversed_by" text null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "charge" drop column "reversed_by";`);
  }
}
