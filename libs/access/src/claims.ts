import { isIP } from 'node:net';
import { branchRoles, InvalidInput, isRole, parseActorId, parseCityCode, roles } from '@rotables/domain-kernel';
import type { CityCode, Role, Session } from '@rotables/domain-kernel';

/** What every token of the product says, and what every service insists on. */
export const tokenIssuer = 'rotables';
export const tokenAudience = 'rotables-services';
export const tokenAlgorithm = 'EdDSA';

const longestNameCharacters = 100;
const mostCities = 100;

/** The part of a token that says who its bearer is. */
export interface Claims {
  readonly subject: unknown;
  readonly name: unknown;
  readonly roles: unknown;
  readonly cities: unknown;
  /** From where the bearer asks, where whoever issued the token stands between him and the service. */
  readonly address?: unknown;
}

/**
 * The session that these claims amount to. Used when a token is issued and again when it is verified, so that neither side
 * accepts what the other refuses. Throws InvalidInput naming the claim.
 */
export function sessionFromClaims(claims: Claims): Session {
  const held = parseRoles(claims.roles);
  return {
    actor: parseActorId(claims.subject, 'subject'),
    name: parseName(claims.name),
    roles: held,
    cities: parseCities(claims.cities, held),
    ...(claims.address === undefined ? {} : { address: parseAddress(claims.address) }),
  };
}

function parseName(value: unknown): string {
  const name = typeof value === 'string' ? value.trim() : '';
  if (name !== '' && name.length <= longestNameCharacters && !/\p{Cc}/u.test(name)) return name;
  throw new InvalidInput('name', value, `the name of a person, 1 to ${longestNameCharacters} characters on one line`);
}

function parseAddress(value: unknown): string {
  if (typeof value === 'string' && isIP(value) !== 0) return value;
  throw new InvalidInput('address', value, 'an IP address');
}

function parseRoles(value: unknown): readonly Role[] {
  if (!Array.isArray(value) || value.length === 0) {
    throw new InvalidInput('roles', value, `a list of one or more of ${roles.join(', ')}`);
  }
  const held = value.map((role: unknown, index) => {
    if (isRole(role)) return role;
    throw new InvalidInput(`roles[${index}]`, role, `one of ${roles.join(', ')}`);
  });
  if (held.includes('auditor') && held.some((role) => role !== 'auditor')) {
    throw new InvalidInput(
      'roles',
      value,
      'either "auditor" alone or roles without it: an auditor changes nothing (O3)',
    );
  }
  return [...new Set(held)];
}

function parseCities(value: unknown, held: readonly Role[]): readonly CityCode[] | 'all' {
  const branchRole = held.find((role) => branchRoles.includes(role));
  if (value === 'all') {
    if (branchRole === undefined) return 'all';
    throw new InvalidInput(
      'cities',
      value,
      `a list of city codes: the role ${branchRole} sees its own cities only (O3)`,
    );
  }
  if (!Array.isArray(value) || value.length === 0 || value.length > mostCities) {
    throw new InvalidInput('cities', value, `"all" or a list of 1 to ${mostCities} city codes`);
  }
  return [...new Set(value.map((city: unknown, index) => parseCityCode(city, `cities[${index}]`)))];
}
