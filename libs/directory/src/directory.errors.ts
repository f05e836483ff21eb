import { DomainError, type CityCode, type Role } from '@rotables/domain-kernel';

export class PersonNotKnown extends DomainError {
  readonly code = 'person-not-known';
  readonly kind = 'conflict';

  constructor(field: string, account: string) {
    super(
      `${field} is "${account}", but nobody has that account as far as is known here; try again in a moment if it was made just now, ` +
        'else let an administrator make it first.',
      { field, account },
    );
  }
}

export class PersonDisabled extends DomainError {
  readonly code = 'person-disabled';
  readonly kind = 'refused';

  constructor(field: string, account: string, name: string) {
    super(
      `${field} is "${account}" (${name}), whose account is disabled; name somebody who works here, or let it be enabled first.`,
      { field, account, name },
    );
  }
}

export interface WantedStanding {
  /** Any one of these will do. */
  readonly roles: readonly Role[];
  readonly city: CityCode | null;
}

export class PersonWithoutRole extends DomainError {
  readonly code = 'person-without-role';
  readonly kind = 'refused';

  constructor(field: string, account: string, name: string, { roles, city }: WantedStanding) {
    const needed = [roles.join(' or '), city === null ? '' : `of ${city}`].filter((part) => part !== '').join(' ');
    super(
      `${field} is "${account}" (${name}), but must be an account that is ${needed} (O3); name another, or let an administrator change it.`,
      { field, account, name, roles: roles.join(', '), city: city ?? '' },
    );
  }
}

export class SiteNotKnown extends DomainError {
  readonly code = 'site-not-known';
  readonly kind = 'conflict';

  constructor(field: string, site: string) {
    super(
      `${field} is ${site}, but no such site has been opened as far as is known here (O1); try again in a moment if it was opened just ` +
        'now, else name the site where you are.',
      { field, site },
    );
  }
}

/** O2: what comes into a site answers for its custodian, so nobody puts it there from elsewhere. */
export class NotYourSite extends DomainError {
  readonly code = 'not-your-site';
  readonly kind = 'forbidden';

  constructor(field: string, site: string, custodian: string) {
    super(
      `${field} is ${site}, which ${custodian} keeps and where you do not work (O2); name the site where you are, or let somebody of ` +
        `${site} do this. What goes there goes by shipment.`,
      { field, site, custodian },
    );
  }
}

export class CityNotKnown extends DomainError {
  readonly code = 'city-not-known';
  readonly kind = 'conflict';

  constructor(field: string, city: string) {
    super(
      `${field} is ${city}, but no site is in it as far as is known here (O1); try again in a moment if one was opened just now, ` +
        'else correct the city or let headquarters open a site there first.',
      { field, city },
    );
  }
}
