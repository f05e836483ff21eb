import type { Role } from '../api/session';

const branch = [
  'cases',
  'dispatch-orders',
  'spare-units',
  'applications',
  'shipments',
  'discrepancies',
  'loans',
  'replenishments',
  'statements',
  'quotes',
  'charges',
  'receipts',
  'handovers',
  'matching',
  'covered-units',
  'coverage-endings',
] as const;

/** The registers that a role works in every day; the others stand together at the end. A role that is not here works in all. */
const dailyLists: Readonly<Partial<Record<Role, readonly string[]>>> = {
  'branch-clerk': branch,
  'branch-head': [...branch, 'refunds', 'sites', 'custody-hand-overs'],
  warehouse: [
    'cases',
    'exceptions',
    'vendor-returns',
    'scrap',
    'spare-units',
    'acquisition-withdrawals',
    'applications',
    'shipments',
    'discrepancies',
    'replenishments',
    'statements',
    'sites',
    'custody-hand-overs',
  ],
  technician: [
    'cases',
    'dispatch-orders',
    'notices',
    'vendor-returns',
    'scrap',
    'entitlements',
    'spare-units',
    'quotes',
  ],
  quality: ['cases', 'entitlements', 'exceptions', 'vendor-returns', 'scrap', 'spare-units'],
  finance: [
    'cases',
    'entitlements',
    'statements',
    'quotes',
    'charges',
    'receipts',
    'refunds',
    'handovers',
    'matching',
    'journal',
    'fees',
    'covered-units',
    'coverage-endings',
  ],
};

export function usesDaily(role: Role, list: string): boolean {
  return dailyLists[role]?.includes(list) ?? true;
}
