import { unitReceivedV1 } from '@rotables/contracts';
import type { RunningTestService } from '@rotables/testing';
import pg from 'pg';
import { acquired, approved, at, installed, loanBody, newFault, people, startPool, textOf, unitOf } from './pool.js';

let pool: RunningTestService;

beforeAll(async () => {
  pool = await startPool();
  await installed(pool, 'DL', 500);
});

afterAll(() => pool.stop());

const small = (serial: string): string => serial.toLowerCase();
const bare = (serial: string): string => serial.replaceAll('-', '');
const wide = (serial: string): string =>
  serial.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));

describe('a serial is known however it is typed', () => {
  it('W15 S3 S7 from its dispatch through receipt, loan and return to its loss', async () => {
    const [serial = '', other = ''] = await acquired(pool, 'SY', 'M1', 2);
    const orderNumber = await approved(pool, 'M1', 2);
    const dispatched = await pool.post(people.warehouse, '/v1/shipments', {
      orderNumber,
      fromSite: 'SY',
      serials: [small(serial), wide(other)],
      dispatchedAt: at('2013-04-10', '15:00'),
    });
    expect(dispatched).toMatchObject({ status: 201 });
    const shipment = `/v1/shipments/${textOf(dispatched.body['shipmentNumber'])}`;
    const scan = { scannedSerials: [wide(serial), bare(other), small(other)], receivedAt: at('2013-04-11') };
    const received = await pool.post(people.dalianClerk, `${shipment}/receive`, scan);
    expect(received).toMatchObject({ status: 200, body: { discrepancies: [] } });
    expect(await unitOf(pool, small(serial))).toMatchObject({ serial, place: 'site:DL' });
    const lent = await pool.post(people.dalianClerk, '/v1/loans', {
      ...(await loanBody(pool, 'M1')),
      serial: small(serial),
    });
    expect(lent).toMatchObject({ status: 201, body: { serial } });
    const loans = await pool.get(people.auditor, `/v1/loans?serial=${encodeURIComponent(wide(serial))}`);
    expect(loans.body).toMatchObject({ items: [{ serial }] });
    const back = { scannedSerial: bare(serial), condition: 'good', measured: 'Passed', returnedAt: at('2013-04-17') };
    const loan = `/v1/loans/${textOf(lent.body['loanNumber'])}`;
    expect(await pool.post(people.dalianClerk, `${loan}/take-back`, back)).toMatchObject({ status: 200 });
    const lost = await pool.post(people.dalianHead, `/v1/spare-units/${small(serial)}/report-lost`, {
      note: 'Not there',
      lostAt: at('2013-04-18'),
    });
    expect(lost).toMatchObject({ status: 200, body: { serial } });
    const losses = await pool.get(people.auditor, `/v1/custody-losses?serial=${bare(serial)}`);
    expect(losses.body).toMatchObject({ items: [{ serial }] });
  });

  it('W15 S8 also where another service spells it otherwise: it is the unit that the ledger has', async () => {
    const [serial = ''] = await acquired(pool, 'DL', 'M1', 1);
    const faultNumber = newFault();
    const told = { faultNumber, serial: small(serial), receivedAt: '2013-04-18T06:00:00.000Z' };
    await pool.deliver(unitReceivedV1, faultNumber, { ...unitReceivedV1.example, ...told });
    expect(await unitOf(pool, serial)).toMatchObject({ serial, placeKind: 'quarantine' });
  });

  it('W15 S5 in the count of the month', async () => {
    const [serial = ''] = await acquired(pool, 'AS', 'M2', 1);
    const elsewhere = await acquired(pool, 'SY', 'M2', 1);
    const opened = await pool.post(people.headquarters, '/v1/reconciliations', { month: '2013-04', city: 'AS' });
    expect(opened).toMatchObject({ status: 201 });
    const statement = '/v1/reconciliations/RC-201304-AS';
    const scannedSerials = [small(serial), wide(serial), small(elsewhere[0] ?? '')];
    const counted = await pool.post(people.anshanClerk, `${statement}/count`, { scannedSerials });
    expect(counted).toMatchObject({ status: 200, body: { counted: 1, openDiscrepancies: 1 } });
    const settled = await pool.post(people.anshanHead, `${statement}/resolve-discrepancy`, {
      serial: bare(elsewhere[0] ?? ''),
      resolution: 'booked-elsewhere',
      note: 'Of Shenyang',
    });
    expect(settled).toMatchObject({ status: 200, body: { openDiscrepancies: 0 } });
  });

  it('W15 in the lists', async () => {
    const [serial = ''] = await acquired(pool, 'SY', 'M3', 1);
    for (const query of [`serial=${bare(small(serial))}`, `serials=${encodeURIComponent(wide(serial))}`]) {
      expect((await pool.get(people.auditor, `/v1/spare-units?${query}`)).body).toMatchObject({ items: [{ serial }] });
    }
  });
});

describe('what is looked for by its serial', () => {
  it.each([
    ['spare_unit', 'serial_key', 'spare_unit_by_serial'],
    ['awaiting_fact', 'serial_key', 'awaiting_fact_by_serial'],
    ['custody_loss', 'serial_key', 'custody_loss_by_serial'],
    ['loan', 'serial_key', 'loan_by_serial'],
    ['loan', 'defective_serial_key', 'loan_by_defective_serial'],
  ])('W15 is found in %s by %s with an index, however many units there are', async (table, column, index) => {
    // As everybody whom row-level security restrains, the owner among them.
    const client = new pg.Client({ connectionString: pool.database.ownerUrl });
    await client.connect();
    await client.query(`set app.cities = 'DL'; set enable_seqscan = off`);
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(
      `explain select serial from ${table} where ${column} = 'SP1'`,
    );
    await client.end();
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain(index);
  });
});
