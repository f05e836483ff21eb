import { parseActorId } from './identifiers.js';
import type { ActorId, CityCode } from './identifiers.js';

/** Who may do what (O3). */
export const roles = [
  'branch-clerk',
  'branch-head',
  'headquarters-approver',
  'warehouse',
  'technician',
  'quality',
  'finance',
  'general-manager',
  'auditor',
  'administrator',
] as const;

export type Role = (typeof roles)[number];

/** Roles that belong to a branch and therefore see only the cities they are given (O3). */
export const branchRoles: readonly Role[] = ['branch-clerk', 'branch-head'];

export function isRole(value: unknown): value is Role {
  return roles.some((role) => role === value);
}

/** On whose behalf a piece of work runs, and which cities' rows it may see and write. */
export interface Session {
  readonly actor: ActorId;
  /** For people, as it stands on documents. */
  readonly name: string;
  readonly roles: readonly Role[];
  readonly cities: readonly CityCode[] | 'all';
  /** From where its person asks, as the console saw it; left out where he asks the service himself. */
  readonly address?: string;
}

/** The session of work that no person started: an event consumer, a relay, a scheduler. It sees every city and has no role. */
export function systemSession(part: string): Session {
  return { actor: parseActorId(`system:${part}`), name: part, roles: [], cities: 'all' };
}
