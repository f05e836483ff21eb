import { Migration } from '@mikro-orm/migrations';

/** The sites that were opened before the directory was kept; from now on a site enters it with the command that opens it. */
export class Migration20261128150000_known_sites extends Migration {
  override name = 'Migration20261128150000_known_sites';

  override up(): void | Promise<void> {
    this.addSql(`select set_config('app.cities', '*', true);`);
    this.addSql(`insert into known_site (site, city, site_kind, name_zh, name_en, custodian, custodian_person)
      select site, city, site_kind, name_zh, name_en, custodian, lower(btrim(normalize(custodian, NFKC), ' .')) from site
      on conflict (site) do nothing;`);
    this.addSql(`select set_config('app.cities', '', true);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`select set_config('app.cities', '*', true);`);
    this.addSql(`delete from known_site;`);
  }
}
