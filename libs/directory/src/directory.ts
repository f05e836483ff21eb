import type { CityCode, Role, Session } from '@rotables/domain-kernel';
import { ensureCityInScope, samePerson } from '@rotables/domain-kernel';
import {
  CityNotKnown,
  NotYourSite,
  PersonDisabled,
  PersonNotKnown,
  PersonWithoutRole,
  SiteNotKnown,
} from './directory.errors.js';
import { worksAt } from './site-of-person.js';

/** Somebody with an account, as the console told last. */
export interface KnownPerson {
  /** As the account was made; books keep this and not what was typed. */
  readonly account: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly cities: readonly CityCode[] | 'all';
  readonly department: string | null;
  readonly active: boolean;
}

export interface KnownSite {
  readonly site: string;
  readonly city: CityCode;
  readonly siteKind: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly custodian: string;
}

/** What a person must be for what he is named for. */
export interface PersonWanted {
  /** Any one of these will do; none: any role. */
  readonly roles?: readonly Role[];
  /** Where he must be able to act. */
  readonly city?: CityCode;
}

/**
 * Who works here and where (O1, O3), as far as it has been told; also the injection token. Everything inside a unit of work. Whoever
 * merely acts is who his token says; who is named by another, or whose department counts, is looked up here (first law).
 */
export abstract class Directory {
  /** However the account is typed (`samePerson`). */
  abstract person(account: string): Promise<KnownPerson | undefined>;
  abstract site(site: string): Promise<KnownSite | undefined>;
  /** Of which sites somebody is the custodian (O6). */
  abstract sitesKeptBy(account: string): Promise<readonly KnownSite[]>;
  protected abstract isCityKnown(city: CityCode): Promise<boolean>;

  /** Throws PersonNotKnown; PersonDisabled; PersonWithoutRole. */
  async ensurePerson(account: string, field: string, { roles = [], city }: PersonWanted = {}): Promise<KnownPerson> {
    const person = await this.person(account);
    if (person === undefined) throw new PersonNotKnown(field, account);
    if (!person.active) throw new PersonDisabled(field, person.account, person.name);
    const hasRole = roles.length === 0 || roles.some((role) => person.roles.includes(role));
    const actsThere = city === undefined || person.cities === 'all' || person.cities.includes(city);
    if (!hasRole || !actsThere) {
      throw new PersonWithoutRole(field, person.account, person.name, { roles, city: city ?? null });
    }
    return person;
  }

  /** O1: a city that no site is in does not exist. Throws CityNotKnown. */
  async ensureCity(city: CityCode, field: string): Promise<void> {
    if (!(await this.isCityKnown(city))) throw new CityNotKnown(field, city);
  }

  /** O1: a site that nobody has opened holds nothing. Throws SiteNotKnown. */
  async ensureOpened(code: string, field: string): Promise<KnownSite> {
    const site = await this.site(code);
    if (site === undefined) throw new SiteNotKnown(field, code);
    return site;
  }

  /**
   * A site that somebody states: it has been opened, in a city that he acts for (O1, O3), and he works there, so that he puts nothing
   * into the keeping of others (O2). Throws SiteNotKnown; CityOutOfScope; NotYourSite.
   */
  async ensureSite(code: string, field: string, by: Session): Promise<KnownSite> {
    const site = await this.ensureOpened(code, field);
    ensureCityInScope(by, site.city);
    if (!worksAt(site, by)) throw new NotYourSite(field, code, site.custodian);
    return site;
  }
}

/** Of several accounts of one person the one as typed, else one that is active. */
export function bestMatch(account: string, found: readonly KnownPerson[]): KnownPerson | undefined {
  const ofPerson = found.filter((one) => samePerson(one.account, account));
  return (
    ofPerson.find((one) => one.account === account) ?? ofPerson.find(({ active }) => active) ?? ofPerson[0] ?? undefined
  );
}
