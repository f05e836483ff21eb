import { Migration } from '@mikro-orm/migrations';

export class Migration20261128160335_models_told extends Migration {
  override name = 'Migration20261128160335_models_told';

  override up(): void | Promise<void> {
    this.addSql(`alter table "device_model" add "version" int not null default 0;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "device_model" drop column "version";`);
  }
}
