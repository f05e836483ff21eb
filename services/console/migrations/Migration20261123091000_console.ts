import { Migration } from '@mikro-orm/migrations';

/** Accounts, the sessions of browsers, and links that sign somebody in once. Of every secret only a hash is kept. */
export class Migration20261123091000_console extends Migration {
  override up(): void {
    this.addSql(`create table account (
      account varchar(255) not null primary key,
      name varchar(255) not null,
      roles jsonb not null,
      cities jsonb null,
      password_hash varchar(255) null,
      failed_attempts int not null default 0,
      locked_until timestamptz null,
      disabled boolean not null default false
    )`);
    this.addSql(`create table browser_session (
      secret_hash varchar(255) not null primary key,
      account varchar(255) not null references account (account),
      created_at timestamptz not null,
      last_used_at timestamptz not null
    )`);
    this.addSql('create index browser_session_account_index on browser_session (account)');
    this.addSql(`create table sign_in_link (
      secret_hash varchar(255) not null primary key,
      account varchar(255) not null references account (account),
      expires_at timestamptz not null,
      used_at timestamptz null
    )`);
  }
}
