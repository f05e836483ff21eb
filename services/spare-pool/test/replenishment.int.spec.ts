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
  it('S6 P17 a city that is full gets nothing early, and nothing is owed for a unit that went back to its customer', async () => {
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
});
