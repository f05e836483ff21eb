import { postAtOnce, RunningTestService, statusCounts, type Answer, type Caller } from '@rotables/testing';
import { sparePoolService } from '../src/index.js';
import {
  acquired,
  approved,
  at,
  installed,
  loanBodies,
  loanBody,
  newSerials,
  people,
  startPool,
  stocked,
  textOf,
} from './pool.js';

/** Two replicas of the service on one database: what is scarce is kept by the database, not by a lock in memory. */
let replicas: readonly RunningTestService[] = [];
let pool: RunningTestService;

beforeAll(async () => {
  pool = await startPool();
  replicas = [pool, await RunningTestService.start(sparePoolService, { database: pool.database })];
  await installed(pool, 'DL', 5_000);
  await installed(pool, 'AS', 100);
});

afterAll(async () => {
  await replicas[1]?.close();
  await pool.stop();
});

interface Statement {
  readonly lines: readonly { readonly serial: string; readonly status: string }[];
}

const atOnce = (count: number, who: Caller, path: string, bodyOf: (index: number) => unknown): Promise<Answer[]> =>
  postAtOnce(replicas, count, who, path, bodyOf);

/** Type and sequence of what was told of one aggregate, in order. */
async function toldOf(aggregate: string): Promise<(readonly [type: string, sequence: number])[]> {
  const told = (await pool.events()).filter(({ key }) => key === aggregate);
  return told.map(({ type, sequence }) => [type, sequence] as const).sort(([, one], [, other]) => one - other);
}

