import { RunningTestService } from '@rotables/testing';
import pg from 'pg';
import { rmaService } from '../src/index.js';

describe('what is looked for by its serial', () => {
  let rma: RunningTestService;
  let client: pg.Client;

  beforeAll(async () => {
    rma = await RunningTestService.start(rmaService);
    // As everybody whom row-level security restrains, the owner among them.
    client = new pg.Client({ connectionString: rma.database.ownerUrl });
    await client.connect();
    await client.query(`set app.cities = 'DL'; set enable_seqscan = off`);
  });

  afterAll(async () => {
    await client.end();
    await rma.stop();
  });

  it.each([
    ['reporter_phone_key = phone_key($1)', 'rma_case_reporter_phone'],
    ['customer_phone_key = phone_key($1)', 'rma_case_customer_phone'],
    ['plate_key = plate_key($1)', 'rma_case_plate'],
  ])('R1 a case is found where %s by an index, however many there are', async (condition, index) => {
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(
      `explain select fault_number from rma_case where ${condition.replace('$1', `'0411-5550-0101'`)}`,
    );
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain(index);
  });

  it.each([
    ['covered_unit_projection', 'covered_unit_projection_key'],
    ['rma_case', 'rma_case_serial_key'],
  ])('W15 is found in %s by an index, however many units there are', async (table, index) => {
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(
      `explain select serial from ${table} where serial_key = serial_key('w1f03b3x')`,
    );
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain(index);
  });
});
