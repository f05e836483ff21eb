import type { CommandKind, Field } from './command';
import { states } from './command';
import type { Row } from '../api/http';

const text = (name: string): Field => ({ name, kind: 'text' });
const longText = (name: string): Field => ({ name, kind: 'longText' });
const choice = (name: string, ...options: readonly string[]): Field => ({ name, kind: 'choice', options });
const yes = (name: string): Field => ({ name, kind: 'yes' });
const fen = (name: string): Field => ({ name, kind: 'fen' });
const starting = (field: Field, initial: (row: Row) => unknown): Field => ({ ...field, initial });
const optional = (field: Field): Field => ({ ...field, optional: true });

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

const branch = ['branch-clerk', 'branch-head'] as const;
const one = (list: string, id: string, verb: string) => (row: Row) =>
  `${list}/${encodeURIComponent(String(row[id]))}/${verb}`;
const ofCase = (verb: string) => one('rma-cases', 'faultNumber', verb);
const isOpen = ({ resolution }: Row): boolean => resolution === null;
const isOurs = ({ unitOwner }: Row): boolean => unitOwner === 'company';
const loanOutOf = ({ loans }: Row): Row | undefined =>
  (Array.isArray(loans) ? (loans as readonly unknown[]) : []).filter(isRow).find(({ state }) => state === 'out');
const hasNoLoanOut = (row: Row): boolean => loanOutOf(row) === undefined;
const hasNotice = ({ spareReplacementNotices: notices }: Row): boolean => Array.isArray(notices) && notices.length > 0;
const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);
const faultOf = ({ faultNumber }: Row): Row => ({ faultNumber: faultNumber ?? null });
const isFree = ({ entitlement }: Row): boolean =>
  isRow(entitlement ?? null) && ['repair', 'replacement', 'refund'].includes(String((entitlement as Row)['kind']));

/** What may be done next with a case, in the order of its way. */
const caseCommands: readonly CommandKind[] = [
  {
    label: 'command.triage',
    service: 'rma',
    path: ofCase('triage'),
    roles: [...branch, 'technician'],
    when: states('reported'),
    fields: [choice('outcome', 'to-warehouse', 'visit', 'solved-remotely'), longText('note')],
    at: 'triagedAt',
  },
  {
    label: 'command.lend',
    service: 'spare-pool',
    path: () => 'loans',
    roles: branch,
    when: (row) => isOpen(row) && hasNoLoanOut(row),
    fields: [
      choice('loanKind', 'loan', 'advance-replacement'),
      starting(text('site'), ({ city }) => city),
      starting(text('model'), ({ model }) => model),
      optional(text('serial')),
    ],
    given: (row) => ({ ...faultOf(row), defectiveSerial: row['serial'] ?? null }),
    at: 'loanedAt',
  },
  {
    label: 'command.issueNotice',
    service: 'rma',
    path: () => 'spare-replacement-notices',
    roles: [...branch, 'technician'],
    when: (row) => isOpen(row) && loanOutOf(row) !== undefined && !hasNotice(row),
    fields: [starting(text('replacementSerial'), (row) => loanOutOf(row)?.['serial'])],
    given: faultOf,
    at: 'issuedAt',
  },
  {
    label: 'command.issueDispatchOrder',
    service: 'rma',
    path: () => 'dispatch-orders',
    roles: branch,
    when: (row) => isOpen(row) && states('triaged')(row),
    fields: ['technician', 'cause', 'nature', 'category', 'place', 'sparesAndTools'].map(text),
    given: faultOf,
    at: 'issuedAt',
  },
  {
    label: 'command.receive',
    service: 'rma',
    path: ofCase('receive'),
    roles: ['warehouse'],
    when: states('reported', 'triaged'),
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
    when: states('received'),
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
    when: (row) => isOpen(row) && !isFree(row),
    fields: [{ name: 'lines', kind: 'lines' }],
    given: faultOf,
    at: 'issuedAt',
  },
  {
    label: 'command.startRepair',
    service: 'rma',
    path: ofCase('start-repair'),
    roles: ['technician'],
    when: states('inspected', 'beyond-repair'),
    fields: [choice('method', 'in-place', 'refurbishment')],
    at: 'startedAt',
  },
  {
    label: 'command.sendToVendor',
    service: 'rma',
    path: () => 'vendor-returns',
    roles: ['warehouse', 'technician'],
    when: states('inspected'),
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
    when: states('repaired'),
    fields: [yes('passed'), longText('measured')],
    at: 'testedAt',
  },
  {
    label: 'command.returnToCustomer',
    service: 'rma',
    path: ofCase('return-to-customer'),
    roles: ['warehouse', ...branch],
    when: (row) => states('tested', 'inspected', 'received')(row) && !isOurs(row),
    fields: [],
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
    fields: [optional(fen('amountFen')), longText('reason')],
    given: faultOf,
    at: 'proposedAt',
  },
  {
    label: 'command.proposeScrap',
    service: 'rma',
    path: () => 'scrap-records',
    roles: ['warehouse'],
    when: (row) => isOurs(row) && row['closedAt'] === null,
    fields: [choice('reason', 'beyond-repair', 'vendor-repair-failed', 'superseded'), fen('valueFen')],
    given: (row) => ({ ...faultOf(row), serial: row['serial'] ?? null }),
    at: 'proposedAt',
    danger: true,
  },
];

