import { DomainError } from './domain-error.js';
import type { CityCode } from './identifiers.js';
import type { Session } from './session.js';

/** A person acts for a city that is not among theirs (O3, X8). */
export class CityOutOfScope extends DomainError {
  readonly code = 'city-out-of-scope';
  readonly kind = 'forbidden';

  constructor(city: CityCode, cities: readonly CityCode[]) {
    super(
      `city is ${city}, but you act for ${cities.join(', ')} only; let someone of ${city} or of headquarters do this.`,
      { city, cities: [...cities] },
    );
  }
}

/** Throws {@link CityOutOfScope}. Row-level security stands behind this check; here the person is told why. */
export function ensureCityInScope({ cities }: Session, city: CityCode): void {
  if (cities !== 'all' && !cities.includes(city)) throw new CityOutOfScope(city, cities);
}
