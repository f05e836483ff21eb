import { Migration } from '@mikro-orm/migrations';

export class Migration20261128183751_what_a_plan_lives_by extends Migration {
  override name = 'Migration20261128183751_what_a_plan_lives_by';

  override up(): void | Promise<void> {
    this.addSql(`alter table "covered_unit_projection" add "plan_kind" text null;`);
    this.addSql(
      `alter table "covered_unit_projection" add constraint "covered_unit_projection_plan_kind_check" check ("plan_kind" in ('term', 'service-fee'));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "covered_unit_projection" drop constraint "covered_unit_projection_plan_kind_check";`);
    this.addSql(`alter table "covered_unit_projection" drop column "plan_kind";`);
  }
}
