import { Migration } from '@mikro-orm/migrations';

/** A case that is taken up again is charged anew, once its first charge is reversed (S8, X4). */
export class Migration20261128161546_cases_taken_up_again extends Migration {
  override name = 'Migration20261128161546_cases_taken_up_again';

  override up(): void | Promise<void> {
    this.addSql(`alter table "case_projection" add "reopenings" int not null default 0;`);

    this.addSql(`drop index "charge_repair_per_fault";`);
    this.addSql(
      `create unique index "charge_repair_per_fault" on "charge" ("fault_number") where reason = 'repair' and state <> 'reversed';`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "case_projection" drop column "reopenings";`);

    this.addSql(`drop index "charge_repair_per_fault";`);
    this.addSql(`create unique index "charge_repair_per_fault" on "charge" ("fault_number") where reason = 'repair';`);
  }
}
