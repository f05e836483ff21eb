import { Migration } from '@mikro-orm/migrations';

export class Migration20261128184901_claims_wait_since extends Migration {
  override name = 'Migration20261128184901_claims_wait_since';

  override up(): void | Promise<void> {
    this.addSql(`alter table "pending_charge" add "recorded_at" timestamptz not null default clock_timestamp();`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "pending_charge" drop column "recorded_at";`);
  }
}
