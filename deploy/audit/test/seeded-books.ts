import { billingService } from '../../../services/billing/src/index.js';
import { consoleService } from '../../../services/console/src/index.js';
import { rmaService } from '../../../services/rma/src/index.js';
import { sparePoolService } from '../../../services/spare-pool/src/index.js';
import { warrantyService } from '../../../services/warranty/src/index.js';
import { audit } from '../audit.js';
import { type AuditReport, type Rule } from '../report.js';
import type { Consumption } from '../x5-delivery.js';
import { ScratchBook } from './scratch-books.js';

/** The books as the specs of the audit find them; opened once for a spec file ({@link openBooks}). */
export const longAgo = '2026-01-01T00:00:00Z';
export const loanTopic = 'spare-pool.loan.v1';
export const caseTopic = 'rma.rma-case.v1';
export const consumption = new Map([
  ['warranty', [loanTopic]],
  ['billing', [caseTopic]],
]);

export let warranty: ScratchBook;
export let sparePool: ScratchBook;
export let rma: ScratchBook;
export let billing: ScratchBook;
/** Accounts. */
export let accounts: ScratchBook;
export const books = (): ScratchBook[] => [warranty, sparePool, rma, billing, accounts];

export async function openBooks(): Promise<void> {
  warranty = await ScratchBook.open(warrantyService);
  sparePool = await ScratchBook.open(sparePoolService);
  rma = await ScratchBook.open(rmaService);
  billing = await ScratchBook.open(billingService);
  accounts = await ScratchBook.open(consoleService);
}

export async function closeBooks(): Promise<void> {
  for (const book of books()) await book.close();
}

/** Empties all of them and writes what {@link seed} says. */
export async function beginAnew(): Promise<void> {
  for (const book of books()) await book.empty();
  await seed();
}

/** One unit on the shelf, one scrapped, and one that stayed at a customer as formal replacement, with a case, its charge and its money. */
async function seed(): Promise<void> {
  await warranty.tell('warranty.spec.v1', 'A', ['li.na']);
  await sparePool.insert('site', { site: 'DL', city: 'DL', site_kind: 'branch' });
  await unitAt('SHELF', 'site', 'DL');
  await unitAt('SCRAP', 'scrapped', '');
  await unitAt('HEIR', 'customer', '');
  await sparePool.insert('loan', {
    loan_number: 'LN-1',
    fault_number: 'FR-1',
    serial: 'HEIR',
    defective_serial: 'OLD',
    city: 'DL',
    loan_kind: 'loan',
    state: 'formal-replacement',
    defective_state: 'not-awaited',
  });
  for (const serial of ['OLD', 'HEIR'])
    await warranty.insert('covered_unit', { serial, serial_key: serial, city: 'DL' });
  await coverage('OLD', { state: 'ended', ended_at: longAgo, end_reason: 'replaced' });
  await coverage('HEIR', {
    state: 'covered',
    inherited_from: 'OLD',
    inherited_by_fault: 'FR-1',
    begun_at: longAgo,
    installed_on: '2026-01-01',
  });
  await term('OLD', { from_on: '2025-01-01', until_on: '2027-01-01', source: 'contract' });
  await term('HEIR', { from_on: '2026-01-01', until_on: '2027-01-01', source: 'inherited', document: 'FR-1' });
  await published(sparePool, loanTopic, 'LN-1', 1, 'spare-pool.formal-replacement-made.v1');
  await taken(warranty, loanTopic, 'LN-1', 1, 'spare-pool.formal-replacement-made.v1');
  await rma.insert('rma_case', {
    fault_number: 'FR-1',
    serial: 'OLD',
    city: 'DL',
    severity: 'normal',
    state: 'received',
    unit_owner: 'company',
    resolution: 'formal-replacement',
    resolved_at: longAgo,
  });
  for (const [sequence, type] of [
    [1, 'rma.fault-reported.v1'],
    [2, 'rma.case-resolved.v1'],
  ] as const) {
    await published(rma, caseTopic, 'FR-1', sequence, type);
    await taken(billing, caseTopic, 'FR-1', sequence, type);
  }
  await entitlement('EN-1', 'FR-1', 'replacement');
  await charge('CH-1', 'FR-1', {});
  await billing.insert('journal_entry', { entry_id: 1, document: 'CH-2', city: 'DL', period: '2013-04' });
  await posting('receivable:DL', 100);
  await posting('revenue-repair', -100);
  await rma.insert('idempotency_key', {
    actor: 'clerk.dl',
    key: 'k1',
    route: 'POST /v1/rma-cases',
    status: 201,
    response: '{"faultNumber":"FR-1"}',
  });
}

