import { Migration } from '@mikro-orm/migrations';

/**
 * What a branch may know of headquarters and the central warehouse, whatever city they are in: what they are called, and nothing of what
 * stands there (X8).
 */
export class Migration20261126120000_site_names extends Migration {
  override name = 'Migration20261126120000_site_names';

  override up(): void | Promise<void> {
    // A setting of the function's own would do, but only a superuser may give it one that PostgreSQL does not know.
    this
      .addSql(`create function site_name() returns table (site text, city text, site_kind text, name_zh text, name_en text)
      language plpgsql as $function$
      declare
        seen constant text := coalesce(current_setting('app.cities', true), '');
      begin
        perform set_config('app.cities', '*', true);
        return query select one.site, one.city, one.site_kind, one.name_zh, one.name_en from site as one
          where one.site_kind in ('central-warehouse', 'headquarters') or seen = '*' or one.city = any (string_to_array(seen, ','));
        perform set_config('app.cities', seen, true);
      end $function$;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop function site_name();`);
  }
}
