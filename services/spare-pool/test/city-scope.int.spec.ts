import { routesOf } from '@rotables/access';
import { caller, type Caller, type RunningTestService } from '@rotables/testing';
import { acquired, at, installed, loanBody, people, startPool, textOf, stocked, type Json } from './pool.js';

let pool: RunningTestService;
let serial: string;
let loanNumber: string;
let shipmentNumber: string;
let applicationNumber: string;

beforeAll(async () => {
  pool = await startPool();
  await installed(pool, 'DL', 500);
  [serial = ''] = await stocked(pool, 'M1', 2);
  loanNumber = textOf(
    (await pool.post(people.dalianClerk, '/v1/loans', await loanBody(pool, 'M1'))).body['loanNumber'],
  );
  await pool.post(people.dalianClerk, '/v1/loans', await loanBody(pool, 'M-none'));
  const lost = await acquired(pool, 'DL', 'M1', 1);
  await pool.post(people.dalianHead, `/v1/spare-units/${lost[0] ?? ''}/report-lost`, {
    note: 'Gone',
    lostAt: at('2013-04-20'),
  });
  const mistyped = await acquired(pool, 'DL', 'M1', 1);
  await pool.post(people.headquarters, `/v1/spare-units/${mistyped[0] ?? ''}/withdraw-acquisition`, {
    reason: 'Typed.',
  });
  await pool.post(people.headquarters, '/v1/reconciliations', { month: '2013-04', city: 'DL' });
  const onShelf = await pool.get<{ items: Json[] }>(people.dalianHead, '/v1/spare-units?place=site:DL&limit=200');
  const offer = { toCustodian: 'li.na', countedSerials: onShelf.body.items.map((unit) => unit['serial'] ?? '') };
  expect(await pool.post(people.dalianHead, '/v1/sites/DL/offer-custody', offer)).toMatchObject({ status: 201 });
  const first = async (path: string): Promise<Json> =>
    (await pool.get<{ items: Json[] }>(people.headquarters, path)).body.items[0] ?? {};
  shipmentNumber = textOf((await first('/v1/shipments'))['shipmentNumber']);
  applicationNumber = textOf((await first('/v1/spare-applications'))['applicationNumber']);
});

afterAll(() => pool.stop());

/** Lists that are the same for every city; what a name may tell has a spec below. */
const sharedLists = ['/v1/models', '/v1/substitutions', '/v1/allocation-policies', '/v1/site-names'];

