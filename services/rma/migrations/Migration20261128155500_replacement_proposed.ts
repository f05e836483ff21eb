import { Migration } from '@mikro-orm/migrations';

/** Of a loan it is kept whether somebody proposed that its spare stays for good, so that the defective unit is not handed back meanwhile (S7). */
export class Migration20261128155500_replacement_proposed extends Migration {
  override up(): void {
    this.addSql('alter table loan_projection add column stay_proposed boolean not null default false');
  }
}
