import type { Clock, FixedClock, JsonValue } from '@rotables/domain-kernel';
import {
  entitlementDecidedV1,
  faultReportedV1,
  formalReplacementProposedV1,
  installedBaseChangedV1,
  outcomeRefusedV1,
  outcomeReservedV1,
  type EntitlementKind,
  type OutcomeRefusal,
} from '@rotables/contracts';
import { caller, RunningTestService, tellPeople, type Answer, type Caller } from '@rotables/testing';
import { sparePoolService } from '../src/index.js';

export type Json = Readonly<Record<string, JsonValue>>;

/** A member of an answer that has to be a text. */
export function textOf(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value;
  throw new Error(`Expected a text, but there is ${JSON.stringify(value)}.`);
}

/** The people of the specs. */
export const people = {
  administrator: caller('admin', 'administrator'),
  manager: caller('gm', 'general-manager'),
  warehouse: caller('liu.yang', 'warehouse'),
  headquarters: caller('wang.fang', 'headquarters-approver'),
  auditor: caller('audit', 'auditor'),
  dalianClerk: caller('zhang.wei', 'branch-clerk', ['DL']),
  dalianHead: caller('head.dl', 'branch-head', ['DL']),
  anshanClerk: caller('li.lei', 'branch-clerk', ['AS']),
  anshanHead: caller('head.as', 'branch-head', ['AS']),
  dalianSuccessor: caller('li.na', 'branch-head', ['DL']),
  otherApprover: caller('zhang.min', 'headquarters-approver'),
  otherWarehouse: caller('sun.tao', 'warehouse'),
};

export const at = (day: string, time = '10:00'): string => `${day}T${time}:00+08:00`;

/** A pool with its warehouse in Shenyang and two branches. */
export async function startPool(clock?: Clock): Promise<RunningTestService> {
  const pool = await RunningTestService.start(sparePoolService, clock ? { clock } : {});
  await tellPeople(pool, Object.values(people));
  const sites = [
    ['SY', 'SY', 'headquarters', 'wang.fang'],
    ['DL', 'DL', 'branch', 'head.dl'],
    ['AS', 'AS', 'branch', 'head.as'],
  ] as const;
  for (const [site, city, siteKind, custodian] of sites) {
    const body = { site, city, siteKind, nameZh: site, nameEn: site, custodian, openedAt: at('2013-01-01') };
    expect(await pool.post(people.administrator, '/v1/sites', body)).toMatchObject({ status: 201 });
  }
  return pool;
}

/** Does something while the pool's clock stands at a moment of the month: what is told then is not told late. */
export async function during<Result>(clock: FixedClock, moment: string, work: () => Promise<Result>): Promise<Result> {
  const present = clock.now();
  clock.set(new Date(moment));
  try {
    return await work();
  } finally {
    clock.set(present);
  }
}

let running = 0;

/** Serials that no other test uses. */
export function newSerials(count: number, prefix = 'SP'): string[] {
  return Array.from({ length: count }, () => `${prefix}-${(running += 1).toString().padStart(5, '0')}`);
}

/** None that an example of a contract is about. */
export function newFault(day = '2013-04-16'): string {
  return `FR-${day.replaceAll('-', '')}-1${(running += 1).toString().padStart(4, '0')}`;
}

/** Who answers for a site, and so may acquire into it. */
export async function keeperOf(pool: RunningTestService, site: string): Promise<Caller> {
  const { body } = await pool.get(people.auditor, `/v1/sites/${site}`);
  const keeper = Object.values(people).find(({ subject }) => subject === body['custodian']);
  return keeper ?? { ...people.dalianHead, subject: textOf(body['custodian']), cities: [textOf(body['city'])] };
}

export async function acquired(
  pool: RunningTestService,
  site: string,
  model: string,
  count: number,
  day = '2013-04-01',
): Promise<string[]> {
  const serials = newSerials(count);
  const units = serials.map((serial) => ({ serial, model }));
  const answer = await pool.post(await keeperOf(pool, site), '/v1/spare-units/acquire', {
    site,
    acquiredAt: at(day),
    units,
  });
  expect(answer).toMatchObject({ status: 200, body: { acquired: count } });
  return serials;
}

export async function installed(
  pool: RunningTestService,
  city: string,
  delta: number,
  changedOn = '2013-04-10',
  model = 'M1',
): Promise<void> {
  const body = { city, model, changedOn, delta, installed: Math.max(0, delta) };
  await pool.deliver(installedBaseChangedV1, `${city}:${model}`, body);
}

export async function allocationOf(pool: RunningTestService, city: string, asOf?: string): Promise<Json> {
  const { body } = await pool.get<{ items: Json[] }>(
    people.headquarters,
    `/v1/allocations?city=${city}${asOf ? `&asOf=${asOf}` : ''}`,
  );
  return body.items[0] ?? {};
}

export async function unitOf(pool: RunningTestService, serial: string): Promise<Json> {
  return (await pool.get(people.auditor, `/v1/spare-units/${encodeURIComponent(serial)}`)).body;
}

/** An application by Dalian, approved in full. */
export async function approved(pool: RunningTestService, model: string, quantity: number): Promise<string> {
  const body = { site: 'DL', model, quantity, reason: 'Stock', submittedAt: at('2013-04-10') };
  const submitted = await pool.post(people.dalianClerk, '/v1/spare-applications', body);
  expect(submitted).toMatchObject({ status: 201 });
  const number = textOf(submitted.body['applicationNumber']);
  const decision = { quantity, approvedAt: at('2013-04-10', '11:00') };
  expect(await pool.post(people.headquarters, `/v1/spare-applications/${number}/approve`, decision)).toMatchObject({
    status: 200,
  });
  return number;
}