describe('scarce things, asked for at once of two replicas', () => {
  it('S2 the last unit of the allocation: one of two clerks gets it, the other is shown the arithmetic', async () => {
    const body = { site: 'AS', model: 'M-last', quantity: 1, reason: 'Stock', submittedAt: at('2013-04-10') };
    expect(await pool.post(people.anshanClerk, '/v1/spare-applications', body)).toMatchObject({
      status: 201,
      body: { allocation: 2 },
    });
    const other: Caller = { ...people.anshanClerk, subject: 'wu.di' };
    const answers = await Promise.all([
      pool.post(people.anshanClerk, '/v1/spare-applications', body),
      replicas[1]!.post(other, '/v1/spare-applications', body),
    ]);
    expect(statusCounts(answers)).toEqual({ 201: 1, 422: 1 });
    expect(answers.find(({ status }) => status === 422)?.body).toMatchObject({
      code: 'allocation-exceeded',
      details: { allocation: 2, applied: 2, requested: 1, free: 0 },
    });
  });

  it('S7 one serial and 50 clients: one loan, and 49 are told where the unit is', async () => {
    const [serial = ''] = await stocked(pool, 'M-serial', 1);
    const bodies = await loanBodies(pool, 50, 'M-serial', { serial });
    const answers = await atOnce(50, people.dalianClerk, '/v1/loans', (index) => bodies[index]);
    expect(statusCounts(answers)).toEqual({ 201: 1, 409: 49 });
    const loanNumber = textOf(answers.find(({ status }) => status === 201)?.body['loanNumber']);
    for (const { body } of answers.filter(({ status }) => status === 409)) {
      expect(body).toMatchObject({ code: 'unit-not-available' });
      expect(textOf(body['detail'])).toContain(loanNumber);
    }
  });

  it('S7 the last three units of a model and 20 clients: three loans of three units, 17 shortages', async () => {
    const serials = await stocked(pool, 'M-three', 3);
    const bodies = await loanBodies(pool, 20, 'M-three');
    const answers = await atOnce(20, people.dalianClerk, '/v1/loans', (index) => bodies[index]);
    const lent = answers.filter(({ body }) => body['outcome'] === 'loaned');
    expect(lent.map(({ body }) => body['serial']).sort()).toEqual([...serials].sort());
    expect(answers.filter(({ body }) => body['outcome'] === 'none-to-lend')).toHaveLength(17);
  });

  it('S7 one loan is taken back once', async () => {
    const [serial = ''] = await stocked(pool, 'M-back', 1);
    const lent = await pool.post(people.dalianClerk, '/v1/loans', await loanBody(pool, 'M-back', { serial }));
    const path = `/v1/loans/${textOf(lent.body['loanNumber'])}/take-back`;
    const back = {
      scannedSerial: serial,
      returnedAt: at('2013-04-25'),
      condition: 'good',
      measured: 'Two hours without a fault.',
    };
    const answers = await atOnce(10, people.dalianClerk, path, () => back);
    expect(statusCounts(answers)).toEqual({ 200: 1, 409: 9 });
    expect(await toldOf(textOf(lent.body['loanNumber']))).toEqual([
      ['spare-pool.spare-unit-loaned.v1', 1],
      ['spare-pool.spare-unit-returned.v1', 2],
    ]);
    const moved = (await toldOf(serial)).map(([, sequence]) => sequence);
    expect(moved).toEqual([1, 2, 3, 4, 5]);
  });

  it('S2 one approval: of two who approve an application, one does', async () => {
    const body = { site: 'DL', model: 'M-approve', quantity: 1, reason: 'Stock', submittedAt: at('2013-04-10') };
    const submitted = await pool.post(people.dalianClerk, '/v1/spare-applications', body);
    const path = `/v1/spare-applications/${textOf(submitted.body['applicationNumber'])}/approve`;
    const approval = { quantity: 1, approvedAt: at('2013-04-10', '11:00') };
    expect(statusCounts(await atOnce(6, people.headquarters, path, () => approval))).toEqual({ 200: 1, 409: 5 });
  });

  it('S3 one unit leaves in one shipment, and one shipment is received once', async () => {
    const [serial = ''] = await acquired(pool, 'SY', 'M-ship', 1);
    const orders = [await approved(pool, 'M-ship', 1), await approved(pool, 'M-ship', 1)];
    const dispatched = await atOnce(2, people.warehouse, '/v1/shipments', (index) => ({
      orderNumber: orders[index],
      fromSite: 'SY',
      serials: [serial],
      dispatchedAt: at('2013-04-10', '15:00'),
    }));
    expect(statusCounts(dispatched)).toEqual({ 201: 1, 422: 1 });
    expect(dispatched.find(({ status }) => status === 422)?.body).toMatchObject({ code: 'serial-cannot-be-shipped' });
    const shipment = textOf(dispatched.find(({ status }) => status === 201)?.body['shipmentNumber']);
    const receipt = { scannedSerials: [serial], receivedAt: at('2013-04-11') };
    const received = await atOnce(6, people.dalianClerk, `/v1/shipments/${shipment}/receive`, () => receipt);
    expect(statusCounts(received)).toEqual({ 200: 1, 409: 5 });
    expect(await toldOf(shipment)).toEqual([
      ['spare-pool.shipment-dispatched.v1', 1],
      ['spare-pool.shipment-received.v1', 2],
    ]);
    expect((await toldOf(serial)).map(([, sequence]) => sequence)).toEqual([1, 2, 3]);
  });

  it('S9 one serial is acquired once', async () => {
    const [serial = ''] = newSerials(1);
    const units = [{ serial, model: 'M-acquire' }];
    const answers = await atOnce(8, people.headquarters, '/v1/spare-units/acquire', () => ({
      site: 'SY',
      acquiredAt: at('2013-04-01'),
      units,
    }));
    expect(statusCounts(answers)).toEqual({ 200: 1, 409: 7 });
  });

  it('S5 one statement per city and month, one signature of the custodian, one of headquarters', async () => {
    const month = { month: '2013-03', city: 'AS' };
    const opened = await atOnce(4, people.headquarters, '/v1/reconciliations', () => month);
    expect(statusCounts(opened)).toEqual({ 201: 1, 409: 3 });
    const path = '/v1/reconciliations/RC-201303-AS';
    expect(await pool.post(people.anshanHead, `${path}/count`, { scannedSerials: [] })).toMatchObject({ status: 200 });
    const signature = { signedAt: at('2013-04-01', '16:00') };
    expect(statusCounts(await atOnce(6, people.anshanHead, `${path}/sign`, () => signature))).toEqual({
      200: 1,
      409: 5,
    });
    const countersignature = { closedAt: at('2013-04-01', '17:00') };
    const countersigned = await atOnce(6, people.headquarters, `${path}/countersign`, () => countersignature);
    expect(statusCounts(countersigned)).toEqual({ 200: 1, 409: 5 });
  });

  it('S5 many who count one statement at once: no scan of any of them is lost, and each is told once', async () => {
    const serials = await acquired(pool, 'DL', 'M-count', 12, '2013-02-01');
    const opening = { month: '2013-03', city: 'DL' };
    expect(await pool.post(people.headquarters, '/v1/reconciliations', opening)).toMatchObject({ status: 201 });
    const path = '/v1/reconciliations/RC-201303-DL';
    const answers = await atOnce(12, people.dalianHead, `${path}/count`, (index) => ({
      scannedSerials: [serials[index], `NOT-BOOKED-${index}`],
    }));
    expect(statusCounts(answers)).toEqual({ 200: 12 });
    const { body } = await pool.get<Statement>(people.dalianHead, path);
    const statusOf = new Map(body.lines.map(({ serial, status }) => [serial, status]));
    expect(serials.map((serial) => statusOf.get(serial))).toEqual(serials.map(() => 'counted'));
    expect(body.lines.filter(({ status }) => status === 'unexpected')).toHaveLength(12);
    const told = (await pool.events()).filter(({ type, key }) => key === 'RC-201303-DL' && type.includes('counted'));
    expect(told.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 12 }, (_, index) => index + 2));
    const counted = told.map(({ body: { counted: so } }) => so);
    expect(counted).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  });

  it('X1 after all of it every row is the fold of its movements', async () => {
    const astray = await pool.query(
      `select u.serial from spare_unit u join movement m using (serial)
       group by u.serial, u.version having max(m.sequence) <> u.version or count(*) <> u.version`,
    );
    expect(astray).toEqual([]);
  });
});
