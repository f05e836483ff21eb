import type { Service } from '../api/http';
import type { Role } from '../api/session';
import type { TextKey } from '../language/language';
import { booksLists, warrantyLists } from './more-lists';

export interface Column {
  readonly field: string;
  /** 'text' where it is left out. */
  readonly kind?:
    | 'text'
    | 'instant'
    | 'date'
    | 'fen'
    | 'value'
    | 'number'
    | 'yes'
    | 'place'
    | 'city'
    | 'site'
    | 'serial'
    | 'case'
    | 'postings'
    | 'own';
  readonly isSortable?: boolean;
}

export interface Filter {
  readonly field: string;
  readonly kind: 'text' | 'choice' | 'date' | 'city' | 'month';
  readonly options?: readonly string[];
}

/** One register: where it is read, what is shown, what it is filtered and sorted by. */
export interface ListKind {
  readonly name: string;
  readonly title: TextKey;
  readonly group: 'service' | 'stock' | 'money';
  readonly service: Service;
  readonly path: string;
  readonly id: string;
  readonly columns: readonly Column[];
  readonly filters: readonly Filter[];
  readonly roles?: readonly Role[];
  /** Says how to begin where there is nothing. */
  readonly empty: TextKey;
  /** Whether one can be read by its number; where not, commands stand in the row. */
  readonly hasDocument: boolean;
}

const text = (field: string): Column => ({ field });
const own = (field: string): Column => ({ field, kind: 'own', isSortable: true });
const value = (field: string): Column => ({ field, kind: 'value' });
const instant = (field: string, isSortable = false): Column => ({ field, kind: 'instant', isSortable });
const fen = (field: string, isSortable = false): Column => ({ field, kind: 'fen', isSortable });
const number = (field: string): Column => ({ field, kind: 'number' });
const date = (field: string, isSortable = false): Column => ({ field, kind: 'date', isSortable });
const serial = (field = 'serial', isSortable = false): Column => ({ field, kind: 'serial', isSortable });
const faultNumber: Column = { field: 'faultNumber', kind: 'case' };
const city: Column = { field: 'city', kind: 'city' };
const site = (field: string): Column => ({ field, kind: 'site' });
const inCity: Filter = { field: 'city', kind: 'city' };
const by = (field: string): Filter => ({ field, kind: 'text' });
const oneOf = (field: string, ...options: readonly string[]): Filter => ({ field, kind: 'choice', options });
const onDay = (field: string): Filter => ({ field, kind: 'date' });

