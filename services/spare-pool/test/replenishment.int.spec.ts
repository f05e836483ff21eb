import { unitReceivedV1, unitReturnedToCustomerV1 } from '@rotables/contracts';
import { waitFor, type RunningTestService } from '@rotables/testing';
import { acquired, allocationOf, installed, newFault, people, startPool } from './pool.js';

let pool: RunningTestService;

beforeAll(async () => {
  pool = await startPool();
});

afterAll(() => pool.stop());

const attachment = { attachmentName: 'request.pdf', attachmentBase64: Buffer.from('%PDF-1.4').toString('base64') };

describe('replenishment', () => {
  it('S6 a city that is full gets nothing early, and nothing is owed for a unit that went back to its customer', async () => {
    await installed(pool, 'AS', 50);
    await acquired(pool, 'AS', 'M1', 1);
    const [serial = ''] = await acquired(pool, 'AS', 'M1', 1);
    const faultNumber = newFault();
    const received = {
      ...unitReceivedV1.example,
      faultNumber,
      serial,
      city: 'AS',
      receivedAt: '2013-04-18T06:00:00.000Z',
    };
    await pool.deliver(unitReceivedV1, faultNumber, received);
    await waitFor(async () => (await allocationOf(pool, 'AS'))['owedByRepair'] === 1, {
      describe: 'a unit to be owed',
    });
    const ask = { site: 'AS', quantity: 1, reason: 'Now', ...attachment };
    expect(await pool.post(people.anshanHead, '/v1/early-replenishments', ask)).toMatchObject({
      status: 422,
      body: {
        code: 'early-replenishment-exceeds-allocation',
        details: { city: 'AS', allocation: 1, onHand: 1, room: 0 },
      },
    });
    await pool.deliver(unitReturnedToCustomerV1, faultNumber, {
      ...unitReturnedToCustomerV1.example,
      faultNumber,
      serial,
      city: 'AS',
    });
    expect(await allocationOf(pool, 'AS')).toMatchObject({ owedByRepair: 0 });
  });

  it('S6 a written request is a document by name and content, and one person sends 20 within a day', async () => {
    const ask = { site: 'AS', quantity: 1, reason: 'Now', ...attachment };
    const head = people.anshanHead;
    const page = { attachmentName: 'request.pdf', attachmentBase64: Buffer.from('<script>').toString('base64') };
    expect(await pool.post(head, '/v1/early-replenishments', { ...ask, ...page })).toMatchObject({
      status: 400,
      body: { code: 'invalid-input', detail: expect.stringContaining('PDF, JPEG, PNG') },
    });
    await pool.query(
      `insert into replenishment (replenishment_number, city, site, quantity, shipped_quantity, early, netted_off, netted_quantity, requested_by, state, version)
       select 'EX-' || n, 'AS', 'AS', 1, 0, true, 0, 0, '${head.subject}', 'rejected', 1 from generate_series(1, 20) as n`,
    );
    await pool.query(
      `insert into replenishment_attachment (replenishment_number, city, name, content) select replenishment_number, city, 'a.pdf', '%PDF' from replenishment where requested_by = '${head.subject}'`,
    );
    expect(await pool.post(head, '/v1/early-replenishments', ask)).toMatchObject({
      status: 429,
      body: { code: 'too-many-written-requests', details: { sent: 20, most: 20 } },
    });
    await pool.query(`update replenishment_attachment set recorded_at = recorded_at - interval '24 hours'`);
    expect((await pool.post(head, '/v1/early-replenishments', ask)).status).toBe(422);
  });
});
