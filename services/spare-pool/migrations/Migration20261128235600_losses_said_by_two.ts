import { Migration } from '@mikro-orm/migrations';

export class Migration20261128235600_losses_said_by_two extends Migration {
  override name = 'Migration20261128235600_losses_said_by_two';

  override up(): void | Promise<void> {
    this.addSql(
      `alter table "loan" add "loss_state" text not null default 'not-reported', add "loss_reported_by" text null, add "loss_reported_at" timestamptz null;`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(
      `alter table "loan" drop column "loss_state", drop column "loss_reported_by", drop column "loss_reported_at";`,
    );
  }
}