/** Units of a model on the shelf of Dalian, by application, shipment and receipt. */
export async function stocked(pool: RunningTestService, model: string, count: number): Promise<string[]> {
  const orderNumber = await approved(pool, model, count);
  const serials = await acquired(pool, 'SY', model, count);
  const dispatched = await pool.post(people.warehouse, '/v1/shipments', {
    orderNumber,
    fromSite: 'SY',
    serials,
    dispatchedAt: at('2013-04-10', '15:00'),
  });
  expect(dispatched).toMatchObject({ status: 201 });
  const path = `/v1/shipments/${textOf(dispatched.body['shipmentNumber'])}/receive`;
  const received = await pool.post(people.dalianClerk, path, { scannedSerials: serials, receivedAt: at('2013-04-11') });
  expect(received).toMatchObject({ status: 200 });
  return serials;
}

export interface Reported {
  readonly faultNumber: string;
  readonly serial: string;
  readonly model: string | null;
  readonly city?: string;
  readonly reportedAt?: string;
  readonly unitOwner?: 'customer' | 'company';
  readonly entitlement?: EntitlementKind | null;
}

/** The pool is told of a case, and of what its customer is entitled to: a replacement, unless said otherwise. */
export async function reported(
  pool: RunningTestService,
  {
    faultNumber,
    serial,
    model,
    city = 'DL',
    reportedAt = at('2013-04-10'),
    unitOwner = 'customer',
    entitlement = 'replacement',
  }: Reported,
): Promise<void> {
  const told = { faultNumber, serial, model, city };
  await pool.deliver(faultReportedV1, faultNumber, { ...faultReportedV1.example, ...told, reportedAt, unitOwner });
  if (entitlement !== null) await entitled(pool, told, entitlement);
}

/** Warranty decides, or decides anew. */
export async function entitled(
  pool: RunningTestService,
  { faultNumber, serial, city }: { readonly faultNumber: string; readonly serial: string; readonly city?: string },
  kind: EntitlementKind,
): Promise<void> {
  const told = { faultNumber, serial, city: city ?? 'DL', kind };
  await pool.deliver(entitlementDecidedV1, faultNumber, { ...entitlementDecidedV1.example, ...told });
}

/** What is sent to lend for a case that the pool has just been told of. */
export async function loanBody(
  pool: RunningTestService,
  model: string,
  {
    faultNumber = newFault(),
    defectiveSerial = `DEF-${(running += 1)}`,
    ...other
  }: Json & { readonly faultNumber?: string; readonly defectiveSerial?: string } = {},
  told: Partial<Reported> = {},
): Promise<Json> {
  const site = typeof other['site'] === 'string' ? other['site'] : 'DL';
  await reported(pool, { faultNumber, serial: defectiveSerial, model, city: site, ...told });
  return { faultNumber, site, loanKind: 'loan', loanedAt: at('2013-04-16'), ...other };
}

/** The same for many who ask at once. */
export function loanBodies(pool: RunningTestService, count: number, model: string, other: Json = {}): Promise<Json[]> {
  return Promise.all(Array.from({ length: count }, () => loanBody(pool, model, other)));
}

/** rma says to the latest proposal of a loan that the case is kept for it, or why not. */
export async function answered(
  pool: RunningTestService,
  loanNumber: string,
  reason: OutcomeRefusal | null = null,
  proposal?: number,
): Promise<void> {
  const proposals = (await pool.events()).filter(
    ({ type, key }) => type === formalReplacementProposedV1.type && key === loanNumber,
  );
  const told = proposals.at(-1);
  const faultNumber = textOf(told?.body['faultNumber']);
  const answer = { faultNumber, reference: loanNumber, proposal: proposal ?? told?.sequence ?? 0 };
  if (reason === null) await pool.deliver(outcomeReservedV1, faultNumber, { ...outcomeReservedV1.example, ...answer });
  else await pool.deliver(outcomeRefusedV1, faultNumber, { ...outcomeRefusedV1.example, ...answer, reason });
}

/** One proposes that the spare stays, the case is kept for it, another makes it so (S7); gives the second answer. */
export async function kept(pool: RunningTestService, loanNumber: string, day: string): Promise<Answer> {
  const proposal = { proposedAt: at(day) };
  const proposed = await pool.post(people.dalianClerk, `/v1/loans/${loanNumber}/propose-keep`, proposal);
  expect(proposed).toMatchObject({ status: 200, body: { keepState: 'proposed', state: 'out' } });
  await answered(pool, loanNumber);
  return pool.post(people.dalianHead, `/v1/loans/${loanNumber}/keep`, { madeAt: at(day) });
}

/** One says that the customer lost it, another confirms (S7); gives the second answer. */
export async function lostAtCustomer(pool: RunningTestService, loanNumber: string, day: string): Promise<Answer> {
  const reported = await pool.post(people.dalianClerk, `/v1/loans/${loanNumber}/report-lost`, { lostAt: at(day) });
  expect(reported).toMatchObject({ status: 200, body: { lossState: 'loss-reported', state: 'out' } });
  return pool.post(people.dalianHead, `/v1/loans/${loanNumber}/confirm-loss`, { confirmedAt: at(day) });
}
