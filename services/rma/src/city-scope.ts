import { DomainError, type CityCode, type Session } from '@rotables/domain-kernel';

/** A person acts for a city that is not among theirs (O3). */
export class CityOutOfScope extends DomainError {
  readonly code = 'city-out-of-scope';
  readonly kind = 'forbidden';

  constructor(city: CityCode, cities: readonly CityCode[]) {
    super(
      `city is ${city}, but you act for ${cities.join(', ')} only; let someone of ${city} or of headquarters do this.`,
      { city, cities },
    );
  }
}

/** Row-level security stands behind this check; here the person gets told. */
export function ensureCityInScope(session: Session, city: CityCode): void {
  if (session.cities === 'all' || session.cities.includes(city)) return;
  throw new CityOutOfScope(city, session.cities);
}
