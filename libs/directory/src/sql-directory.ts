import { Injectable } from '@nestjs/common';
import { isRole, parseCityCode, personKey, type CityCode } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { bestMatch, Directory, type KnownPerson, type KnownSite } from './directory.js';

interface PersonRow {
  readonly account: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly cities: readonly string[] | null;
  readonly department: string | null;
  readonly active: boolean;
}

interface SiteRow {
  readonly site: string;
  readonly city: string;
  readonly site_kind: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly custodian: string;
}

const siteColumns = 'site, city, site_kind, name_zh, name_en, custodian';

/** The directory in the service's own database. */
@Injectable()
export class SqlDirectory extends Directory {
  async person(account: string): Promise<KnownPerson | undefined> {
    const { rows } = await UnitOfWork.preparedQuery<PersonRow>(
      'directory-person',
      'select account, name, roles, cities, department, active from known_person where person = $1 order by account',
      [personKey(account)],
    );
    return bestMatch(account, rows.map(personOf));
  }

  async site(site: string): Promise<KnownSite | undefined> {
    const { rows } = await UnitOfWork.preparedQuery<SiteRow>(
      'directory-site',
      `select ${siteColumns} from known_site where site = $1`,
      [site],
    );
    return rows.map(siteOf)[0];
  }

  async sitesKeptBy(account: string): Promise<readonly KnownSite[]> {
    const { rows } = await UnitOfWork.preparedQuery<SiteRow>(
      'directory-sites-kept-by',
      `select ${siteColumns} from known_site where custodian_person = $1 order by site`,
      [personKey(account)],
    );
    return rows.map(siteOf);
  }

  protected async isCityKnown(city: CityCode): Promise<boolean> {
    const { rowCount } = await UnitOfWork.preparedQuery(
      'directory-city',
      'select from known_site where city = $1 limit 1',
      [city],
    );
    return rowCount > 0;
  }
}

function personOf({ roles, cities, ...row }: PersonRow): KnownPerson {
  return { ...row, roles: roles.filter(isRole), cities: cities?.map((city) => parseCityCode(city)) ?? 'all' };
}

function siteOf({ site, city, site_kind, name_zh, name_en, custodian }: SiteRow): KnownSite {
  return { site, city: parseCityCode(city), siteKind: site_kind, nameZh: name_zh, nameEn: name_en, custodian };
}
