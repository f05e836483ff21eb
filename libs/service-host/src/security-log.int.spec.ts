import { waitFor } from '@rotables/testing';
import pg from 'pg';
import { RunningDepot } from '../test/running-depot.js';

describe('refusals', () => {
  let depot: RunningDepot;
  beforeAll(async () => {
    depot = await RunningDepot.start();
  });
  afterAll(() => depot.stop());

  it('X8 are noted from where the token says, and from nowhere that a header says', async () => {
    const snoop = { subject: 'snoop2', name: 'Ma', roles: ['technician'], cities: ['DL'] } as const;
    const answers = [
      await depot.send('P-9', { as: snoop, headers: { 'x-forwarded-for': '6.6.6.6' } }),
      await depot.send('P-9', { as: { ...snoop, address: '192.0.2.9' }, headers: { 'x-forwarded-for': '6.6.6.6' } }),
    ];
    const traces = answers.map(({ json }) => json['traceId']);
    const sql = `select address from security_log where trace_id = any ($1) order by id`;
    const client = new pg.Client({ connectionString: depot.database.url });
    await client.connect();
    try {
      const noted = await waitFor(
        async () =>
          ((rows) => rows.length === 2 && rows)((await client.query<{ address: string }>(sql, [traces])).rows),
        { describe: 'both refusals' },
      );
      expect(noted.map(({ address }) => address)).toEqual(['127.0.0.1', '192.0.2.9']);
    } finally {
      await client.end();
    }
  });
});
