import { Migration } from '@mikro-orm/migrations';
import { appendOnly } from '@rotables/persistence';

/** What administrators did to accounts is only ever added to, whoever has the rights of the running console (X8). */
export class Migration20261128155500_account_changes_stand extends Migration {
  override name = 'Migration20261128155500_account_changes_stand';

  override up(): void {
    this.addSql(appendOnly('account_change'));
  }
}
