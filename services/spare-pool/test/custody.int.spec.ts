import { tellPeople, type Caller, type RunningTestService } from '@rotables/testing';
import { acquired, at, people, startPool, textOf, unitOf, type Json } from './pool.js';

let pool: RunningTestService;

beforeAll(async () => {
  pool = await startPool();
  const warehouse = {
    site: 'SY-KG',
    city: 'SY',
    siteKind: 'central-warehouse',
    nameZh: '库管中心',
    nameEn: 'Warehouse',
  };
  const body = { ...warehouse, custodian: 'liu.yang', openedAt: at('2013-01-01') };
  expect(await pool.post(people.administrator, '/v1/sites', body)).toMatchObject({ status: 201 });
});

afterAll(() => pool.stop());

const offer = (who: Caller, site: string, toCustodian: string, countedSerials: readonly string[]) =>
  pool.post(who, `/v1/sites/${site}/offer-custody`, { toCustodian, countedSerials, offeredAt: at('2013-04-03') });
const act = (who: Caller, handOver: Json, verb: string, body: Json = {}) =>
  pool.post(who, `/v1/custody-hand-overs/${textOf(handOver['handOverNumber'])}/${verb}`, body);

describe('custody', () => {
  it('O1 O2 a site is opened in the keeping of an active account of its city that may keep one, as its name is written', async () => {
    await tellPeople(pool, [
      { subject: 'left', roles: ['branch-head'], cities: ['DL'], state: 'disabled' },
      { subject: 'clerk.of.dl', roles: ['branch-clerk'], cities: ['DL'] },
    ]);
    const body = {
      site: 'DL-9',
      city: 'DL',
      siteKind: 'station',
      nameZh: '9',
      nameEn: '9',
      openedAt: at('2013-01-01'),
    };
    const open = (custodian: string) => pool.post(people.administrator, '/v1/sites', { ...body, custodian });
    const refusals = [
      ['ghost.nobody', 409, 'person-not-known'],
      ['left', 422, 'person-disabled'],
      ['clerk.of.dl', 422, 'person-without-role'],
      ['head.as', 422, 'person-without-role'],
    ] as const;
    for (const [custodian, status, code] of refusals)
      expect(await open(custodian)).toMatchObject({ status, body: { code } });
    expect(await open('LI.NA')).toMatchObject({ status: 201, body: { custodian: 'li.na' } });
  });

  it('O2 an offer goes to an active account that may keep the site there, and passes when he accepts himself', async () => {
    const serials = await acquired(pool, 'DL', 'M1', 3);
    await tellPeople(pool, [
      { subject: 'gone', roles: ['branch-head'], cities: ['DL'], state: 'disabled' },
      { subject: 'clerk.dl', roles: ['branch-clerk'], cities: ['DL'] },
    ]);
    const refusals = [
      ['ghost.nobody', 409, 'person-not-known'],
      ['gone', 422, 'person-disabled'],
      ['clerk.dl', 422, 'person-without-role'],
      ['head.as', 422, 'person-without-role'],
      ['HEAD.DL', 422, 'same-custodian'],
    ] as const;
    for (const [successor, status, code] of refusals)
      expect(await offer(people.dalianHead, 'DL', successor, serials)).toMatchObject({ status, body: { code } });
    expect(await offer(people.dalianSuccessor, 'DL', 'li.na', serials)).toMatchObject({ status: 403 });
    expect(await offer(people.dalianHead, 'DL', 'li.na', serials.slice(1))).toMatchObject({
      status: 422,
      body: { code: 'count-differs-from-book', details: { missing: [serials[0]], unexpected: [] } },
    });
    const offers = await Promise.all([1, 2].map(() => offer(people.dalianHead, 'DL', 'li.na', serials)));
    expect(offers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const offered = offers.find(({ status }) => status === 201)?.body ?? {};
    expect(await unitOf(pool, serials[0] ?? '')).toMatchObject({ custodian: 'head.dl' });
    expect(await act(people.dalianHead, offered, 'accept')).toMatchObject({ status: 403 });
    const [late = ''] = await acquired(pool, 'DL', 'M1', 1, '2013-04-03');
    const acceptedAt = at('2013-04-04');
    expect(await act(people.dalianSuccessor, offered, 'accept', { acceptedAt })).toMatchObject({
      status: 422,
      body: { code: 'book-moved-since-offer', details: { came: [late], left: [] } },
    });
    expect(await act(people.dalianSuccessor, offered, 'accept', { acceptedAt, movedSerials: [late] })).toMatchObject({
      status: 200,
      body: { state: 'accepted', endedBy: 'li.na' },
    });
    const { body: site } = await pool.get(people.dalianClerk, '/v1/sites/DL');
    expect(site['custody']).toMatchObject([{ custodian: 'li.na', untilAt: null }, { custodian: 'head.dl' }]);
    for (const serial of [...serials, late]) expect(await unitOf(pool, serial)).toMatchObject({ custodian: 'li.na' });
  });

  it('O2 a custodian who is gone wedges nothing: a witnessed count by four people, and what is missing is his', async () => {
    const [there = '', missing = ''] = await acquired(pool, 'AS', 'M1', 2);
    await tellPeople(pool, [
      { ...people.anshanHead, state: 'disabled' },
      { subject: 'new.as', roles: ['branch-head'], cities: ['AS'] },
    ]);
    const successor: Caller = { subject: 'new.as', roles: ['branch-head'], cities: ['AS'] };
    const order = (witness: string, who = people.headquarters) =>
      pool.post(who, '/v1/sites/AS/order-witnessed-count', {
        toCustodian: 'new.as',
        witness,
        reason: 'Left the company',
        orderedAt: at('2013-04-05'),
      });
    expect(await order('li.lei', people.anshanClerk)).toMatchObject({ status: 403 });
    for (const witness of ['new.as', 'Wang.Fang'])
      expect(await order(witness)).toMatchObject({ status: 422, body: { code: 'count-needs-other-people' } });
    const { status, body: ordered } = await order('sun.tao');
    expect(status).toBe(201);
    const counted = { countedSerials: [there], countedAt: at('2013-04-05', '11:00') };
    expect(await act(people.headquarters, ordered, 'count', counted)).toMatchObject({ status: 403 });
    expect(await act(people.otherWarehouse, ordered, 'count', counted)).toMatchObject({
      status: 200,
      body: { missing: 1 },
    });
    const acceptedAt = at('2013-04-05', '12:00');
    expect(await act(successor, ordered, 'accept', { acceptedAt })).toMatchObject({ status: 200 });
    const { body: losses } = await pool.get<{ items: Json[] }>(people.auditor, `/v1/custody-losses?serial=${missing}`);
    expect(losses.items).toMatchObject([{ custodian: 'head.as', site: 'AS', state: 'lost' }]);
    expect(await unitOf(pool, there)).toMatchObject({ custodian: 'new.as', place: 'site:AS' });
  });

  it('S5 each site of a city is signed by its own custodian, and a successor signs for who has left', async () => {
    const [atWarehouse = ''] = await acquired(pool, 'SY-KG', 'M1', 1);
    const month = { month: '2013-04', city: 'SY' };
    expect(await pool.post(people.headquarters, '/v1/reconciliations', month)).toMatchObject({ status: 201 });
    const statement = '/v1/reconciliations/RC-201304-SY';
    const sign = (who: Caller, body: Json = {}) =>
      pool.post(who, `${statement}/sign`, { signedAt: at('2013-05-01', '10:00'), ...body });
    const { body: first } = await sign(people.headquarters);
    expect(first).toMatchObject({ state: 'opened', unsignedSites: 'SY-KG' });
    expect(await sign(people.headquarters)).toMatchObject({
      status: 403,
      body: { details: { custodian: 'liu.yang' } },
    });
    expect(await sign(people.warehouse)).toMatchObject({ status: 422, body: { code: 'discrepancies-open' } });
    await pool.post(people.warehouse, `${statement}/count`, { scannedSerials: [atWarehouse] });
    const stranger = { scannedSerials: ['STRANGER-9'], site: 'SY' };
    expect(await pool.post(people.warehouse, `${statement}/count`, stranger)).toMatchObject({
      status: 409,
      body: { code: 'site-signed-already' },
    });
    expect((await sign(people.warehouse)).body).toMatchObject({ state: 'signed', unsignedSites: null });
    const closedAt = at('2013-05-01', '12:00');
    expect(await pool.post(people.headquarters, `${statement}/countersign`, { closedAt })).toMatchObject({
      status: 422,
      body: { code: 'countersigned-by-signer' },
    });
    const back = { reason: 'Count SY again', sentBackAt: at('2013-05-01', '11:00') };
    expect(await pool.post(people.otherApprover, `${statement}/send-back`, back)).toMatchObject({
      status: 200,
      body: { state: 'opened', unsignedSites: 'SY SY-KG', sendBackReason: 'Count SY again' },
    });
    for (const who of [people.headquarters, people.warehouse])
      expect(await sign(who, { signedAt: at('2013-05-01', '11:30') })).toMatchObject({ status: 200 });
    const may = { month: '2013-05', city: 'SY' };
    expect(await pool.post(people.headquarters, '/v1/reconciliations', may)).toMatchObject({
      status: 409,
      body: { code: 'month-out-of-order', details: { lastMonth: '2013-04', lastState: 'signed' } },
    });
    expect(await pool.post(people.otherApprover, `${statement}/countersign`, { closedAt })).toMatchObject({
      status: 200,
    });
    const june = { month: '2013-06', city: 'SY' };
    expect(await pool.post(people.headquarters, '/v1/reconciliations', june)).toMatchObject({
      status: 409,
      body: { code: 'month-out-of-order', details: { next: '2013-05' } },
    });
    expect(await pool.post(people.headquarters, '/v1/reconciliations', may)).toMatchObject({ status: 201 });
  });

  it('S5 what is called booked elsewhere is looked up in the ledger, in whatever city it is', async () => {
    const [elsewhere = ''] = await acquired(pool, 'DL', 'M1', 1);
    expect(await pool.post(people.headquarters, '/v1/reconciliations', { month: '2013-04', city: 'AS' })).toMatchObject(
      {
        status: 201,
      },
    );
    const statement = '/v1/reconciliations/RC-201304-AS';
    const resolve = (serial: string, resolution: string) =>
      pool.post(people.anshanHead, `${statement}/resolve-discrepancy`, { serial, resolution, note: 'x' });
    await pool.post(people.anshanClerk, `${statement}/count`, { scannedSerials: [elsewhere, 'NOT-KNOWN'] });
    expect(await resolve('NOT-KNOWN', 'booked-elsewhere')).toMatchObject({ status: 422 });
    expect(await resolve(elsewhere, 'not-ours')).toMatchObject({
      status: 422,
      body: { code: 'ledger-says-otherwise' },
    });
    expect(await resolve(elsewhere, 'booked-elsewhere')).toMatchObject({ status: 200 });
    expect(await resolve('NOT-KNOWN', 'not-ours')).toMatchObject({ status: 200 });
  });
});
