import { type Row, textOf } from '../../api/http';
import { states, type CommandKind, type Field } from '../command';
import { branch, choice, longText, one, optional, starting, text, yes } from './fields';

const causes = [
  'product-fault',
  'customer-damage',
  'traffic-accident',
  'dropped',
  'liquid',
  'lightning',
  'supply-voltage',
  'unauthorised-opening',
  'misuse',
  'force-majeure',
  'serial-mismatch',
] as const;
export const severities = ['critical', 'serious', 'normal', 'minor'] as const;
export const cause = choice('cause', ...causes);

const ofCase = (verb: string) => one('rma-cases', 'faultNumber', verb);
const isOpen = ({ resolution }: Row): boolean => resolution === null;
/** Another is to have it: a spare that stays, or his money back. */
const isKeptForAnother = ({ reservation }: Row): boolean => reservation !== null && reservation !== undefined;
const isOurs = ({ unitOwner }: Row): boolean => unitOwner === 'company';
const loanOutOf = ({ loans }: Row): Row | undefined =>
  (Array.isArray(loans) ? (loans as readonly unknown[]) : []).filter(isRow).find(({ state }) => state === 'out');
const hasNoLoanOut = (row: Row): boolean => loanOutOf(row) === undefined;
const hasNotice = ({ spareReplacementNotices: notices }: Row): boolean => Array.isArray(notices) && notices.length > 0;
const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);
const faultOf = ({ faultNumber }: Row): Row => ({ faultNumber: faultNumber ?? null });
const isFree = ({ entitlement }: Row): boolean =>
  isRow(entitlement ?? null) && ['repair', 'replacement', 'refund'].includes(textOf((entitlement as Row)['kind']));

const isModelKnown = ({ model }: Row): boolean => (model ?? null) !== null;
/** What the case says itself is not asked for (S7, W12). */
const lend = (when: (row: Row) => boolean, alsoAsked: readonly Field[]): CommandKind => ({
  label: 'command.lend',
  service: 'spare-pool',
  path: () => 'loans',
  roles: branch,
  when: (row) => when(row) && isOpen(row) && !isOurs(row) && hasNoLoanOut(row),
  fields: [
    choice('loanKind', 'loan', 'advance-replacement'),
    starting(text('site'), ({ city }) => city),
    ...alsoAsked,
    optional(text('serial')),
  ],
  given: faultOf,
  at: 'loanedAt',
});

const isConfirmed = (quote: unknown): boolean => isRow(quote ?? null) && (quote as Row)['state'] === 'confirmed';
/** Free, ours, or paid by a confirmed quote; the service looks at the quote once more (B2). */
const mayWork = (row: Row): boolean =>
  isOurs(row) || isFree(row) || (Array.isArray(row['quotes']) && row['quotes'].some(isConfirmed));
/** Where a unit may be inspected, the first time or again. */
const isInspectable = states('received', 'inspected', 'repairing', 'repaired', 'tested', 'beyond-repair');
/** The company's own unit comes in, whatever is the matter with it (S13). */
const triages = ['to-warehouse', 'visit', 'solved-remotely'] as const;

