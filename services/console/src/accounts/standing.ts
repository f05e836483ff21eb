import {
  branchRoles,
  InvalidInput,
  isRole,
  parseActorId,
  parseCityCode,
  roles,
  type Role,
} from '@rotables/domain-kernel';

/** Who somebody is, and what they may do where. */
export interface Standing {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly cities: readonly string[] | 'all';
}

export interface StatedStanding {
  readonly name: string;
  readonly roles: readonly string[];
  readonly allCities: boolean;
  readonly cities: readonly string[];
}

/** O3: at least one role; either all cities or some by name, and by name where a role belongs to a branch. Throws InvalidInput. */
export function checkedStanding({ name, roles: stated, allCities, cities }: StatedStanding): Standing {
  const called = name.trim();
  if (called === '') throw new InvalidInput('name', name, 'the name of a person, as it stands on documents');
  const held = [...new Set(stated)].map((role) => {
    if (isRole(role)) return role;
    throw new InvalidInput('roles', role, `one or more of ${roles.join(', ')}`);
  });
  if (held.length === 0) throw new InvalidInput('roles', stated, `one or more of ${roles.join(', ')}`);
  const named = [...new Set(cities)].map((city) => parseCityCode(city, 'cities'));
  const branchRole = held.find((role) => branchRoles.includes(role));
  if (allCities && branchRole !== undefined) {
    throw new InvalidInput(
      'allCities',
      allCities,
      `false, with the branch's cities in cities, for a ${branchRole} (O3)`,
    );
  }
  if (allCities && named.length > 0) throw new InvalidInput('cities', named, 'empty where allCities is true');
  if (!allCities && named.length === 0) {
    throw new InvalidInput(
      'cities',
      named,
      'the codes of one city or more, for example ["DL"], where allCities is false',
    );
  }
  return { name: called, roles: held, cities: allCities ? 'all' : named };
}

/** The books name people by their account, and services as `system:…`. Throws InvalidInput. */
export function checkedAccount(account: string): string {
  const parsed = parseActorId(account.trim(), 'account');
  if (!parsed.includes(':')) return parsed;
  throw new InvalidInput('account', account, 'without a colon, which the accounts of services have');
}
