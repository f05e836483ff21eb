import {
  formalReplacementMadeV1,
  refundPaidV1,
  scrapExecutedV1,
  unitReceivedV1,
  unitRestockedV1,
  coverageEndedV1,
  unitRegisteredV1,
  unitReturnedToCustomerV1,
  vendorReturnReceivedV1,
  vendorReturnSentV1,
  type EventContract,
} from '@rotables/contracts';
import type { RunningTestService } from '@rotables/testing';
import {
  acquired,
  allocationOf,
  at,
  installed,
  newFault,
  newSerials,
  people,
  textOf,
  startPool,
  unitOf,
  type Json,
} from './pool.js';

let pool: RunningTestService;

beforeAll(async () => {
  pool = await startPool();
  await installed(pool, 'DL', 1_000);
});

afterAll(() => pool.stop());

/** The facts of one unit's way through repair, to be told in any order. */
function storyOf(serial: string) {
  const faultNumber = newFault();
  const vendorReturnNumber = `VR-${faultNumber.slice(3)}`;
  const common = { faultNumber, serial, city: 'DL' };
  const tell = (contract: EventContract, key: string, other: Readonly<Record<string, unknown>>) => () =>
    pool.deliver(contract, key, { ...contract.example, ...common, ...other });
  return {
    received: tell(unitReceivedV1, faultNumber, { site: 'SY', receivedAt: '2013-04-17T02:00:00.000Z' }),
    sent: tell(vendorReturnSentV1, vendorReturnNumber, { vendorReturnNumber, sentAt: '2013-04-18T02:00:00.000Z' }),
    back: tell(vendorReturnReceivedV1, vendorReturnNumber, {
      vendorReturnNumber,
      receivedAt: '2013-04-20T02:00:00.000Z',
    }),
    returned: tell(unitReturnedToCustomerV1, faultNumber, { repaired: true, returnedAt: '2013-04-21T02:00:00.000Z' }),
    restocked: tell(unitRestockedV1, faultNumber, { site: 'SY', restockedAt: '2013-04-22T02:00:00.000Z' }),
    refunded: tell(refundPaidV1, `RF-${faultNumber}`, { paidAt: '2013-04-19T02:00:00.000Z' }),
    scrapped: tell(scrapExecutedV1, `SC-${faultNumber}`, { executedAt: '2013-04-23T02:00:00.000Z' }),
  };
}

const movementsOf = async (serial: string): Promise<unknown[]> =>
  ((await unitOf(pool, serial))['movements'] as Json[]).map(({ movement }) => movement);

const waiting = async (serial: string): Promise<number> => {
  const { body } = await pool.get<{ items: Json[] }>(people.headquarters, '/v1/awaiting-unit-facts?limit=200');
  return body.items.filter((item) => item['serial'] === serial).length;
};