export async function unitAt(serial: string, kind: string, id: string): Promise<void> {
  const owner = kind === 'customer' ? 'customer' : 'company';
  const condition = kind === 'scrapped' ? 'scrapped' : 'good';
  const facts = { serial, model: 'M', place_kind: kind, place_id: id, city: 'DL', condition, owner };
  await sparePool.insert('spare_unit', { ...facts, custodian: null, since: longAgo, version: 1 });
  await sparePool.insert('movement', {
    ...facts,
    custodian: null,
    sequence: 1,
    moved_at: longAgo,
    recorded_at: longAgo,
  });
}

export async function coverage(serial: string, values: Readonly<Record<string, unknown>>): Promise<void> {
  await warranty.insert('coverage', { serial, number: 1, city: 'DL', recorded_at: longAgo, ...values });
}

export async function term(serial: string, values: Readonly<Record<string, unknown>>): Promise<void> {
  await warranty.insert('coverage_term', { serial, number: 1, city: 'DL', ...values });
}

/** A parcel that nobody expected, with a unit in it. */
export async function parcel(
  number: number,
  serial: string,
  values: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await rma.insert('receipt_exception', {
    exception_number: `RX-${number}`,
    exception_kind: 'unexpected-parcel',
    scanned_serial: serial,
    site: 'DL',
    city: 'DL',
    state: 'open',
    ...values,
  });
}

export async function entitlement(
  id: string,
  faultNumber: string,
  kind: string,
  supersedes: string | null = null,
): Promise<void> {
  const facts = { fault_number: faultNumber, serial: 'OLD', city: 'DL', kind, supersedes };
  await warranty.insert('entitlement', { entitlement_id: id, ...facts });
}

/** A unit that the pool says is out on a loan, for a case of its own. */
export async function lent(number: number, loan: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const loanNumber = `LN-${number}`;
  await unitAt(`OUT-${number}`, 'loan', loanNumber);
  await sparePool.insert('loan', {
    loan_number: loanNumber,
    fault_number: `FR-${number}`,
    serial: `OUT-${number}`,
    defective_serial: `DEF-${number}`,
    city: 'DL',
    loan_kind: 'loan',
    state: 'out',
    defective_state: 'not-awaited',
    ...loan,
  });
  await rma.insert('rma_case', {
    fault_number: `FR-${number}`,
    serial: `DEF-${number}`,
    city: 'DL',
    severity: 'normal',
    state: 'reported',
    unit_owner: 'customer',
    resolution: null,
    received_at: null,
  });
}

export async function charge(
  chargeNumber: string,
  faultNumber: string,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  const free = {
    amount_fen: 0,
    paid_fen: 0,
    entitlement_id: 'EN-1',
    reason: 'repair',
    state: 'settled',
    source: chargeNumber,
  };
  await billing.insert('charge', {
    charge_number: chargeNumber,
    fault_number: faultNumber,
    city: 'DL',
    ...free,
    ...values,
  });
}

export async function posting(account: string, amountFen: number): Promise<void> {
  await billing.insert('posting', { entry_id: 1, account, city: 'DL', amount_fen: amountFen });
  await billing.insert('account_balance', { account, city: 'DL', balance_fen: amountFen });
}

export async function published(
  book: ScratchBook,
  topic: string,
  key: string,
  sequence: number,
  type: string,
): Promise<void> {
  const event_id = eventId(sequence);
  await book.insert('outbox_published', {
    id: sequence,
    event_id,
    topic,
    key,
    sequence,
    type,
    bucket: 0,
    recorded_at: longAgo,
    published_at: longAgo,
    epoch: 1,
  });
}

export async function taken(
  book: ScratchBook,
  topic: string,
  key: string,
  sequence: number,
  type: string,
): Promise<void> {
  await book.insert('inbox', {
    topic,
    key,
    sequence,
    event_id: eventId(sequence),
    type,
    outcome: 'processed',
    recorded_at: longAgo,
  });
}

export const eventId = (sequence: number): string => `00000000-0000-4000-8000-${String(sequence).padStart(12, '0')}`;

export const run = (listening: Consumption = consumption): Promise<AuditReport> =>
  audit(
    books().map(({ target }) => target),
    { consumption: listening },
  );

export async function violationsOf(rule: Rule): Promise<string[]> {
  const report = await run();
  const broken = report.findings.filter(({ violations }) => violations.length > 0).map((found) => found.rule);
  expect(broken).toContain(rule);
  expect(report.clean).toBe(false);
  return report.findings
    .filter((found) => found.rule === rule)
    .flatMap(({ violations }) =>
      violations.map(({ subject, oneSide, otherSide }) => `${subject}: ${oneSide}; but ${otherSide}`),
    );
}
