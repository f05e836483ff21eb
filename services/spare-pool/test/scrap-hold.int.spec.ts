import {
  scrapApprovedV1,
  scrapExecutedV1,
  scrapHoldAskedV1,
  scrapWithdrawnV1,
  unitReceivedV1,
  unitRestockedV1,
  type EventContract,
} from '@rotables/contracts';
import type { RunningTestService } from '@rotables/testing';
import { acquired, at, installed, loanBody, newFault, people, startPool, stocked, textOf, unitOf } from './pool.js';

let pool: RunningTestService;
let records = 0;

beforeAll(async () => {
  pool = await startPool();
  await installed(pool, 'DL', 1_000);
});

afterAll(() => pool.stop());

/** A scrap record, as rma tells of it. */
function recordOf(serial: string) {
  const scrapNumber = `SC-20130428-${String((records += 1)).padStart(4, '0')}`;
  const tell = (contract: EventContract, moment: Readonly<Record<string, string>>) =>
    pool.deliver(contract, scrapNumber, { ...contract.example, scrapNumber, serial, city: 'DL', ...moment });
  return {
    scrapNumber,
    approved: (approvedAt = '2013-04-28T02:10:00.000Z') => tell(scrapApprovedV1, { approvedAt }),
    asked: (askedAt = '2013-04-29T02:10:00.000Z') => tell(scrapHoldAskedV1, { askedAt }),
    withdrawn: () => tell(scrapWithdrawnV1, { withdrawnAt: '2013-04-30T02:10:00.000Z' }),
    executed: () => tell(scrapExecutedV1, { executedAt: '2013-04-30T02:10:00.000Z' }),
  };
}

/** What the pool told of a record, in order. */
const answers = async (scrapNumber: string): Promise<readonly string[]> =>
  (
    await pool.query<{ type: string; place: string | null }>(
      `select type, body ->> 'place' as place from (select id, key, type, body from outbox union all select id, key, type, body from outbox_published) told
       where key = $1 order by id`,
      [scrapNumber],
    )
  ).map(({ type, place }) => [type.split('.')[1], place].filter((word) => word !== null).join(' '));

const lend = async (serial: string, day = '2013-04-16') =>
  pool.post(people.dalianClerk, '/v1/loans', await loanBody(pool, 'M1', { serial, loanedAt: at(day) }));

describe('a unit whose scrap record is approved', () => {
  it('R9 S9 is taken from the shelf and answered for: nobody lends or ships it, or reports it lost; scrapped it is no spare', async () => {
    const [serial = ''] = await stocked(pool, 'M1', 1);
    const record = recordOf(serial);
    await record.approved();
    expect(await unitOf(pool, serial)).toMatchObject({ place: 'quarantine:DL', condition: 'good' });
    expect(await answers(record.scrapNumber)).toEqual(['scrap-hold-made quarantine:DL']);
    expect(await lend(serial)).toMatchObject({ status: 409, body: { code: 'unit-not-available' } });
    const lost = { note: 'Gone.', lostAt: at('2013-04-29') };
    const loss = await pool.post(people.dalianHead, `/v1/spare-units/${serial}/report-lost`, lost);
    expect(loss).toMatchObject({ status: 409, body: { code: 'unit-held-for-scrap' } });
    await record.executed();
    expect(await unitOf(pool, serial)).toMatchObject({ place: 'scrapped' });
    await record.withdrawn();
    expect(await unitOf(pool, serial)).toMatchObject({ place: 'scrapped' });
  });

  it('R9 E1 goes back to its shelf where the record is withdrawn, and can be lent again', async () => {
    const [serial = ''] = await stocked(pool, 'M1', 1);
    const record = recordOf(serial);
    await record.approved();
    await record.withdrawn();
    await record.withdrawn();
    expect(await unitOf(pool, serial)).toMatchObject({ place: 'site:DL' });
    expect(await answers(record.scrapNumber)).toEqual(['scrap-hold-made quarantine:DL', 'scrap-hold-released']);
    expect((await lend(serial, '2013-05-02')).status).toBe(201);
  });

  it('R9 S7 is not held when it was lent first, by name of the loan, and held once it is asked for again', async () => {
    const [serial = ''] = await stocked(pool, 'M1', 1);
    const loanNumber = textOf((await lend(serial)).body['loanNumber']);
    const record = recordOf(serial);
    await record.approved();
    expect(await unitOf(pool, serial)).toMatchObject({ place: `customer:${loanNumber}` });
    const back = { scannedSerial: serial, condition: 'good', measured: 'Two hours.', returnedAt: at('2013-04-17') };
    await pool.post(people.dalianClerk, `/v1/loans/${loanNumber}/take-back`, back);
    await record.asked();
    await record.asked();
    expect(await answers(record.scrapNumber)).toEqual([
      `scrap-hold-refused customer:${loanNumber}`,
      'scrap-hold-made quarantine:DL',
    ]);
    const stranger = recordOf('NOBODYS-1');
    await stranger.approved();
    expect(await answers(stranger.scrapNumber)).toEqual(['scrap-hold-refused']);
  });

  it('R9 S9 of lending and approval at the same moment one gets the unit, and the other hears so', async () => {
    const serials = await stocked(pool, 'M1', 6);
    for (const serial of serials) {
      const record = recordOf(serial);
      const body = await loanBody(pool, 'M1', { serial });
      const [loan] = await Promise.all([pool.post(people.dalianClerk, '/v1/loans', body), record.approved()]);
      const [answer = ''] = await answers(record.scrapNumber);
      expect(answer.startsWith('scrap-hold-made')).toBe(loan.status !== 201);
    }
  });

  it('R9 a later record of the same unit takes over, and what is told late of the earlier one undoes nothing', async () => {
    const [serial = ''] = await acquired(pool, 'DL', 'M1', 1);
    const [earlier, later] = [recordOf(serial), recordOf(serial)];
    await earlier.approved();
    await later.approved('2013-04-29T02:10:00.000Z');
    await earlier.withdrawn();
    expect(await unitOf(pool, serial)).toMatchObject({ place: 'quarantine:DL' });
    const forgotten = recordOf(serial);
    await forgotten.approved('2013-04-27T02:10:00.000Z');
    expect(await answers(forgotten.scrapNumber)).toEqual(['scrap-hold-refused quarantine:DL']);
  });

  it('R9 R8 is not put on a shelf by the workshop meanwhile; withdrawn, it goes there; scrapped, never', async () => {
    for (const end of ['withdrawn', 'executed'] as const) {
      const [serial = ''] = await acquired(pool, 'DL', 'M1', 1);
      const faultNumber = newFault();
      const common = { faultNumber, serial, city: 'DL', site: 'DL' };
      const received = { ...common, unitOwner: 'company' as const, receivedAt: '2013-04-17T02:00:00.000Z' };
      await pool.deliver(unitReceivedV1, faultNumber, { ...unitReceivedV1.example, ...received });
      const record = recordOf(serial);
      await record.approved();
      await pool.deliver(unitRestockedV1, faultNumber, { ...unitRestockedV1.example, ...common });
      expect(await unitOf(pool, serial)).toMatchObject({ place: 'quarantine:DL' });
      await record[end]();
      expect(await unitOf(pool, serial)).toMatchObject({ place: end === 'withdrawn' ? 'site:DL' : 'scrapped' });
      expect(await pool.query('select kind from awaiting_fact where serial = $1', [serial])).toEqual([]);
    }
  });
});
