import { FixedClock } from '@rotables/domain-kernel';
import type { Caller, RunningTestService } from '@rotables/testing';
import {
  acquired,
  allocationOf,
  approved,
  at,
  installed,
  newSerials,
  people,
  startPool,
  textOf,
  unitOf,
  type Json,
} from './pool.js';

let pool: RunningTestService;

const clock = new FixedClock(new Date(at('2013-04-20')));

beforeAll(async () => {
  pool = await startPool(clock);
});

afterAll(() => pool.stop());

const application = (quantity: number, other: Json = {}) => ({
  site: 'DL',
  model: 'M1',
  quantity,
  reason: 'Stock',
  submittedAt: at('2013-04-10'),
  ...other,
});

describe('allocation and application', () => {
  it('S1 the allocation is the rounded share of the installed base of the day, at most the cap', async () => {
    expect(await allocationOf(pool, 'DL')).toMatchObject({ installed: 0, allocation: 0 });
    const unknown = await pool.post(people.dalianClerk, '/v1/spare-applications', application(1));
    expect(unknown).toMatchObject({
      status: 422,
      body: { code: 'allocation-exceeded', details: { allocation: 0, free: 0 } },
    });
    await installed(pool, 'DL', 3_000, '2013-04-09', 'M1');
    await installed(pool, 'DL', 439, '2013-04-10', 'M2');
    expect(await allocationOf(pool, 'DL', '2013-04-09')).toMatchObject({ installed: 3_000, allocation: 60 });
    expect(await allocationOf(pool, 'DL', '2013-04-10')).toMatchObject({ installed: 3_439, allocation: 69 });
    await installed(pool, 'DL', 10_000, '2013-04-12', 'M2');
    expect(await allocationOf(pool, 'DL')).toMatchObject({ allocation: 100 });
    const told = (await pool.events()).filter(({ type }) => type === 'spare-pool.allocation-changed.v1');
    expect(told.map(({ body }) => body['allocation'])).toEqual([60, 69, 100]);
    expect(told.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });

  it('S1 a policy takes effect on its day, never on one that has passed, and is never edited', async () => {
    const policy = { effectiveOn: '2013-04-21', ratioBasisPoints: 100, cap: 50, rounding: 'floor' };
    const set = (effectiveOn: string) =>
      pool.post(people.manager, '/v1/allocation-policies', { ...policy, effectiveOn });
    expect(await set('2013-04-19')).toMatchObject({
      status: 422,
      body: { code: 'policy-in-the-past', details: { effectiveOn: '2013-04-19', today: '2013-04-20' } },
    });
    expect(await set('2013-04-21')).toMatchObject({ status: 201 });
    expect(await set('2013-04-21')).toMatchObject({ status: 409 });
    expect(await allocationOf(pool, 'DL', '2013-04-20')).toMatchObject({ allocation: 100 });
    expect(await allocationOf(pool, 'DL', '2013-04-21')).toMatchObject({ allocation: 50 });
    expect(await allocationOf(pool, 'DL')).toMatchObject({ allocation: 100 });
  });

  it('S2 the arithmetic is of today, whatever day the branch says that it asked on', async () => {
    clock.set(new Date(at('2013-04-21')));
    // On the 12th, 100 were allowed; today 50 are.
    const first = await pool.post(
      people.dalianClerk,
      '/v1/spare-applications',
      application(51, { submittedAt: at('2013-04-12') }),
    );
    expect(first).toMatchObject({ status: 422, body: { details: { city: 'DL', allocation: 50, free: 50 } } });
  });

  it('S2 E4 a withdrawn application, and the rest of an approved one, free the quota; both sides may close', async () => {
    const ask = async (quantity: number) => {
      const { status, body } = await pool.post(people.dalianClerk, '/v1/spare-applications', application(quantity));
      expect(status).toBe(201);
      return `/v1/spare-applications/${textOf(body['applicationNumber'])}`;
    };
    const applied = async () => (await allocationOf(pool, 'DL'))['applied'];
    const withdrawn = await ask(50);
    expect(await pool.post(people.anshanClerk, `${withdrawn}/withdraw`, { reason: 'Mine' })).toMatchObject({
      status: 404,
    });
    expect(await pool.post(people.headquarters, `${withdrawn}/withdraw`, { reason: 'Ours' })).toMatchObject({
      status: 403,
    });
    expect(await pool.post(people.dalianClerk, `${withdrawn}/withdraw`, { reason: 'Mistake' })).toMatchObject({
      status: 200,
      body: { state: 'withdrawn', endedBy: 'zhang.wei' },
    });
    expect(await applied()).toBe(0);
    const unshippable = await ask(50);
    await pool.post(people.headquarters, `${unshippable}/approve`, { quantity: 40, approvedAt: at('2013-04-21') });
    expect(await applied()).toBe(40);
    const closing = await Promise.all(
      [people.headquarters, people.dalianClerk].map((who) =>
        pool.post(who, `${unshippable}/close-rest`, { reason: 'None' }),
      ),
    );
    expect(closing.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await applied()).toBe(0);
    expect(await allocationOf(pool, 'DL', '2013-04-21')).toMatchObject({ applied: 0 });
  });

  it('S2 of two clerks who ask for the last of the allocation at once, one gets it', async () => {
    const first = await pool.post(people.dalianClerk, '/v1/spare-applications', application(41));
    expect(first).toMatchObject({ status: 201, body: { allocation: 50, held: 0 } });
    const asked = await Promise.all(
      Array.from({ length: 8 }, () => pool.post(people.dalianClerk, '/v1/spare-applications', application(9))),
    );
    expect(asked.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422, 422, 422, 422, 422]);
    const refused = asked.find(({ status }) => status === 422);
    expect(refused?.body).toMatchObject({
      code: 'allocation-exceeded',
      details: { allocation: 50, applied: 50, requested: 9, free: 0 },
    });
    for (const { body } of [first, ...asked].filter(({ status }) => status === 201)) {
      const path = `/v1/spare-applications/${textOf(body['applicationNumber'])}/reject`;
      expect(
        await pool.post(people.headquarters, path, { reason: 'Test', rejectedAt: at('2013-04-10', '12:00') }),
      ).toMatchObject({ status: 200 });
    }
  });

  it('S2 is approved in part, once, by another person, and never for more than was asked', async () => {
    const { body } = await pool.post(people.dalianClerk, '/v1/spare-applications', application(4));
    const path = `/v1/spare-applications/${textOf(body['applicationNumber'])}/approve`;
    const approve = (quantity: number) =>
      pool.post(people.headquarters, path, { quantity, approvedAt: at('2013-04-10', '12:00') });
    expect(await approve(5)).toMatchObject({ status: 422, body: { code: 'approved-more-than-asked' } });
    const answers = await Promise.all([approve(2), approve(2)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await pool.post(people.dalianClerk, path, { quantity: 2 })).toMatchObject({ status: 403 });
    expect(await allocationOf(pool, 'DL')).toMatchObject({ applied: 2 });
  });
});

describe('shipments', () => {
  it('S3 R8 picks only whole units of the model from the shelf, never more than was ordered', async () => {
    const orderNumber = await approved(pool, 'M1', 2);
    const [good = '', second = '', third = ''] = await acquired(pool, 'SY', 'M1', 3);
    const [wrongModel = ''] = await acquired(pool, 'SY', 'M2', 1);
    const ship = (serials: string[], fromSite = 'SY') =>
      pool.post(people.warehouse, '/v1/shipments', { orderNumber, fromSite, serials, dispatchedAt: at('2013-04-11') });
    expect(await ship([good, wrongModel, 'NONE'])).toMatchObject({
      status: 422,
      body: { code: 'serial-cannot-be-shipped' },
    });
    expect(await ship([good, good])).toMatchObject({ status: 400 });
    expect(await ship([good, second, third])).toMatchObject({ status: 422, body: { code: 'order-exceeded' } });
    expect(await ship([good], 'DL')).toMatchObject({ status: 422 });
    const both = await Promise.all([ship([good]), ship([good])]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 422]);
    expect(await unitOf(pool, good)).toMatchObject({ custodian: null, city: 'DL' });
    expect(await ship([second])).toMatchObject({ status: 201 });
    const order = await pool.get(people.dalianClerk, `/v1/spare-applications/${orderNumber}`);
    expect(order.body).toMatchObject({ state: 'filled', shippedQuantity: 2 });
  });

  it('S3 receives what was scanned; what is missing or unexpected is a discrepancy with its resolution', async () => {
    const orderNumber = await approved(pool, 'M1', 4);
    const serials = await acquired(pool, 'SY', 'M1', 4);
    const [stranger = ''] = await acquired(pool, 'SY', 'M1', 1);
    const dispatched = await pool.post(people.warehouse, '/v1/shipments', {
      orderNumber,
      fromSite: 'SY',
      serials,
      dispatchedAt: at('2013-04-11'),
    });
    const path = `/v1/shipments/${textOf(dispatched.body['shipmentNumber'])}`;
    const receipt = { scannedSerials: [serials[0], stranger, 'UNKNOWN-1'], receivedAt: at('2013-04-12') };
    const receipts = await Promise.all([1, 2].map(() => pool.post(people.dalianClerk, `${path}/receive`, receipt)));
    expect(receipts.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { body } = await pool.get(people.dalianClerk, path);
    expect(body).toMatchObject({ state: 'received' });
    const open = new Map(
      (body['discrepancies'] as Json[]).map((one) => [textOf(one['serial']), textOf(one['discrepancyId'])]),
    );
    expect([...open.keys()].sort()).toEqual([stranger, 'UNKNOWN-1', ...serials.slice(1)].sort());
    expect(await unitOf(pool, serials[0] ?? '')).toMatchObject({ place: 'site:DL' });
    const resolve = (serial: string, resolution: string, who = people.warehouse, other: Json = {}) =>
      pool.post(who, `/v1/shipment-discrepancies/${open.get(serial) ?? ''}/resolve`, {
        resolution,
        note: 'Looked into',
        ...other,
        resolvedAt: at('2013-04-13'),
      });
    const [, late = '', never = '', lost = ''] = serials;
    expect(await resolve(late, 'accepted-here')).toMatchObject({
      status: 422,
      body: { code: 'resolution-does-not-fit' },
    });
    expect(await resolve(lost, 'lost', people.dalianHead)).toMatchObject({ status: 403 });
    expect(await resolve(late, 'arrived-late')).toMatchObject({ status: 403, body: { code: 'not-your-site' } });
    expect(await resolve(late, 'arrived-late', people.dalianClerk)).toMatchObject({ status: 200 });
    expect(await resolve(never, 'never-left')).toMatchObject({ status: 200 });
    // D10: headquarters decides who owes it, and not who sent it.
    expect(await resolve(lost, 'lost', people.warehouse, { liable: 'sender' })).toMatchObject({ status: 403 });
    expect(await resolve(lost, 'lost', people.headquarters)).toMatchObject({
      status: 422,
      body: { code: 'liable-party-needed' },
    });
    expect(await resolve(lost, 'lost', people.headquarters, { liable: 'carrier' })).toMatchObject({ status: 422 });
    const carrier = { liable: 'carrier', carrier: 'SF Express' };
    expect(await resolve(lost, 'lost', people.headquarters, carrier)).toMatchObject({ status: 200 });
    expect(await resolve(stranger, 'accepted-here')).toMatchObject({ status: 200 });
    expect(await resolve('UNKNOWN-1', 'accepted-here')).toMatchObject({
      status: 422,
      body: { code: 'unknown-unit-not-accepted' },
    });
    expect(await resolve('UNKNOWN-1', 'set-aside')).toMatchObject({ status: 200 });
    expect(await resolve('UNKNOWN-1', 'sent-back')).toMatchObject({ status: 409 });
    const places = await Promise.all(
      [late, never, lost, stranger].map(async (serial) => (await unitOf(pool, serial))['place']),
    );
    expect(places).toEqual(['site:DL', 'site:SY', 'lost', 'site:DL']);
    const order = await pool.get(people.dalianClerk, `/v1/spare-applications/${orderNumber}`);
    expect(order.body).toMatchObject({ state: 'approved', shippedQuantity: 2 });
    const losses = await pool.get<{ items: Json[] }>(people.headquarters, `/v1/custody-losses?serial=${lost}`);
    expect(losses.body.items).toMatchObject([{ site: 'SY', custodian: 'SF Express' }]);
  });
});

describe('acquisition', () => {
  it('S1 S4 O2 nobody puts units into the keeping of another: who acquires them keeps the site', async () => {
    const [serial = ''] = newSerials(1);
    const acquire = (who: Caller, site: string) =>
      pool.post(who, '/v1/spare-units/acquire', { site, units: [{ serial, model: 'M-phantom' }] });
    for (const [who, site] of [
      [people.warehouse, 'AS'],
      [people.warehouse, 'SY'],
      [people.otherApprover, 'SY'],
      [people.dalianSuccessor, 'DL'],
    ] as const)
      expect(await acquire(who, site)).toMatchObject({ status: 403, body: { code: 'not-the-custodian' } });
    expect(await acquire(people.warehouse, 'NOPE')).toMatchObject({ status: 404, body: { code: 'site-not-found' } });
    expect(await acquire(people.dalianClerk, 'DL')).toMatchObject({ status: 403 });
    expect(await acquire({ ...people.dalianHead, subject: 'HEAD.DL' }, 'DL')).toMatchObject({ status: 200 });
    expect(await unitOf(pool, serial)).toMatchObject({ place: 'site:DL', custodian: 'head.dl' });
  });

  it('S9 enters all units or none', async () => {
    const [known = ''] = await acquired(pool, 'SY', 'M1', 1);
    const units = ['ACQ-1', known].map((serial) => ({ serial, model: 'M1' }));
    const answer = await pool.post(people.headquarters, '/v1/spare-units/acquire', {
      site: 'SY',
      acquiredAt: at('2013-04-02'),
      units,
    });
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'serial-already-known', details: { serials: [known] } },
    });
    expect(await pool.get(people.warehouse, '/v1/spare-units/ACQ-1')).toMatchObject({ status: 404 });
    const twice = await pool.post(people.headquarters, '/v1/spare-units/acquire', {
      site: 'SY',
      units: [units[0], units[0]],
    });
    expect(twice).toMatchObject({ status: 400 });
  });

  it('lists the units of the serials asked for, and no others', async () => {
    const [first = '', , third = ''] = await acquired(pool, 'AS', 'M-named', 3);
    const path = `/v1/spare-units?serials=${first},NOT-THERE,${third}`;
    const { body } = await pool.get<{ items: Json[] }>(people.warehouse, path);
    expect(body.items.map(({ serial }) => serial)).toEqual([first, third]);
    const tooMany = Array.from({ length: 201 }, (_, index) => `S${index}`).join(',');
    expect(await pool.get(people.warehouse, `/v1/spare-units?serials=${tooMany}`)).toMatchObject({ status: 400 });
  });

  it('lists with filters, in an order asked for, page by page', async () => {
    const serials = await acquired(pool, 'AS', 'M-page', 5);
    const seen: unknown[] = [];
    let cursor = '';
    do {
      const path = `/v1/spare-units?model=M-page&sort=-serial&limit=2${cursor}`;
      const { body } = await pool.get<{ items: Json[]; nextCursor: string | null }>(people.warehouse, path);
      seen.push(...body.items.map(({ serial }) => serial));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    expect(seen).toEqual(serials.reverse());
    expect(await pool.get(people.warehouse, '/v1/spare-units?sort=colour')).toMatchObject({ status: 400 });
    const bySince = await pool.get<{ items: Json[]; nextCursor: string }>(
      people.warehouse,
      '/v1/spare-units?sort=since&limit=1&model=M-page',
    );
    const next = await pool.get<{ items: Json[] }>(
      people.warehouse,
      `/v1/spare-units?sort=since&limit=5&model=M-page&cursor=${bySince.body.nextCursor}`,
    );
    expect(next.body.items).toHaveLength(4);
  });
});
