import { DomainError } from '@rotables/domain-kernel';
import type { Session } from '@rotables/domain-kernel';

export class WholeOrganisationNeeded extends DomainError {
  readonly code = 'whole-organisation-needed';
  readonly kind = 'forbidden';

  constructor(what: string, cities: readonly string[]) {
    super(`${what} concerns every city, but your token is for ${cities.join(', ')} only; use one for all cities.`, {
      cities,
    });
  }
}

/** What holds for every city is decided by someone who sees every city. */
export function ensureWholeOrganisation(session: Session, what: string): void {
  if (session.cities !== 'all') throw new WholeOrganisationNeeded(what, session.cities);
}
