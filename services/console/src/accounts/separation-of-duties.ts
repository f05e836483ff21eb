import { roles, samePerson, type Role } from '@rotables/domain-kernel';
import type { Standing } from './standing.js';
import { RolesNotTogether } from './accounts.errors.js';

/**
 * Roles by which money, or what is worth money, changes hands: who may spend, approve or keep it, and who lets such people in. Nobody is
 * given one by a single person (O3).
 */
export const rolesThatMoveMoney: readonly Role[] = [
  // Keeps the units of a branch and its takings, and signs for both.
  'branch-head',
  // Approves applications, refunds and losses.
  'headquarters-approver',
  // Proposes refunds, takes money over, closes the books.
  'finance',
  // Approves what is beyond the others, and confirms grants.
  'general-manager',
  // Gives roles, and links by which one signs in.
  'administrator',
];

/** Who may be the second person. */
export const rolesThatConfirm: readonly Role[] = ['administrator', 'general-manager'];

interface RolesApart {
  readonly these: readonly Role[];
  readonly those: readonly Role[];
  readonly reason: string;
}

/** What one person must not hold together, because one of them checks the other. A whole list is meant pair by pair. */
const apart: readonly RolesApart[] = [
  { these: ['auditor'], those: roles.filter((role) => role !== 'auditor'), reason: 'who audits changes nothing' },
  {
    these: ['administrator'],
    those: rolesThatMoveMoney.filter((role) => role !== 'administrator'),
    reason: 'who gives roles must not spend by them',
  },
  {
    these: ['branch-clerk', 'branch-head'],
    those: ['headquarters-approver', 'general-manager'],
    reason: 'a branch asks, headquarters approves',
  },
  {
    these: ['branch-clerk', 'branch-head'],
    those: ['finance'],
    reason: 'a branch hands money in, finance takes it over',
  },
  {
    these: ['finance'],
    those: ['headquarters-approver'],
    reason: 'finance proposes a refund, headquarters approves it',
  },
  { these: ['warehouse'], those: ['headquarters-approver'], reason: 'headquarters approves what the warehouse ships' },
  { these: ['warehouse'], those: ['finance'], reason: 'who keeps the goods must not keep the books' },
];

/** O3: throws RolesNotTogether. */
export function ensureDutiesApart(held: readonly Role[]): void {
  for (const { these, those, reason } of apart) {
    const one = these.find((role) => held.includes(role));
    const other = those.find((role) => held.includes(role));
    if (one !== undefined && other !== undefined) throw new RolesNotTogether(one, other, reason);
  }
}

/**
 * Whether the change lets somebody move money who could not, or where he could not: a role that does is new, or its holder is given a
 * further city, or is let in again. What takes away needs nobody else.
 */
export function grantsMoney(before: Standing | null, after: Standing): boolean {
  const moneyAfter = after.roles.filter((role) => rolesThatMoveMoney.includes(role));
  if (moneyAfter.length === 0) return false;
  if (before === null) return true;
  return moneyAfter.some((role) => !before.roles.includes(role)) || !isWithin(after.cities, before.cities);
}

function isWithin(cities: Standing['cities'], allowed: Standing['cities']): boolean {
  return allowed === 'all' || (cities !== 'all' && cities.every((city) => allowed.includes(city)));
}

/** Roles, cities or department differ; a name may be corrected by its own person too. */
export function differsInDuties(before: Standing, after: Standing): boolean {
  const sameRoles = [...before.roles].sort().join() === [...after.roles].sort().join();
  const sameCities = isWithin(before.cities, after.cities) && isWithin(after.cities, before.cities);
  return !sameRoles || !sameCities || before.department !== after.department;
}

/** O3: who neither proposed it nor is the one it is about. */
export function mayConfirm(
  confirmer: string,
  proposal: { readonly account: string; readonly proposedBy: string },
): boolean {
  return !samePerson(confirmer, proposal.proposedBy) && !samePerson(confirmer, proposal.account);
}