describe('city scope', () => {
  it('O1 O3 an administrator of some cities opens a site in none but them', async () => {
    const ofDalian = caller('admin.dl', 'administrator', ['DL']);
    const site = { siteKind: 'branch', nameZh: 'x', nameEn: 'x', openedAt: at('2013-04-20') };
    const elsewhere = { ...site, site: 'AS-2', city: 'AS', custodian: 'head.as' };
    expect(await pool.post(ofDalian, '/v1/sites', elsewhere)).toMatchObject({ status: 403 });
    const own = { ...site, site: 'DL-2', city: 'DL', custodian: 'head.dl' };
    expect(await pool.post(ofDalian, '/v1/sites', own)).toMatchObject({ status: 201 });
  });

  it('X8 a branch sees nothing of another city on any list', async () => {
    const lists = routesOf(pool.service.app)
      .filter(
        ({ method, path }) =>
          method === 'GET' && path.startsWith('/v1/') && !path.includes(':') && !path.startsWith('/v1/operations'),
      )
      .map(({ path }) => path);
    expect(lists.length).toBeGreaterThan(10);
    const notSeen: string[] = [];
    for (const path of lists) {
      const theirs = await pool.get<{ items?: Json[] }>(people.anshanHead, path);
      if (theirs.status === 403) continue;
      const cities = (theirs.body.items ?? []).map(({ city }) => city);
      if (!sharedLists.includes(path))
        expect({ path, cities: cities.filter((city) => city !== 'AS') }).toEqual({ path, cities: [] });
      const ours = await pool.get<{ items?: Json[] }>(people.dalianHead, path);
      if ((ours.body.items ?? []).length === 0) notSeen.push(path);
    }
    // Proves that the lists had something of Dalian to hide; the ones named here are empty in this spec.
    // A preview needs a policy to be asked; its own spec below looks at the cities.
    expect(notSeen.sort()).toEqual([
      '/v1/allocations/preview',
      '/v1/models',
      '/v1/replenishments',
      '/v1/shipment-discrepancies',
      '/v1/substitutions',
    ]);
  });

  it('X8 a branch lists the units and the loans of its cities, be it one or several', async () => {
    await acquired(pool, 'AS', 'M-of-two', 1);
    await pool.post(people.anshanClerk, '/v1/loans', await loanBody(pool, 'M-of-two', { site: 'AS' }));
    const citiesOn = async (who: Caller, path: string): Promise<unknown[]> => {
      const { body } = await pool.get<{ items: Json[] }>(who, `${path}?limit=200`);
      return [...new Set(body.items.map(({ city }) => city))].sort();
    };
    for (const path of ['/v1/spare-units', '/v1/loans']) {
      expect(await citiesOn(caller('of.one', 'branch-head', ['DL']), path)).toEqual(['DL']);
      expect(await citiesOn(caller('of.two', 'branch-head', ['DL', 'AS']), path)).toEqual(['AS', 'DL']);
    }
  });

  it('X8 a branch knows what its sites and headquarters are called, and of the latter nothing else', async () => {
    const sitesOn = async (path: string): Promise<Json[]> =>
      (await pool.get<{ items: Json[] }>(people.anshanClerk, `${path}?limit=200`)).body.items;
    const names = await sitesOn('/v1/site-names');
    expect(names.map(({ site }) => site)).toEqual(['AS', 'SY']);
    expect(Object.keys(names[1] ?? {})).toEqual(['site', 'city', 'siteKind', 'nameZh', 'nameEn']);
    // The names were read with the rights of all cities; the next question on that connection is not.
    expect((await sitesOn('/v1/sites')).map(({ site }) => site)).toEqual(['AS']);
  });

  it('X8 a branch finds no document of another city, and changes none', async () => {
    const documents = [
      `/v1/spare-units/${serial}`,
      `/v1/loans/${loanNumber}`,
      `/v1/shipments/${shipmentNumber}`,
      `/v1/spare-applications/${applicationNumber}`,
      '/v1/reconciliations/RC-201304-DL',
      '/v1/sites/DL',
    ];
    for (const path of documents) {
      expect({ path, ...(await pool.get(people.dalianHead, path)) }).toMatchObject({ path, status: 200 });
      expect({ path, ...(await pool.get(people.anshanHead, path)) }).toMatchObject({ path, status: 404 });
    }
    const commands: [string, Json][] = [
      [
        `/v1/loans/${loanNumber}/take-back`,
        { scannedSerial: serial, condition: 'good', measured: 'Two hours without a fault.' },
      ],
      [`/v1/loans/${loanNumber}/keep`, {}],
      [`/v1/shipments/${shipmentNumber}/receive`, { scannedSerials: [] }],
      [`/v1/spare-units/${serial}/report-lost`, { note: 'x' }],
      ['/v1/loans', await loanBody(pool, 'M1')],
      ['/v1/spare-applications', { site: 'DL', model: 'M1', quantity: 1, reason: 'x' }],
      ['/v1/reconciliations/RC-201304-DL/count', { scannedSerials: [] }],
    ];
    for (const [path, body] of commands) {
      const { status } = await pool.post(people.anshanHead, path, body);
      expect({ path, refused: status === 403 || status === 404 }).toEqual({ path, refused: true });
    }
    expect((await pool.get(people.anshanClerk, '/v1/allocations?city=DL')).body).toMatchObject({
      code: 'city-out-of-scope',
    });
  });

  it('S1 a policy shows what it would do before anybody sets it, in the cities in sight', async () => {
    const preview = (who: Caller, query: string) =>
      pool.get<{ items: readonly Record<string, unknown>[] }>(who, `/v1/allocations/preview?${query}`);
    const { body } = await preview(people.dalianClerk, 'ratioBasisPoints=300&cap=12&rounding=ceil');
    const [now] = (await pool.get<{ items: readonly Record<string, unknown>[] }>(people.dalianClerk, '/v1/allocations'))
      .body.items;
    const then = Math.min(12, Math.ceil(Number(now?.['installed']) * 0.03));
    expect(body.items).toMatchObject([
      {
        city: 'DL',
        allocation: then,
        allocationNow: now?.['allocation'],
        free: then + Number(now?.['free']) - Number(now?.['allocation']),
      },
    ]);
    const elsewhere = await preview(people.anshanClerk, 'ratioBasisPoints=300&cap=12&rounding=ceil');
    expect(elsewhere.body.items.map(({ city }) => city)).not.toContain('DL');
    expect(await preview(people.dalianClerk, 'ratioBasisPoints=3%25&cap=12&rounding=ceil')).toMatchObject({
      status: 400,
    });
    expect(await preview(people.dalianClerk, 'ratioBasisPoints=300&cap=12&rounding=up')).toMatchObject({ status: 400 });
  });

  it('O3 the auditor reads everything and changes nothing', async () => {
    expect(await pool.get(people.auditor, `/v1/loans/${loanNumber}`)).toMatchObject({ status: 200 });
    expect(await pool.post(people.auditor, `/v1/loans/${loanNumber}/keep`)).toMatchObject({ status: 403 });
    expect(await pool.post(people.administrator, '/v1/loans', await loanBody(pool, 'M1'))).toMatchObject({
      status: 403,
    });
  });
});
