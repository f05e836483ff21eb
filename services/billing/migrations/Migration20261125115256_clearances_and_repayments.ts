import { Migration } from '@mikro-orm/migrations';

/** How a hand-over's difference was cleared (B5), and when what was paid on a reversed charge went back (B8). */
export class Migration20261125115256_clearances_and_repayments extends Migration {
  override name = 'Migration20261125115256_clearances_and_repayments';

  override up(): void | Promise<void> {
    this.addSql(
      `alter table "charge" add "repaid_at" timestamptz null, add "repaid_by" text null, add "repaid_method" text null;`,
    );

    this.addSql(
      `alter table "handover" add "clearance" text null, add "clearance_reason" text null, add "cleared_by" text null, add "cleared_at" timestamptz null;`,
    );
    this.addSql(`alter table "handover" add constraint "handover_two_people" check (cleared_by <> accepted_by);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "charge" drop column "repaid_at", drop column "repaid_by", drop column "repaid_method";`);

    this.addSql(`alter table "handover" drop constraint "handover_two_people";`);
    this.addSql(
      `alter table "handover" drop column "clearance", drop column "clearance_reason", drop column "cleared_by", drop column "cleared_at";`,
    );
  }
}