describe('what other services tell of a unit', () => {
  it('R5 R7 R8 S9 leads it into quarantine, to the vendor and back to the customer', async () => {
    const [serial = ''] = newSerials(1, 'CU');
    const story = storyOf(serial);
    await story.received();
    expect(await unitOf(pool, serial)).toMatchObject({
      place: 'quarantine:SY',
      condition: 'defective',
      owner: 'customer',
      custodian: 'wang.fang',
    });
    await story.sent();
    await story.back();
    await story.returned();
    expect(await unitOf(pool, serial)).toMatchObject({
      place: 'customer',
      condition: 'good',
      city: 'DL',
      custodian: null,
    });
  });

  it('S9 comes to the same place in whatever order the topics are read', async () => {
    const [straight = '', crossed = ''] = newSerials(2, 'CU');
    const one = storyOf(straight);
    for (const tell of [one.received, one.sent, one.back, one.refunded, one.restocked]) await tell();
    const other = storyOf(crossed);
    await other.refunded();
    await other.sent();
    await other.back();
    expect(await waiting(crossed)).toBe(3);
    await other.received();
    await other.restocked();
    expect(await waiting(crossed)).toBe(0);
    expect([...(await movementsOf(crossed))].sort()).toEqual([...(await movementsOf(straight))].sort());
    for (const serial of [straight, crossed]) {
      expect(await unitOf(pool, serial)).toMatchObject({
        place: 'site:SY',
        owner: 'company',
        condition: 'refurbished',
      });
    }
  });

  it('R8 a unit that is the customer’s is not restocked before it is the company’s', async () => {
    const [serial = ''] = newSerials(1, 'CU');
    const story = storyOf(serial);
    await story.received();
    await story.restocked();
    expect(await unitOf(pool, serial)).toMatchObject({ place: 'quarantine:SY' });
    await story.refunded();
    expect(await unitOf(pool, serial)).toMatchObject({ place: 'site:SY', condition: 'refurbished' });
  });

  it('R9 scrap ends its way, and what is told of it afterwards does no harm', async () => {
    const [serial = ''] = newSerials(1, 'CU');
    const story = storyOf(serial);
    await story.received();
    await story.scrapped();
    await story.scrapped();
    await story.restocked();
    await story.refunded();
    expect(await unitOf(pool, serial)).toMatchObject({ place: 'scrapped', condition: 'scrapped', owner: 'company' });
    const found = await pool.query('select count(*)::int as dead from dead_letter');
    expect(found).toEqual([{ dead: 0 }]);
  });

  it('O1 O2 S4 a site that nobody has opened is no place: the unit stays in the keeping of its case’s city', async () => {
    const [own = ''] = await acquired(pool, 'DL', 'M1', 1);
    const [customers = ''] = newSerials(1, 'CU');
    for (const serial of [own, customers]) {
      await pool.deliver(unitReceivedV1, newFault(), {
        ...unitReceivedV1.example,
        serial,
        city: 'DL',
        site: 'NOPE',
        receivedAt: '2013-04-17T02:00:00.000Z',
      });
      expect(await unitOf(pool, serial)).toMatchObject({ place: 'quarantine:DL', city: 'DL', custodian: 'head.dl' });
    }
  });

  it('S6 a city’s own defective spare that it returned is owed', async () => {
    const [serial = ''] = await acquired(pool, 'DL', 'M1', 1);
    const before = await allocationOf(pool, 'DL');
    await storyOf(serial).received();
    const after = await allocationOf(pool, 'DL');
    expect(after).toMatchObject({
      onHand: Number(before['onHand']) - 1,
      owedByRepair: Number(before['owedByRepair']) + 1,
      free: before['free'],
    });
  });

  it('S7 a replacement told before the unit is received is remembered', async () => {
    const [serial = ''] = newSerials(1, 'CU');
    const story = storyOf(serial);
    const loanNumber = `LN-20130416-${serial.slice(-4)}`;
    const faultNumber = newFault();
    await pool.deliver(formalReplacementMadeV1, loanNumber, {
      ...formalReplacementMadeV1.example,
      loanNumber,
      faultNumber,
      replacedSerial: serial,
    });
    expect(await pool.get(people.auditor, `/v1/spare-units/${serial}`)).toMatchObject({ status: 404 });
    await story.received();
    expect(await unitOf(pool, serial)).toMatchObject({
      place: 'quarantine:SY',
      owner: 'company',
      condition: 'defective',
    });
  });

  it('X1 every row is the fold of its movements', async () => {
    const wrong = await pool.query(
      `select unit.serial from spare_unit unit left join lateral (
         select * from movement where movement.serial = unit.serial order by sequence desc limit 1) last on true
       where (last.sequence, last.place_kind, last.place_id, last.city, last.condition, last.owner, last.moved_at)
         is distinct from (unit.version, unit.place_kind, unit.place_id, unit.city, unit.condition, unit.owner, unit.since)
       or unit.version <> (select count(*) from movement where movement.serial = unit.serial)`,
    );
    expect(wrong).toEqual([]);
  });
});

