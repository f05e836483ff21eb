import { Migration } from '@mikro-orm/migrations';
import { appendOnly, cityRowSecurity } from '@rotables/persistence';

/** What whoever received it saw: photos of an exception, kept for ever. */
export class Migration20261125124000_exception_photos extends Migration {
  override up(): void {
    this.addSql(`create table receipt_exception_photo (
      photo_id bigint generated always as identity primary key,
      exception_number text not null references receipt_exception (exception_number),
      city text not null,
      name text not null,
      media_type text not null check (media_type in ('image/jpeg', 'image/png', 'image/webp')),
      content bytea not null check (octet_length(content) between 1 and 524288),
      added_by text not null,
      added_at timestamptz not null default clock_timestamp()
    )`);
    this.addSql('create index receipt_exception_photo_of on receipt_exception_photo (exception_number)');
    this.addSql(appendOnly('receipt_exception_photo'));
    this.addSql(cityRowSecurity('receipt_exception_photo'));
  }
}
