import { scrapApprovedV1, unitRegisteredV1 } from '@rotables/contracts';
import type { RunningTestService } from '@rotables/testing';
import { acquired, installed, newSerials, people, startPool, stocked, textOf, unitOf } from './pool.js';

let pool: RunningTestService;

beforeAll(async () => {
  pool = await startPool();
  await installed(pool, 'DL', 1_000);
});

afterAll(() => pool.stop());

const registered = (serial: string) =>
  pool.deliver(unitRegisteredV1, serial, { ...unitRegisteredV1.example, serial, model: 'M1' });
const acquire = (serial: string, acquiredAt?: string) =>
  pool.post(people.headquarters, '/v1/spare-units/acquire', {
    site: 'SY',
    units: [{ serial, model: 'M1' }],
    acquiredAt,
  });
const withdraw = (serial: string, who = people.warehouse) =>
  pool.post(who, `/v1/spare-units/${serial}/withdraw-acquisition`, { reason: 'Mistyped.' });
const decide = (number: string, verb: string, who = people.headquarters, body = {}) =>
  pool.post(who, `/v1/acquisition-withdrawals/${number}/${verb}`, body);
const bothList = async (): Promise<readonly unknown[]> =>
  (
    await pool.get<{ items: { serial: string }[] }>(people.warehouse, '/v1/spare-units?contradiction=covered-device')
  ).body.items.map(({ serial }) => serial);

describe('an acquisition that was none', () => {
  it('S9 X9 D yields to the registration of the same serial while nothing followed it, whichever came first', async () => {
    const [late = '', early = ''] = newSerials(2, 'RG');
    expect((await acquire(late)).status).toBe(200);
    await registered(late);
    expect(await unitOf(pool, late)).toMatchObject({ place: 'withdrawn', owner: 'customer', custodian: null });
    await registered(early);
    expect(await acquire(early)).toMatchObject({ status: 409, body: { code: 'unit-is-covered' } });
    expect(await acquire(late)).toMatchObject({ status: 409, body: { code: 'unit-is-covered' } });
  });

  it('S9 D registered and acquired at the same moment, one of them stands', async () => {
    for (const serial of newSerials(6, 'RC')) {
      await Promise.all([acquire(serial), registered(serial)]);
      const { owner } = await unitOf(pool, serial);
      expect(owner).not.toBe('company');
    }
  });

  it('S9 E4 D what something followed stays where people see it as both, and goes by two people', async () => {
    const [serial = ''] = await stocked(pool, 'M1', 1);
    await registered(serial);
    expect(await unitOf(pool, serial)).toMatchObject({ place: 'site:DL', owner: 'company' });
    expect(await bothList()).toContain(serial);
    const proposed = await withdraw(serial);
    expect(proposed).toMatchObject({ status: 200, body: { state: 'proposed' } });
    const number = textOf(proposed.body['withdrawalNumber']);
    expect(await withdraw(serial)).toMatchObject({ status: 409, body: { code: 'acquisition-withdrawal-is-open' } });
    expect(await decide(number, 'confirm', people.warehouse)).toMatchObject({
      status: 422,
      body: { code: 'another-must-confirm-withdrawal' },
    });
    expect(await decide(number, 'confirm')).toMatchObject({ status: 200, body: { state: 'done' } });
    expect(await unitOf(pool, serial)).toMatchObject({ place: 'withdrawn', owner: 'customer' });
    expect(await bothList()).not.toContain(serial);
  });

  it('E1 a mistyped serial is taken back by who entered it, and may be acquired after all', async () => {
    const [serial = ''] = await acquired(pool, 'SY', 'M1', 1);
    const own = () => withdraw(serial, people.headquarters);
    expect(await own()).toMatchObject({ status: 200, body: { state: 'done', cause: 'mistake' } });
    expect(await own()).toMatchObject({ status: 409, body: { code: 'unit-not-available' } });
    expect((await acquire(serial)).status).toBe(200);
    expect(await unitOf(pool, serial)).toMatchObject({ place: 'site:SY', owner: 'company', condition: 'good' });
  });

  it('E2 another’s acquisition is proposed only, may be declined, and nothing held for scrap is taken back', async () => {
    const [serial = ''] = await acquired(pool, 'DL', 'M1', 1);
    const proposed = await withdraw(serial, people.headquarters);
    expect(proposed).toMatchObject({ status: 200, body: { state: 'proposed' } });
    const number = textOf(proposed.body['withdrawalNumber']);
    const record = { ...scrapApprovedV1.example, scrapNumber: 'SC-20130428-0777', serial };
    await pool.deliver(scrapApprovedV1, record.scrapNumber, record);
    expect(await decide(number, 'confirm', people.warehouse)).toMatchObject({
      status: 409,
      body: { code: 'unit-held-for-scrap' },
    });
    expect(await decide(number, 'decline', people.warehouse, { reason: 'It is ours.' })).toMatchObject({
      status: 200,
      body: { state: 'declined', declineReason: 'It is ours.' },
    });
    expect(await unitOf(pool, serial)).toMatchObject({ owner: 'company' });
  });
});
