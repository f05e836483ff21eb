import { Migration } from '@mikro-orm/migrations';

export class Migration20261128225926_scrap_holds extends Migration {
  override name = 'Migration20261128225926_scrap_holds';

  override up(): void | Promise<void> {
    this.addSql(`alter table "scrap_record" add "hold" text null, add "hold_refused_place" text null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "scrap_record" drop column "hold", drop column "hold_refused_place";`);
  }
}
