import { Migration } from '@mikro-orm/migrations';

/** What a case is kept for, until it comes about or is given up (R8, S7, W3). */
export class Migration20261128224943_case_reserved extends Migration {
  override name = 'Migration20261128224943_case_reserved';

  override up(): void | Promise<void> {
    this.addSql(`alter table "rma_case" add "reservation" jsonb null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "rma_case" drop column "reservation";`);
  }
}
