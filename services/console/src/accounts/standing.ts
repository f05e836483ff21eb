import type { Department } from '@rotables/contracts';
import {
  branchRoles,
  InvalidInput,
  isRole,
  parseActorId,
  parseCityCode,
  roles,
  type Role,
} from '@rotables/domain-kernel';
import { ensureDutiesApart } from './separation-of-duties.js';

/** Who somebody is, and what they may do where. */
export interface Standing {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly cities: readonly string[] | 'all';
  /** Some documents are led by a department (R9), whoever holds which role. */
  readonly department: Department | null;
}

export interface StatedStanding {
  readonly name: string;
  readonly roles: readonly string[];
  readonly allCities: boolean;
  readonly cities: readonly string[];
  readonly department?: Department | undefined;
}

/** As many as a token takes: with more nobody could act. */
export const mostCities = 100;

/**
 * O3: at least one role, of those that one person may hold together; either all cities or some by name, and by name where a role belongs to
 * a branch. Cities need not exist yet: a site is opened with its custodian, who is there first. Throws InvalidInput; RolesNotTogether.
 */
export function checkedStanding({ name, roles: stated, allCities, cities, department }: StatedStanding): Standing {
  const called = name.trim();
  if (called === '') throw new InvalidInput('name', name, 'the name of a person, as it stands on documents');
  const held = [...new Set(stated)].map((role) => {
    if (isRole(role)) return role;
    throw new InvalidInput('roles', role, `one or more of ${roles.join(', ')}`);
  });
  if (held.length === 0) throw new InvalidInput('roles', stated, `one or more of ${roles.join(', ')}`);
  ensureDutiesApart(held);
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
  if (named.length > mostCities)
    throw new InvalidInput('cities', named, `at most ${mostCities} cities, or all of them`);
  return { name: called, roles: held, cities: allCities ? 'all' : named, department: department ?? null };
}

/** The books name people by their account, and services as `system:…`. Throws InvalidInput. */
export function checkedAccount(account: string): string {
  const parsed = parseActorId(account.trim(), 'account');
  if (!parsed.includes(':')) return parsed;
  throw new InvalidInput('account', account, 'without a colon, which the accounts of services have');
}
