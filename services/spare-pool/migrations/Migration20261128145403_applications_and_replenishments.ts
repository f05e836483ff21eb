import { Migration } from '@mikro-orm/migrations';

/** Why an application or a replenishment ends before it is filled, what model a replenishment is of, and what went back to its customer. */
export class Migration20261128145403_applications_and_replenishments extends Migration {
  override name = 'Migration20261128145403_applications_and_replenishments';

  override up(): void | Promise<void> {
    this.addSql(`alter table "defective_return" add "model" text null, add "returned_at" timestamptz null;`);
    this.addSql(`update defective_return set model = unit.model from spare_unit unit
      where unit.serial = defective_return.serial and unit.model <> 'unknown';`);

    this.addSql(
      `alter table "replenishment" add "model" text null, add "ended_by" text null, add "ended_at" timestamptz null, add "end_reason" text null;`,
    );

    this.addSql(
      `alter table "spare_application" add "ended_by" text null, add "ended_at" timestamptz null, add "end_reason" text null;`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "defective_return" drop column "model", drop column "returned_at";`);

    this.addSql(
      `alter table "replenishment" drop column "model", drop column "ended_by", drop column "ended_at", drop column "end_reason";`,
    );

    this.addSql(
      `alter table "spare_application" drop column "ended_by", drop column "ended_at", drop column "end_reason";`,
    );
  }
}