const spareCommands: Readonly<Record<string, readonly CommandKind[]>> = {
  applications: [
    {
      label: 'command.approve',
      service: 'spare-pool',
      path: one('spare-applications', 'applicationNumber', 'approve'),
      roles: ['headquarters-approver'],
      when: states('submitted'),
      fields: [starting({ name: 'quantity', kind: 'number' }, ({ quantity }) => quantity)],
      at: 'approvedAt',
    },
    {
      label: 'command.reject',
      service: 'spare-pool',
      path: one('spare-applications', 'applicationNumber', 'reject'),
      roles: ['headquarters-approver'],
      when: states('submitted'),
      fields: [longText('reason')],
      at: 'rejectedAt',
      danger: true,
    },
  ],
  loans: [
    {
      label: 'command.takeBack',
      service: 'spare-pool',
      path: one('loans', 'loanNumber', 'take-back'),
      roles: branch,
      when: states('out'),
      fields: [text('scannedSerial'), choice('condition', 'good', 'defective')],
      at: 'returnedAt',
    },
    {
      label: 'command.keep',
      service: 'spare-pool',
      path: one('loans', 'loanNumber', 'keep'),
      roles: [...branch, 'headquarters-approver'],
      when: states('out'),
      fields: [],
      at: 'madeAt',
    },
    {
      label: 'command.reportLost',
      service: 'spare-pool',
      path: one('loans', 'loanNumber', 'report-lost'),
      roles: [...branch, 'headquarters-approver'],
      when: states('out'),
      fields: [],
      at: 'lostAt',
      danger: true,
    },
  ],
  discrepancies: [
    {
      label: 'command.resolve',
      service: 'spare-pool',
      path: one('shipment-discrepancies', 'discrepancyId', 'resolve'),
      roles: [...branch, 'warehouse', 'headquarters-approver'],
      when: ({ status }) => status === 'open',
      fields: [
        choice('resolution', 'arrived-late', 'never-left', 'lost', 'accepted-here', 'sent-back'),
        longText('note'),
      ],
      at: 'resolvedAt',
    },
  ],
  replenishments: [
    {
      label: 'command.approve',
      service: 'spare-pool',
      path: one('early-replenishments', 'replenishmentNumber', 'approve'),
      roles: ['headquarters-approver'],
      when: states('requested'),
      fields: [],
      at: 'approvedAt',
    },
    {
      label: 'command.reject',
      service: 'spare-pool',
      path: one('early-replenishments', 'replenishmentNumber', 'reject'),
      roles: ['headquarters-approver'],
      when: states('requested'),
      fields: [],
      danger: true,
    },
  ],
  shortages: [
    {
      label: 'command.close',
      service: 'spare-pool',
      path: one('shortages', 'shortageNumber', 'close'),
      roles: [...branch, 'headquarters-approver', 'warehouse'],
      when: states('open'),
      fields: [longText('note')],
      at: 'closedAt',
    },
  ],
};

