import { DomainError } from '@rotables/domain-kernel';

export class SiteNotFound extends DomainError {
  readonly code = 'site-not-found';
  readonly kind = 'not-found';

  constructor(site: string) {
    super(
      `No site ${site} is open, or it is in a city that you do not see; check the code, or let an administrator open it.`,
      { site },
    );
  }
}

export class SiteAlreadyOpen extends DomainError {
  readonly code = 'site-already-open';
  readonly kind = 'conflict';

  constructor(site: string) {
    super(`A site ${site} is open already; choose another code.`, { site });
  }
}

export class NotTheCustodian extends DomainError {
  readonly code = 'not-the-custodian';
  readonly kind = 'forbidden';

  constructor(site: string, custodian: string, actor: string) {
    super(`The custodian of ${site} is ${custodian}, and you are ${actor}; let ${custodian} do it.`, {
      site,
      custodian,
      actor,
    });
  }
}

export class SameCustodian extends DomainError {
  readonly code = 'same-custodian';
  readonly kind = 'refused';

  constructor(site: string, custodian: string) {
    super(`toCustodian is ${custodian}, who has ${site} in keeping already; name the successor.`, { site, custodian });
  }
}

export class CountDiffersFromBook extends DomainError {
  readonly code = 'count-differs-from-book';
  readonly kind = 'refused';

  constructor(site: string, missing: readonly string[], unexpected: readonly string[]) {
    const listed = (serials: readonly string[]) => (serials.length === 0 ? 'none' : serials.slice(0, 20).join(', '));
    super(
      `The count of ${site} is not its book: ${missing.length} booked but not counted (${listed(missing)}), ` +
        `${unexpected.length} counted but not booked (${listed(unexpected)}). Count again, or report what is lost or found first.`,
      { site, missing: missing.slice(0, 200), unexpected: unexpected.slice(0, 200) },
    );
  }
}