const serviceLists: readonly ListKind[] = [
  {
    name: 'cases',
    title: 'list.cases',
    group: 'service',
    service: 'rma',
    path: 'rma-cases',
    id: 'faultNumber',
    columns: [
      own('faultNumber'),
      serial('serial', true),
      text('model'),
      value('severity'),
      value('status'),
      value('state'),
      text('reporterName'),
      { ...city, isSortable: true },
      instant('reportedAt', true),
    ],
    filters: [
      oneOf('status', 'open', 'resolved', 'closed'),
      oneOf(
        'state',
        'reported',
        'triaged',
        'received',
        'inspected',
        'repairing',
        'at-vendor',
        'repaired',
        'tested',
        'beyond-repair',
        'with-customer',
        'restocked',
        'scrapped',
      ),
      oneOf('severity', 'critical', 'serious', 'normal', 'minor'),
      inCity,
      by('faultNumber'),
      by('serial'),
      by('phone'),
      by('plate'),
      onDay('reportedFrom'),
      onDay('reportedTo'),
    ],
    empty: 'empty.cases',
    hasDocument: true,
  },
  {
    name: 'dispatch-orders',
    title: 'list.dispatch-orders',
    group: 'service',
    service: 'rma',
    path: 'dispatch-orders',
    id: 'dispatchNumber',
    columns: [
      own('dispatchNumber'),
      faultNumber,
      serial(),
      text('technician'),
      text('place'),
      value('state'),
      city,
      instant('issuedAt'),
    ],
    filters: [oneOf('state', 'issued', 'completed'), by('technician'), inCity, by('faultNumber')],
    empty: 'empty.dispatch-orders',
    hasDocument: true,
  },
  {
    name: 'notices',
    title: 'list.notices',
    group: 'service',
    service: 'rma',
    path: 'spare-replacement-notices',
    id: 'noticeNumber',
    columns: [
      own('noticeNumber'),
      faultNumber,
      serial('defectiveSerial'),
      serial('replacementSerial'),
      value('state'),
      city,
      instant('issuedAt'),
    ],
    filters: [oneOf('state', 'issued', 'recovered'), inCity, by('faultNumber')],
    empty: 'empty.documents',
    hasDocument: true,
  },
  {
    name: 'exceptions',
    title: 'list.exceptions',
    group: 'service',
    service: 'rma',
    path: 'receipt-exceptions',
    id: 'exceptionNumber',
    columns: [
      own('exceptionNumber'),
      value('exceptionKind'),
      serial('scannedSerial'),
      serial('expectedSerial'),
      faultNumber,
      site('site'),
      value('state'),
      text('note'),
      instant('openedAt'),
    ],
    filters: [
      oneOf('state', 'open', 'resolved'),
      oneOf('exceptionKind', 'wrong-serial', 'missing-accessory', 'unexpected-parcel'),
      by('site'),
      by('scannedSerial'),
    ],
    empty: 'empty.exceptions',
    hasDocument: true,
  },
  {
    name: 'vendor-returns',
    title: 'list.vendor-returns',
    group: 'service',
    service: 'rma',
    path: 'vendor-returns',
    id: 'vendorReturnNumber',
    columns: [
      own('vendorReturnNumber'),
      faultNumber,
      serial(),
      text('vendor'),
      value('state'),
      date('dueBackOn'),
      instant('sentAt'),
    ],
    filters: [oneOf('state', 'sent', 'received'), by('vendor'), onDay('overdueAsOf')],
    empty: 'empty.documents',
    hasDocument: true,
  },
  {
    name: 'scrap',
    title: 'list.scrap',
    group: 'service',
    service: 'rma',
    path: 'scrap-records',
    id: 'scrapNumber',
    columns: [
      own('scrapNumber'),
      serial(),
      text('model'),
      faultNumber,
      value('reason'),
      fen('valueFen'),
      value('state'),
      text('proposedBy'),
      instant('proposedAt'),
    ],
    filters: [oneOf('state', 'proposed', 'appraised', 'approved', 'rejected', 'executed'), inCity, by('serial')],
    empty: 'empty.documents',
    hasDocument: true,
  },
];