const rmaCommands: Readonly<Record<string, readonly CommandKind[]>> = {
  notices: [
    {
      label: 'command.recover',
      service: 'rma',
      path: one('spare-replacement-notices', 'noticeNumber', 'recover'),
      roles: [...branch, 'technician'],
      when: states('issued'),
      fields: [choice('outcome', 'spare-returned', 'formal-replacement')],
      at: 'recoveredAt',
    },
  ],
  'dispatch-orders': [
    {
      label: 'command.complete',
      service: 'rma',
      path: one('dispatch-orders', 'dispatchNumber', 'complete'),
      roles: ['technician', ...branch],
      when: states('issued'),
      fields: [yes('repairedOnSite'), longText('actionTaken'), text('customerSignature')],
      at: 'completedAt',
    },
  ],
  exceptions: [
    {
      label: 'command.resolveException',
      service: 'rma',
      path: one('receipt-exceptions', 'exceptionNumber', 'resolve'),
      roles: ['warehouse', 'headquarters-approver'],
      when: states('open'),
      fields: [longText('resolution')],
      at: 'resolvedAt',
    },
  ],
  'vendor-returns': [
    {
      label: 'command.receive',
      service: 'rma',
      path: one('vendor-returns', 'vendorReturnNumber', 'receive'),
      roles: ['warehouse'],
      when: states('sent'),
      fields: [choice('result', 'repaired', 'beyond-repair')],
      at: 'receivedAt',
    },
  ],
  scrap: [
    {
      label: 'command.appraise',
      service: 'rma',
      path: one('scrap-records', 'scrapNumber', 'appraise'),
      roles: ['warehouse', 'technician', 'quality'],
      when: states('proposed'),
      fields: [
        choice('department', 'materials', 'technical', 'quality', 'finance', 'after-sales'),
        yes('lead'),
        choice('opinion', 'scrap', 'keep'),
        longText('note'),
      ],
      at: 'appraisedAt',
    },
    {
      label: 'command.approve',
      service: 'rma',
      path: one('scrap-records', 'scrapNumber', 'approve'),
      roles: ['headquarters-approver', 'general-manager'],
      when: states('appraised'),
      fields: [],
      at: 'approvedAt',
    },
    {
      label: 'command.reject',
      service: 'rma',
      path: one('scrap-records', 'scrapNumber', 'reject'),
      roles: ['headquarters-approver', 'general-manager'],
      when: states('proposed', 'appraised'),
      fields: [longText('reason')],
      at: 'rejectedAt',
      danger: true,
    },
    {
      label: 'command.execute',
      service: 'rma',
      path: one('scrap-records', 'scrapNumber', 'execute'),
      roles: ['warehouse'],
      when: states('approved'),
      fields: [text('method'), longText('evidence')],
      at: 'executedAt',
      danger: true,
    },
  ],
};

