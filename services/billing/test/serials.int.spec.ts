import { loanedUnitLostV1 } from '@rotables/contracts';
import pg from 'pg';
import { clerk, finance, RunningBilling } from './running-billing.js';

let billing: RunningBilling;

beforeAll(async () => {
  billing = await RunningBilling.start();
});
afterEach(() => billing.booksAreSound());
afterAll(() => billing.stop());

describe('a serial is known however it is typed', () => {
  it('W15 W4 to charge its service fee, and to see what is owed for it', async () => {
    await billing.registered('ATK-F1');
    await billing.fee('service-fee-month', 1_800, 'model of ATK-F1');
    const charge = await billing.service.post(clerk, '/v1/service-fees', { serial: 'atk f1', months: 12 });
    expect(charge).toMatchObject({ status: 201, body: { serial: 'ATK-F1', amountFen: 21_600 } });
    for (const typed of ['ATK-F1', 'atk f1', 'ａｔｋ－ｆ１', 'atkf1']) {
      const spelt = encodeURIComponent(typed);
      expect((await billing.service.get(finance, `/v1/units/${spelt}/debts`)).body).toMatchObject({
        serial: 'ATK-F1',
        openFen: 21_600,
      });
      expect(await billing.list(`/v1/charges?serial=${spelt}`)).toMatchObject({ items: [{ serial: 'ATK-F1' }] });
    }
    // What is open under one spelling stands in the way under every other.
    const next = await billing.service.post(clerk, '/v1/service-fees', { serial: 'ATKF1', months: 1 });
    expect(next).toMatchObject({ status: 409 });
  });

  it('W15 S4 of a lost unit', async () => {
    const lost = { ...loanedUnitLostV1.example, loanNumber: 'LN-20130416-0077', serial: 'SP-77', model: 'M-77' };
    await billing.fee('unit-price', 90_000, 'M-77');
    await billing.service.deliver(loanedUnitLostV1, lost.loanNumber, lost);
    expect((await billing.service.get(finance, '/v1/units/sp%2077/debts')).body).toMatchObject({ serial: 'SP-77' });
  });
});

describe('what is looked for by its serial', () => {
  it.each([
    ['charge', 'charge_by_serial'],
    ['quote', 'quote_by_serial'],
    ['covered_unit_projection', 'covered_unit_projection_by_serial'],
    ['found_unit_projection', 'found_unit_projection_by_serial'],
  ])('W15 is found in %s by an index, however many there are', async (table, index) => {
    // As everybody whom row-level security restrains, the owner among them.
    const client = new pg.Client({ connectionString: billing.service.database.ownerUrl });
    await client.connect();
    await client.query(`set app.cities = 'DL'; set enable_seqscan = off`);
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(
      `explain select serial from ${table} where serial_key = 'SP1'`,
    );
    await client.end();
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain(index);
  });
});
