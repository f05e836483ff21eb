import type { ListKind } from './lists';

const lookedAtByFinance = [
  'finance',
  'branch-head',
  'headquarters-approver',
  'general-manager',
  'administrator',
  'auditor',
] as const;

/** What customers hold and what they are entitled to. */
export const warrantyLists: readonly ListKind[] = [
  {
    name: 'entitlements',
    title: 'list.entitlements',
    group: 'service',
    service: 'warranty',
    path: 'entitlements',
    id: 'entitlementId',
    columns: [
      { field: 'entitlementId', kind: 'own' },
      { field: 'faultNumber', kind: 'case' },
      { field: 'serial', kind: 'serial' },
      { field: 'kind', kind: 'value' },
      { field: 'rule' },
      { field: 'cause', kind: 'value' },
      { field: 'supersedes' },
      { field: 'supersededBy' },
      { field: 'city', kind: 'city' },
      { field: 'decidedAt', kind: 'instant' },
    ],
    filters: [
      { field: 'decision', kind: 'choice', options: ['first', 'superseding'] },
      { field: 'kind', kind: 'choice', options: ['refund', 'replacement', 'repair', 'parts-cost', 'paid'] },
      { field: 'city', kind: 'city' },
      { field: 'faultNumber', kind: 'text' },
      { field: 'serial', kind: 'text' },
    ],
    empty: 'empty.entitlements',
    hasDocument: true,
  },
];

export const booksLists: readonly ListKind[] = [
  {
    name: 'journal',
    title: 'list.journal',
    group: 'money',
    service: 'billing',
    path: 'journal-entries',
    id: 'entryId',
    columns: [
      { field: 'entryId', kind: 'number' },
      { field: 'bookedOn', kind: 'date' },
      { field: 'aboutOn', kind: 'date' },
      { field: 'document' },
      { field: 'postings', kind: 'postings' },
      { field: 'city', kind: 'city' },
      { field: 'recordedBy' },
    ],
    filters: [
      { field: 'period', kind: 'month' },
      { field: 'city', kind: 'city' },
      { field: 'document', kind: 'text' },
      { field: 'account', kind: 'text' },
    ],
    roles: lookedAtByFinance,
    empty: 'empty.journal',
    hasDocument: false,
  },
];
