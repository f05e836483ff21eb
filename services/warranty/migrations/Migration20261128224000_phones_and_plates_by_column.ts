import { Migration } from '@mikro-orm/migrations';

/**
 * What all ways of writing a phone number, or a plate, have in common, as columns (R1, W15): a customer says the number as he is used to,
 * and it was registered as somebody else is. Columns, because an index on an expression is of no use behind row-level security.
 */
export class Migration20261128224000_phones_and_plates_by_column extends Migration {
  override name = 'Migration20261128224000_phones_and_plates_by_column';

  override up(): void {
    // Without separators, without the country's code, and without the zero that stands before an area code only where that is left out.
    this.addSql(`create function phone_key(phone text) returns text language sql immutable strict parallel safe
      return regexp_replace(regexp_replace(regexp_replace(upper(normalize(phone, NFKC)), '[\\s().+/·-]', '', 'g'),
        '^(00)?86(?=0?[1-9][0-9]{9})', ''), '^0+', '')`);
    this.addSql(`create function plate_key(plate text) returns text language sql immutable strict parallel safe
      return upper(regexp_replace(normalize(plate, NFKC), '[\\s._:/+#·•・-]', '', 'g'))`);
    this.addSql(`-- Some hundred thousand rows at most: rewritten in seconds, while the service is being upgraded.
      alter table coverage
      -- squawk-ignore adding-field-with-default
      add customer_phone_key text generated always as (phone_key(customer_phone)) stored,
      -- squawk-ignore adding-field-with-default
      add plate_key text generated always as (plate_key(plate)) stored`);
    this.addSql(`-- In the transaction of the column that it is for.
      -- squawk-ignore require-concurrent-index-deletion
      drop index coverage_customer_phone`);
    this.addSql(`-- The same.
      -- squawk-ignore require-concurrent-index-creation
      create index coverage_customer_phone on coverage (customer_phone_key, city, serial)`);
    this.addSql(`-- In the transaction of the column that it is for.
      -- squawk-ignore require-concurrent-index-deletion
      drop index coverage_plate`);
    this.addSql(`-- The same.
      -- squawk-ignore require-concurrent-index-creation
      create index coverage_plate on coverage (plate_key) where plate_key is not null`);
  }
}
