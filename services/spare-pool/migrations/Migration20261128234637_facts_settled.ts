import { Migration } from '@mikro-orm/migrations';

/** What waits for a unit, or was set aside, is settled by a person with a reason, and kept (E4). */
export class Migration20261128234637_facts_settled extends Migration {
  override name = 'Migration20261128234637_facts_settled';

  override up(): void | Promise<void> {
    this.addSql(
      `alter table "awaiting_fact" add "settled_by" text null, add "settled_at" timestamptz null, add "settlement" text null, add "version" int not null default 0;`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(
      `alter table "awaiting_fact" drop column "settled_by", drop column "settled_at", drop column "settlement", drop column "version";`,
    );
  }
}
