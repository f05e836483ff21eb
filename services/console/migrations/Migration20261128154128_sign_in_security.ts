import { Migration } from '@mikro-orm/migrations';

export class Migration20261128154128_sign_in_security extends Migration {
  override name = 'Migration20261128154128_sign_in_security';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "known_device" ("secret_hash" varchar(255) not null, "account" varchar(255) not null, "last_used_at" timestamptz not null, primary key ("secret_hash"));`,
    );
    this.addSql(`create index "known_device_account_index" on "known_device" ("account");`);

    this.addSql(
      `create table "second_factor" ("account" varchar(255) not null, "secret" varchar(255) not null, "confirmed_at" timestamptz null, "last_step" int not null default 0, "recovery_hashes" jsonb not null, primary key ("account"));`,
    );

    this.addSql(
      `create table "sign_in_attempt" ("key" varchar(255) not null, "failures" int not null, "last_failed_at" timestamptz not null, primary key ("key"));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "known_device" cascade;`);
    this.addSql(`drop table if exists "second_factor" cascade;`);
    this.addSql(`drop table if exists "sign_in_attempt" cascade;`);
  }
}
