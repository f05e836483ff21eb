import { Migration } from '@mikro-orm/migrations';

/** What two spellings of one serial have in common (W15), as `serialKey` has it; stored serials have ASCII characters only. */
const keyOfSerial = `upper(regexp_replace(serial, '[[:space:]._:/+#-]', '', 'g'))`;

/** Units and devices are found however their serials are typed, and a device has a model. Twins from before stay two. */
export class Migration20261128191008_serials_and_models_of_devices extends Migration {
  override name = 'Migration20261128191008_serials_and_models_of_devices';

  override up(): void {
    this.addSql(`alter table "covered_unit" add "model" text null;`);
    this.addSql(`create index covered_unit_serial_key on covered_unit ((${keyOfSerial}))`);
    this.addSql(`create index spare_unit_serial_key on spare_unit ((${keyOfSerial}))`);
  }

  override down(): void {
    this.addSql('drop index spare_unit_serial_key');
    this.addSql('drop index covered_unit_serial_key');
    this.addSql(`alter table "covered_unit" drop column "model";`);
  }
}
