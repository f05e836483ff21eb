import { Migration } from '@mikro-orm/migrations';

/** What somebody added within a day is counted before he adds more. */
export class Migration20261128193500_photos_of_a_day extends Migration {
  override name = 'Migration20261128193500_photos_of_a_day';

  override up(): void {
    this.addSql('create index receipt_exception_photo_of_person on receipt_exception_photo (added_by, added_at)');
  }
}
