import { Migration } from '@mikro-orm/migrations';

/** When a fault was reported, so that nothing is lent for it before (S8). Of cases from before, the number has the day, whose begin is no later. */
export class Migration20261128234700_when_faults_were_reported extends Migration {
  override name = 'Migration20261128234700_when_faults_were_reported';

  override up(): void {
    this.addSql('alter table "fault_case" add "reported_at" timestamptz null;');
    this.addSql(`set local app.cities = '*'`);
    this.addSql(
      `update fault_case set reported_at = to_date(substr(fault_number, 4, 8), 'YYYYMMDD')::timestamp at time zone 'Asia/Shanghai'
       where fault_number ~ '^FR-[0-9]{4}(0[1-9]|1[0-2])([0-2][0-9]|3[01])-'`,
    );
  }

  override down(): void {
    this.addSql('alter table "fault_case" drop column "reported_at";');
  }
}
