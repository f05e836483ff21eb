import { Migration } from '@mikro-orm/migrations';

/** A sign-in link into an account that moves money waits for a second person as a grant does (O3). */
export class Migration20261128224422_links_need_two extends Migration {
  override name = 'Migration20261128224422_links_need_two';

  override up(): void | Promise<void> {
    this.addSql(`alter table "account_proposal" add "sign_in_link" varchar(255) null;`);
  }
}
