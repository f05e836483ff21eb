import { Migration } from '@mikro-orm/migrations';

/**
 * Accounts are told of (version), belong to one person each (person), and to a department; a grant that moves money waits for a second
 * person; who issued a link is kept with it. Twins from before keep their accounts: the second one's person is marked, which no new
 * account can be.
 */
export class Migration20261128160000_account_rules extends Migration {
  override name = 'Migration20261128160000_account_rules';

  override up(): void | Promise<void> {
    this.addSql(
      `alter table "account" add "department" varchar(255) null, add "version" int not null default 0, add "person" varchar(255) not null default '';`,
    );
    this.addSql(`with numbered as (
        select account, lower(btrim(normalize(account, NFKC), ' .')) as key,
          row_number() over (partition by lower(btrim(normalize(account, NFKC), ' .')) order by disabled, account) as place
        from account
      )
      update account set person = key || case when place = 1 then '' else '#' || place end
      from numbered where numbered.account = account.account;`);
    this.addSql(`alter table "account" alter column "person" drop default;`);
    this.addSql(`alter table "account" add constraint "account_one_per_person" unique ("person");`);
    this.addSql(`alter table "account_change" add "department" varchar(255) null;`);
    this.addSql(`alter table "sign_in_link" add "issued_by" varchar(255) null;`);
    this.addSql(
      `create table "account_proposal" ("id" bigserial primary key, "account" varchar(255) not null, "name" varchar(255) not null, "roles" jsonb not null, "cities" jsonb null, "department" varchar(255) null, "enables" boolean not null, "proposed_by" varchar(255) not null, "proposed_at" timestamptz not null, "state" varchar(255) not null, "decided_by" varchar(255) null, "decided_at" timestamptz null, "reason" varchar(255) null);`,
    );
    this.addSql(
      `create unique index "account_proposal_one_open" on "account_proposal" ("account") where state = 'proposed';`,
    );
  }
}
