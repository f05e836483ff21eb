import { Migration } from '@mikro-orm/migrations';

export class Migration20261128192951_written_requests_of_a_day extends Migration {
  override name = 'Migration20261128192951_written_requests_of_a_day';

  override up(): void | Promise<void> {
    this.addSql(
      `alter table "replenishment_attachment" add "recorded_at" timestamptz not null default clock_timestamp();`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "replenishment_attachment" drop column "recorded_at";`);
  }
}