/** What may be done next with a case, in the order of its way. */
export const caseCommands: readonly CommandKind[] = [
  {
    label: 'command.triage',
    service: 'rma',
    path: ofCase('triage'),
    roles: [...branch, 'technician'],
    when: (row) => states('reported', 'triaged')(row) && !isOurs(row),
    fields: [choice('outcome', ...triages), longText('note')],
    at: 'triagedAt',
  },
  {
    label: 'command.withdrawCase',
    service: 'rma',
    path: ofCase('withdraw'),
    roles: [...branch, 'technician', 'warehouse'],
    when: (row) => states('reported', 'triaged')(row) && isOpen(row) && hasNoLoanOut(row) && !isKeptForAnother(row),
    fields: [longText('reason')],
    at: 'withdrawnAt',
    danger: true,
  },
  lend(isModelKnown, []),
  // What nobody has registered, somebody reads from the unit.
  lend((row) => !isModelKnown(row), [text('model')]),
  {
    label: 'command.issueNotice',
    service: 'rma',
    path: () => 'spare-replacement-notices',
    roles: [...branch, 'technician'],
    when: (row) => isOpen(row) && loanOutOf(row) !== undefined && !hasNotice(row),
    fields: [],
    given: faultOf,
    at: 'issuedAt',
  },
  {
    label: 'command.issueDispatchOrder',
    service: 'rma',
    path: () => 'dispatch-orders',
    roles: branch,
    when: (row) => isOpen(row) && states('triaged')(row) && !isOurs(row),
    fields: ['technician', 'cause', 'nature', 'category', 'place', 'sparesAndTools'].map(text),
    given: faultOf,
    at: 'issuedAt',
  },
  {
    label: 'command.receive',
    service: 'rma',
    path: ofCase('receive'),
    roles: ['warehouse', ...branch],
    when: states('reported', 'triaged', 'given-up'),
    fields: [
      starting(text('site'), () => localStorage.getItem('rotables.site') ?? 'SY'),
      text('scannedSerial'),
      { name: 'missingAccessories', kind: 'names', optional: true },
    ],
    at: 'receivedAt',
  },
  {
    label: 'command.inspect',
    service: 'rma',
    path: ofCase('inspect'),
    roles: ['technician', 'quality'],
    when: isInspectable,
    fields: [
      choice('outcome', 'fault-confirmed', 'no-fault-found', 'external-damage', 'wrong-item'),
      starting(cause, (row) => row['cause']),
      longText('findings'),
    ],
    at: 'inspectedAt',
  },
  {
    label: 'command.quote',
    service: 'billing',
    path: () => 'quotes',
    roles: [...branch, 'technician', 'finance'],
    when: (row) => isOpen(row) && !isFree(row) && !isOurs(row),
    fields: [{ name: 'lines', kind: 'lines' }],
    given: faultOf,
    at: 'issuedAt',
  },
  {
    label: 'command.startRepair',
    service: 'rma',
    path: ofCase('start-repair'),
    roles: ['technician'],
    when: (row) => states('inspected', 'beyond-repair')(row) && mayWork(row),
    fields: [choice('method', 'in-place', 'refurbishment')],
    at: 'startedAt',
  },
  {
    label: 'command.sendToVendor',
    service: 'rma',
    path: () => 'vendor-returns',
    roles: ['warehouse', 'technician'],
    when: (row) => states('inspected', 'repairing', 'beyond-repair')(row) && mayWork(row),
    fields: [text('vendor')],
    given: faultOf,
    at: 'sentAt',
  },
  {
    label: 'command.completeRepair',
    service: 'rma',
    path: ofCase('complete-repair'),
    roles: ['technician'],
    when: states('repairing'),
    fields: [choice('result', 'repaired', 'beyond-repair'), longText('workDone')],
    at: 'completedAt',
  },
  {
    label: 'command.test',
    service: 'rma',
    path: ofCase('test'),
    roles: ['quality', 'technician'],
    when: states('inspected', 'repaired', 'tested'),
    fields: [yes('passed'), longText('measured')],
    at: 'testedAt',
  },
  {
    label: 'command.returnToCustomer',
    service: 'rma',
    path: ofCase('return-to-customer'),
    roles: ['warehouse', ...branch],
    when: (row) => states('tested', 'inspected', 'beyond-repair')(row) && !isOurs(row) && !isKeptForAnother(row),
    fields: [optional(longText('customersWish'))],
    at: 'returnedAt',
  },
  {
    label: 'command.restock',
    service: 'rma',
    path: ofCase('restock'),
    roles: ['warehouse'],
    when: (row) => states('tested')(row) && isOurs(row),
    fields: [starting(text('site'), () => 'SY')],
    at: 'restockedAt',
  },
  {
    label: 'command.proposeRefund',
    service: 'billing',
    path: () => 'refunds',
    roles: ['branch-head', 'finance'],
    when: ({ entitlement, resolution }) =>
      resolution === null && isRow(entitlement ?? null) && (entitlement as Row)['kind'] === 'refund',
    fields: [longText('reason')],
    given: faultOf,
    at: 'proposedAt',
  },
  {
    label: 'command.proposeScrap',
    service: 'rma',
    path: () => 'scrap-records',
    roles: ['warehouse'],
    when: (row) => isOurs(row) && states('received', 'inspected', 'repaired', 'beyond-repair')(row),
    fields: [choice('reason', 'beyond-repair', 'vendor-repair-failed', 'superseded')],
    given: (row) => ({ ...faultOf(row), serial: row['serial'] ?? null }),
    at: 'proposedAt',
    danger: true,
  },
];
