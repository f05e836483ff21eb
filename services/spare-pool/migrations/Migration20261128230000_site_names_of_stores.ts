import { Migration } from '@mikro-orm/migrations';

/**
 * The names of headquarters and central warehouses alone, in every database: `site_name()` was once released with the names of every city's
 * sites in it, and who had run that one kept it, because the migration that made it was corrected in place (X8).
 */
export class Migration20261128230000_site_names_of_stores extends Migration {
  override name = 'Migration20261128230000_site_names_of_stores';

  override up(): void {
    this
      .addSql(`create or replace function site_name() returns table (site text, city text, site_kind text, name_zh text, name_en text)
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
}