const stockLists: readonly ListKind[] = [
  {
    name: 'spare-units',
    title: 'list.spare-units',
    group: 'stock',
    service: 'spare-pool',
    path: 'spare-units',
    id: 'serial',
    columns: [
      serial('serial', true),
      { ...text('model'), isSortable: true },
      { field: 'place', kind: 'place' },
      value('condition'),
      value('owner'),
      text('custodian'),
      city,
      instant('since', true),
    ],
    filters: [
      oneOf('placeKind', 'site', 'quarantine', 'shipment', 'loan', 'customer', 'vendor', 'lost', 'scrapped'),
      oneOf('condition', 'good', 'refurbished', 'defective', 'scrapped'),
      oneOf('owner', 'company', 'customer'),
      inCity,
      by('site'),
      by('model'),
      by('serial'),
    ],
    empty: 'empty.spare-units',
    hasDocument: false,
  },
  {
    name: 'applications',
    title: 'list.applications',
    group: 'stock',
    service: 'spare-pool',
    path: 'spare-applications',
    id: 'applicationNumber',
    columns: [
      own('applicationNumber'),
      site('site'),
      text('model'),
      number('quantity'),
      number('approvedQuantity'),
      number('shippedQuantity'),
      value('state'),
      text('submittedBy'),
      instant('submittedAt', true),
    ],
    filters: [oneOf('state', 'submitted', 'approved', 'filled', 'rejected'), inCity, by('site')],
    empty: 'empty.applications',
    hasDocument: true,
  },
  {
    name: 'shipments',
    title: 'list.shipments',
    group: 'stock',
    service: 'spare-pool',
    path: 'shipments',
    id: 'shipmentNumber',
    columns: [
      own('shipmentNumber'),
      text('orderNumber'),
      site('fromSite'),
      site('toSite'),
      value('state'),
      text('dispatchedBy'),
      instant('dispatchedAt', true),
      instant('receivedAt'),
    ],
    filters: [oneOf('state', 'dispatched', 'received'), inCity, by('orderNumber')],
    empty: 'empty.shipments',
    hasDocument: true,
  },
  {
    name: 'discrepancies',
    title: 'list.discrepancies',
    group: 'stock',
    service: 'spare-pool',
    path: 'shipment-discrepancies',
    id: 'discrepancyId',
    columns: [
      text('shipmentNumber'),
      value('kind'),
      serial(),
      value('status'),
      value('resolution'),
      text('note'),
      city,
      instant('resolvedAt'),
    ],
    filters: [oneOf('status', 'open', 'resolved'), inCity, by('shipmentNumber')],
    empty: 'empty.discrepancies',
    hasDocument: false,
  },
  {
    name: 'loans',
    title: 'list.loans',
    group: 'stock',
    service: 'spare-pool',
    path: 'loans',
    id: 'loanNumber',
    columns: [
      own('loanNumber'),
      faultNumber,
      serial(),
      serial('defectiveSerial'),
      value('loanKind'),
      value('state'),
      date('dueBackOn', true),
      city,
      instant('loanedAt', true),
    ],
    filters: [
      oneOf('status', 'out', 'returned', 'formal-replacement', 'lost'),
      inCity,
      by('faultNumber'),
      by('serial'),
      onDay('overdueAsOf'),
    ],
    empty: 'empty.loans',
    hasDocument: true,
  },
  {
    name: 'shortages',
    title: 'list.shortages',
    group: 'stock',
    service: 'spare-pool',
    path: 'shortages',
    id: 'shortageNumber',
    columns: [own('shortageNumber'), faultNumber, site('site'), text('model'), value('state'), city],
    filters: [oneOf('state', 'open', 'closed'), inCity],
    empty: 'empty.shortages',
    hasDocument: true,
  },
  {
    name: 'replenishments',
    title: 'list.replenishments',
    group: 'stock',
    service: 'spare-pool',
    path: 'replenishments',
    id: 'replenishmentNumber',
    columns: [
      own('replenishmentNumber'),
      site('site'),
      number('quantity'),
      number('shippedQuantity'),
      { field: 'early', kind: 'yes' },
      value('state'),
      text('reason'),
      text('requestedBy'),
      instant('orderedAt'),
    ],
    filters: [oneOf('state', 'requested', 'ordered', 'filled', 'rejected'), inCity],
    empty: 'empty.replenishments',
    hasDocument: true,
  },
  {
    name: 'statements',
    title: 'list.statements',
    group: 'stock',
    service: 'spare-pool',
    path: 'reconciliations',
    id: 'statementNumber',
    columns: [
      own('statementNumber'),
      { ...city, isSortable: true },
      { ...text('month'), isSortable: true },
      number('booked'),
      number('counted'),
      number('openDiscrepancies'),
      number('replenishmentOwed'),
      value('state'),
      text('signedBy'),
      text('countersignedBy'),
    ],
    filters: [oneOf('state', 'opened', 'signed', 'closed'), { field: 'month', kind: 'month' }, inCity],
    empty: 'empty.statements',
    hasDocument: true,
  },
];

