import type { Role } from '@rotables/domain-kernel';

type SomeRoles = readonly [Role, ...Role[]];

/** Who looks into the pool; an auditor reads every route anyway. */
export const readers: SomeRoles = [
  'branch-clerk',
  'branch-head',
  'headquarters-approver',
  'warehouse',
  'technician',
  'quality',
  'finance',
  'general-manager',
  'administrator',
];
export const branch: SomeRoles = ['branch-clerk', 'branch-head'];
/** Who has a site in keeping: a branch head, at headquarters the warehouse or an approver. */
export const custodians: SomeRoles = ['branch-head', 'warehouse', 'headquarters-approver'];
