import type { AccountChanged } from '@rotables/contracts';
import { personKey } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import type { KnownSite } from './directory.js';

/** What the console told of an account takes the place of what was known of it. */
export async function rememberPerson(told: AccountChanged): Promise<void> {
  await UnitOfWork.preparedQuery(
    'directory-remember-person',
    `insert into known_person (account, person, name, roles, cities, department, active, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (account) do update set (person, name, roles, cities, department, active, changed_at) =
       (excluded.person, excluded.name, excluded.roles, excluded.cities, excluded.department, excluded.active, excluded.changed_at)`,
    [
      told.account,
      personKey(told.account),
      told.name,
      told.roles,
      told.cities,
      told.department,
      told.state === 'active',
      told.changedAt,
    ],
  );
}

/** For consumers, and for spare-pool, which opens sites itself and whose next command may be about a new one. */
export async function rememberSite({ site, city, siteKind, nameZh, nameEn, custodian }: KnownSite): Promise<void> {
  await UnitOfWork.preparedQuery(
    'directory-remember-site',
    `insert into known_site (site, city, site_kind, name_zh, name_en, custodian, custodian_person) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (site) do update set (city, site_kind, name_zh, name_en, custodian, custodian_person) = (excluded.city,
       excluded.site_kind, excluded.name_zh, excluded.name_en, excluded.custodian, excluded.custodian_person)`,
    [site, city, siteKind, nameZh, nameEn, custodian, personKey(custodian)],
  );
}

export async function rememberCustodian(site: string, custodian: string): Promise<void> {
  await UnitOfWork.preparedQuery(
    'directory-remember-custodian',
    'update known_site set (custodian, custodian_person) = ($2, $3) where site = $1',
    [site, custodian, personKey(custodian)],
  );
}