describe('what is acquired', () => {
  it('W15 S9 one unit however it is typed: a twin is not acquired, also of two at once, nor a covered device in other letters', async () => {
    const acquire = (...serials: string[]) =>
      pool.post(people.headquarters, '/v1/spare-units/acquire', {
        site: 'SY',
        acquiredAt: at('2013-04-01'),
        units: serials.map((serial) => ({ serial, model: 'M-twin' })),
      });
    const [serial = ''] = await acquired(pool, 'DL', 'M-twin', 1);
    for (const twin of [serial.toLowerCase(), serial.replace('-', ''), serial.replace('-', '.')]) {
      expect(await acquire(twin)).toMatchObject({
        status: 409,
        body: { code: 'serial-has-twin', details: { serial: twin, known: serial } },
      });
    }
    expect(await acquire('TWIN-1', 'twin 1')).toMatchObject({ status: 400 });
    const atOnce = await Promise.all(['TWIN-2', 'twin-2', 'Twin.2'].map((one) => acquire(one)));
    expect(atOnce.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const [covered = ''] = newSerials(1, 'CV');
    await pool.deliver(unitRegisteredV1, covered, { ...unitRegisteredV1.example, serial: covered });
    expect(await acquire(covered.toLowerCase())).toMatchObject({
      status: 409,
      body: { code: 'unit-is-covered', details: { serials: [covered] } },
    });
    // Replaced, it is the company's and comes in by its case: it is no new spare that was never tested (R8).
    await pool.deliver(coverageEndedV1, covered, { ...coverageEndedV1.example, serial: covered });
    for (const one of [covered, covered.toLowerCase()])
      expect(await acquire(one, 'NEW-AWAITED')).toMatchObject({
        status: 409,
        body: { code: 'unit-is-awaited', details: { serials: [covered] } },
      });
    expect((await acquire('NEW-AWAITED')).status).toBe(200);
  });
});

describe('what could not be entered', () => {
  it('E4 S9 waits with an owner, and headquarters settles it with a reason once it is not just under way', async () => {
    const [serial = ''] = newSerials(1, 'CU');
    const story = storyOf(serial);
    await story.refunded();
    const listed = async (settled = false): Promise<Json[]> => {
      const path = `/v1/awaiting-unit-facts?limit=200&settled=${settled}`;
      const { body } = await pool.get<{ items: Json[] }>(people.headquarters, path);
      return body.items.filter((item) => item['serial'] === serial);
    };
    const [fact] = await listed();
    expect(fact).toMatchObject({ fact: 'became-companys', owner: 'headquarters-approver', settledBy: null });
    const path = `/v1/awaiting-unit-facts/${textOf(fact?.['id'])}/settle`;
    const reason = { reason: 'It was never sold.' };
    for (const who of [people.dalianHead, people.warehouse]) {
      expect(await pool.post(who, path, reason)).toMatchObject({ status: 403 });
    }
    expect(await pool.post(people.headquarters, '/v1/awaiting-unit-facts/x/settle', reason)).toMatchObject({
      status: 404,
      body: { code: 'unit-fact-not-found' },
    });
    expect(await pool.post(people.headquarters, path, reason)).toMatchObject({
      status: 409,
      body: { code: 'unit-fact-may-come-yet' },
    });
    await pool.query(
      `update awaiting_fact set recorded_at = recorded_at - interval '2 hours' where serial = '${serial}'`,
    );
    const settled = await Promise.all([1, 2].map(() => pool.post(people.headquarters, path, reason)));
    expect(settled.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await listed()).toEqual([]);
    expect(await listed(true)).toMatchObject([{ settledBy: 'wang.fang', settlement: 'It was never sold.' }]);
    // It is entered by nobody any more: the unit that comes in is the customer's.
    await story.received();
    expect(await unitOf(pool, serial)).toMatchObject({ place: 'quarantine:SY', owner: 'customer' });
  });
});