const moneyLists: readonly ListKind[] = [
  {
    name: 'quotes',
    title: 'list.quotes',
    group: 'money',
    service: 'billing',
    path: 'quotes',
    id: 'quoteNumber',
    columns: [
      own('quoteNumber'),
      faultNumber,
      serial(),
      fen('totalFen', true),
      value('state'),
      text('issuedBy'),
      text('answeredBy'),
      city,
      instant('issuedAt', true),
    ],
    filters: [oneOf('state', 'open', 'confirmed', 'refused', 'withdrawn'), inCity, by('faultNumber'), by('serial')],
    empty: 'empty.quotes',
    hasDocument: true,
  },
  {
    name: 'charges',
    title: 'list.charges',
    group: 'money',
    service: 'billing',
    path: 'charges',
    id: 'chargeNumber',
    columns: [
      own('chargeNumber'),
      value('reason'),
      text('debtor'),
      faultNumber,
      serial(),
      fen('amountFen', true),
      fen('openFen'),
      value('status'),
      city,
      instant('postedAt', true),
    ],
    filters: [
      oneOf('status', 'open', 'settled', 'reversed'),
      oneOf('reason', 'repair', 'compensation', 'unreturned-advance', 'renewal'),
      inCity,
      by('debtor'),
      by('faultNumber'),
      by('serial'),
      onDay('from'),
      onDay('to'),
    ],
    empty: 'empty.charges',
    hasDocument: true,
  },
  {
    name: 'receipts',
    title: 'list.receipts',
    group: 'money',
    service: 'billing',
    path: 'receipts',
    id: 'receiptNumber',
    columns: [
      own('receiptNumber'),
      text('chargeNumber'),
      faultNumber,
      fen('amountFen', true),
      value('method'),
      text('receivedBy'),
      city,
      instant('receivedAt', true),
    ],
    filters: [oneOf('method', 'cash', 'transfer', 'wallet'), inCity, by('chargeNumber'), onDay('from'), onDay('to')],
    empty: 'empty.receipts',
    hasDocument: true,
  },
  {
    name: 'refunds',
    title: 'list.refunds',
    group: 'money',
    service: 'billing',
    path: 'refunds',
    id: 'refundNumber',
    columns: [
      own('refundNumber'),
      faultNumber,
      serial(),
      fen('amountFen', true),
      value('state'),
      text('proposedBy'),
      text('decidedBy'),
      city,
      instant('proposedAt', true),
    ],
    filters: [oneOf('state', 'proposed', 'paid', 'rejected'), inCity, by('faultNumber')],
    empty: 'empty.refunds',
    hasDocument: true,
  },
  {
    name: 'handovers',
    title: 'list.handovers',
    group: 'money',
    service: 'billing',
    path: 'handovers',
    id: 'handoverNumber',
    columns: [
      own('handoverNumber'),
      city,
      date('businessOn', true),
      fen('receiptsFen'),
      fen('cashFen'),
      fen('differenceFen'),
      { field: 'late', kind: 'yes' },
      value('state'),
      text('submittedBy'),
      instant('submittedAt', true),
    ],
    filters: [oneOf('state', 'submitted', 'accepted'), inCity, onDay('from'), onDay('to')],
    empty: 'empty.handovers',
    hasDocument: true,
  },
  {
    name: 'matching',
    title: 'list.matching',
    group: 'money',
    service: 'billing',
    path: 'matching',
    id: 'exceptionId',
    columns: [
      value('kind'),
      text('document'),
      faultNumber,
      fen('amountFen'),
      number('ageDays'),
      text('owner'),
      city,
      text('carriedForwardIn'),
    ],
    filters: [
      oneOf(
        'kind',
        'case-without-charge',
        'charge-unpaid',
        'payment-not-handed-over',
        'handover-not-accepted',
        'handover-difference',
        'repayment-open',
        'pending-charge',
        'quote-open',
      ),
      inCity,
      by('owner'),
      onDay('asOf'),
    ],
    roles: [
      'finance',
      'branch-clerk',
      'branch-head',
      'headquarters-approver',
      'general-manager',
      'administrator',
      'auditor',
    ],
    empty: 'empty.matching',
    hasDocument: false,
  },
];

export const lists: readonly ListKind[] = [
  ...serviceLists,
  ...warrantyLists,
  ...stockLists,
  ...moneyLists,
  ...booksLists,
];

export function listNamed(name: string): ListKind {
  const found = lists.find((list) => list.name === name);
  if (found === undefined) throw new Error(`There is no list ${name}.`);
  return found;
}
