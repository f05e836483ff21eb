import { Migration } from '@mikro-orm/migrations';

/** What administrators did to accounts. */
export class Migration20261126063820_account_change extends Migration {
  override name = 'Migration20261126063820_account_change';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "account_change" ("id" bigserial primary key, "account" varchar(255) not null, "kind" varchar(255) not null, "by" varchar(255) not null, "at" timestamptz not null, "reason" varchar(255) null, "name" varchar(255) not null, "roles" jsonb not null, "cities" jsonb null);`,
    );
    this.addSql(`create index "account_change_account_index" on "account_change" ("account");`);
  }
}