const billingCommands: Readonly<Record<string, readonly CommandKind[]>> = {
  quotes: [
    {
      label: 'command.confirm',
      service: 'billing',
      path: one('quotes', 'quoteNumber', 'confirm'),
      roles: branch,
      when: states('open'),
      fields: [text('confirmedBy')],
      at: 'confirmedAt',
    },
    {
      label: 'command.refuse',
      service: 'billing',
      path: one('quotes', 'quoteNumber', 'refuse'),
      roles: branch,
      when: states('open'),
      fields: [text('refusedBy')],
      at: 'refusedAt',
    },
    {
      label: 'command.withdraw',
      service: 'billing',
      path: one('quotes', 'quoteNumber', 'withdraw'),
      roles: [...branch, 'technician', 'finance'],
      when: states('open'),
      fields: [longText('reason')],
      at: 'withdrawnAt',
      danger: true,
    },
  ],
  charges: [
    {
      label: 'command.takePayment',
      service: 'billing',
      path: () => 'payments',
      roles: [...branch, 'finance'],
      when: ({ status, openFen }) => status === 'open' && Number(openFen) > 0,
      fields: [starting(fen('amountFen'), ({ openFen }) => openFen), choice('method', 'cash', 'transfer', 'wallet')],
      given: ({ chargeNumber }) => ({ chargeNumber: chargeNumber ?? null }),
      at: 'receivedAt',
    },
    {
      label: 'command.repay',
      service: 'billing',
      path: one('charges', 'chargeNumber', 'repay'),
      roles: ['finance', 'headquarters-approver'],
      when: ({ status, paidFen, repaidAt }) =>
        status === 'reversed' && Number(paidFen) > 0 && (repaidAt ?? null) === null,
      fields: [choice('method', 'transfer', 'wallet', 'cash')],
      at: 'repaidAt',
    },
  ],
  refunds: [
    {
      label: 'command.approve',
      service: 'billing',
      path: one('refunds', 'refundNumber', 'approve'),
      roles: ['finance', 'headquarters-approver'],
      when: states('proposed'),
      fields: [choice('method', 'transfer', 'wallet', 'cash')],
      at: 'approvedAt',
    },
    {
      label: 'command.reject',
      service: 'billing',
      path: one('refunds', 'refundNumber', 'reject'),
      roles: ['finance', 'headquarters-approver'],
      when: states('proposed'),
      fields: [longText('reason')],
      at: 'rejectedAt',
      danger: true,
    },
  ],
  handovers: [
    {
      label: 'command.clearDifference',
      service: 'billing',
      path: one('handovers', 'handoverNumber', 'clear-difference'),
      roles: ['finance', 'headquarters-approver'],
      when: ({ state, differenceFen, clearance }) =>
        state === 'accepted' && Number(differenceFen) !== 0 && clearance === null,
      fields: [choice('clearance', 'made-good', 'written-off'), longText('reason')],
      at: 'clearedAt',
    },
    {
      label: 'command.acceptHandover',
      service: 'billing',
      path: one('handovers', 'handoverNumber', 'accept'),
      roles: ['finance'],
      when: states('submitted'),
      fields: [starting(fen('countedFen'), ({ cashFen }) => cashFen)],
      at: 'acceptedAt',
    },
  ],
};

const custodyCommands: Readonly<Record<string, readonly CommandKind[]>> = {
  'spare-units': [
    {
      label: 'command.reportLost',
      service: 'spare-pool',
      path: one('spare-units', 'serial', 'report-lost'),
      roles: [...branch, 'warehouse', 'headquarters-approver'],
      when: ({ placeKind }) => placeKind === 'site',
      fields: [longText('note')],
      at: 'lostAt',
      danger: true,
    },
    {
      label: 'command.reportFound',
      service: 'spare-pool',
      path: one('spare-units', 'serial', 'report-found'),
      roles: [...branch, 'warehouse', 'headquarters-approver'],
      when: ({ placeKind }) => placeKind === 'lost',
      fields: [text('site')],
      at: 'foundAt',
    },
    {
      label: 'command.proposeScrap',
      service: 'rma',
      path: () => 'scrap-records',
      roles: ['warehouse'],
      when: ({ placeKind, owner }) => owner === 'company' && (placeKind === 'site' || placeKind === 'quarantine'),
      fields: [choice('reason', 'superseded', 'beyond-repair', 'vendor-repair-failed'), fen('valueFen')],
      given: ({ serial, city }) => ({ serial: serial ?? null, city: city ?? null }),
      at: 'proposedAt',
      danger: true,
    },
  ],
};

/** By the name of the list that the document stands in. */
export const commands: Readonly<Record<string, readonly CommandKind[]>> = {
  cases: caseCommands,
  ...spareCommands,
  ...rmaCommands,
  ...billingCommands,
  ...custodyCommands,
};
