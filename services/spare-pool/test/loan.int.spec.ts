import { unitReceivedV1 } from '@rotables/contracts';
import { FixedClock } from '@rotables/domain-kernel';
import { tellPeople, waitFor, type RunningTestService } from '@rotables/testing';
import pg from 'pg';
import {
  acquired,
  allocationOf,
  at,
  during,
  installed,
  kept,
  loanBodies,
  loanBody,
  lostAtCustomer,
  newFault,
  people,
  startPool,
  textOf,
  stocked,
  unitOf,
  type Json,
} from './pool.js';

const clock = new FixedClock(new Date());
let pool: RunningTestService;

beforeAll(async () => {
  pool = await startPool(clock);
  await installed(pool, 'DL', 5_000);
});

afterAll(() => pool.stop());

describe('loans', () => {
  it('S1 S2 S3 S7 a unit goes from the warehouse to the branch to a customer and back', async () => {
    const [serial = ''] = await stocked(pool, 'M-way', 1);
    expect(await unitOf(pool, serial)).toMatchObject({
      place: 'site:DL',
      city: 'DL',
      custodian: 'head.dl',
      condition: 'good',
    });
    const body = await loanBody(pool, 'M-way');
    const lent = await during(clock, at('2013-04-17'), () => pool.post(people.dalianClerk, '/v1/loans', body));
    expect(lent).toMatchObject({
      status: 201,
      body: {
        outcome: 'loaned',
        serial,
        substitute: false,
        dueBackOn: '2013-05-16',
        state: 'out',
        defectiveState: 'not-awaited',
      },
    });
    const loanNumber = textOf(lent.body['loanNumber']);
    expect(await unitOf(pool, serial)).toMatchObject({ place: `customer:${loanNumber}` });
    const wrong = await pool.post(people.dalianClerk, `/v1/loans/${loanNumber}/take-back`, {
      scannedSerial: 'OTHER',
      condition: 'good',
      measured: 'Two hours without a fault.',
    });
    expect(wrong).toMatchObject({
      status: 422,
      body: { code: 'serial-mismatch', details: { expected: serial, scanned: 'OTHER' } },
    });
    const back = {
      scannedSerial: serial,
      returnedAt: at('2013-04-25'),
      condition: 'good',
      measured: 'Two hours without a fault.',
    };
    expect(await pool.post(people.dalianClerk, `/v1/loans/${loanNumber}/take-back`, back)).toMatchObject({
      status: 200,
      body: { state: 'returned' },
    });
    const page = await unitOf(pool, serial);
    expect(page).toMatchObject({ place: 'site:DL' });
    expect((page['movements'] as Json[]).map(({ movement }) => movement)).toEqual([
      'acquired',
      'shipped',
      'received',
      'loaned',
      'taken-back',
    ]);
    const then = await pool.get(people.dalianHead, `/v1/spare-units/${serial}?asOf=2013-04-20`);
    expect(then.body).toMatchObject({ place: `customer:${loanNumber}` });
  });

  it('S7 a loan ends at any site of its city, in the keeping of that site, and at none of another city', async () => {
    const station = {
      site: 'DL-2',
      city: 'DL',
      siteKind: 'station',
      nameZh: 'DL-2',
      nameEn: 'DL-2',
      custodian: 'ma.li',
    };
    await tellPeople(pool, [{ subject: 'ma.li', roles: ['branch-head'], cities: ['DL'] }]);
    const opened = await pool.post(people.administrator, '/v1/sites', { ...station, openedAt: at('2013-01-01') });
    expect(opened).toMatchObject({ status: 201 });
    const [serial = ''] = await stocked(pool, 'M-elsewhere', 1);
    const lent = await pool.post(people.dalianClerk, '/v1/loans', await loanBody(pool, 'M-elsewhere'));
    const loanNumber = textOf(lent.body['loanNumber']);
    const path = `/v1/loans/${loanNumber}/take-back`;
    const back = { scannedSerial: serial, returnedAt: at('2013-04-25'), condition: 'defective' };
    const unknown = await pool.post(people.dalianClerk, path, { ...back, site: 'NOWHERE' });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'site-not-found' } });
    const unseen = await pool.post(people.dalianClerk, path, { ...back, site: 'AS' });
    expect(unseen).toMatchObject({ status: 404, body: { code: 'site-not-found' } });
    const other = await pool.post({ ...people.dalianClerk, cities: ['DL', 'AS'] }, path, { ...back, site: 'AS' });
    expect(other).toMatchObject({ status: 422, body: { code: 'site-of-another-city' } });
    const taken = await pool.post(people.dalianClerk, path, { ...back, site: 'DL-2' });
    const { outcome: _outcome, ...loan } = lent.body;
    const ended = { state: 'returned', endedAt: '2013-04-25T02:00:00.000Z', returnCondition: 'defective' };
    expect(taken).toMatchObject({ status: 200, body: { ...loan, ...ended } });
    expect(await unitOf(pool, serial)).toMatchObject({
      place: 'quarantine:DL-2',
      condition: 'defective',
      custodian: 'ma.li',
    });
    const told = (await pool.events()).filter(({ key }) => key === loanNumber).at(-1);
    expect(told).toMatchObject({
      type: 'spare-pool.spare-unit-returned.v1',
      sequence: 2,
      body: { site: 'DL-2', serial },
    });
  });

  it('S7 a loan ends also where the warehouse has its unit already, and moves it no more', async () => {
    const [serial = ''] = await stocked(pool, 'M-ahead', 1);
    const lent = await pool.post(people.dalianClerk, '/v1/loans', await loanBody(pool, 'M-ahead'));
    const path = `/v1/loans/${textOf(lent.body['loanNumber'])}/take-back`;
    const faultNumber = newFault();
    const receivedAt = '2013-04-22T02:00:00.000Z';
    await pool.deliver(unitReceivedV1, faultNumber, { ...unitReceivedV1.example, faultNumber, serial, receivedAt });
    await waitFor(async () => (await unitOf(pool, serial))['place'] === 'quarantine:SY', {
      describe: 'the unit to be in the warehouse',
    });
    const back = {
      scannedSerial: serial,
      returnedAt: at('2013-04-25'),
      condition: 'good',
      measured: 'Two hours without a fault.',
    };
    expect(await pool.post(people.dalianClerk, path, back)).toMatchObject({ status: 200, body: { state: 'returned' } });
    expect(await unitOf(pool, serial)).toMatchObject({ place: 'quarantine:SY', condition: 'defective' });
  });

  it('W12 lends a listed substitute of no lower grade, else says that there is none and raises a shortage', async () => {
    for (const [model, specificationGrade] of [
      ['M-old', 3],
      ['M-low', 2],
      ['M-new', 3],
    ] as const) {
      expect(
        await pool.post(people.administrator, '/v1/models', { model, specificationGrade, discontinuedOn: null }),
      ).toMatchObject({ status: 201 });
    }
    const low = await pool.post(people.administrator, '/v1/substitutions', {
      model: 'M-old',
      substituteModel: 'M-low',
    });
    expect(low).toMatchObject({ status: 422, body: { code: 'substitute-of-lower-grade' } });
    const listed = await pool.post(people.administrator, '/v1/substitutions', {
      model: 'M-old',
      substituteModel: 'M-new',
    });
    expect(listed).toMatchObject({ status: 201 });
    const [serial = ''] = await stocked(pool, 'M-new', 1);
    const lent = await pool.post(people.dalianClerk, '/v1/loans', await loanBody(pool, 'M-old'));
    expect(lent).toMatchObject({
      status: 201,
      body: { serial, model: 'M-new', requestedModel: 'M-old', substitute: true },
    });
    const none = await pool.post(people.dalianClerk, '/v1/loans', await loanBody(pool, 'M-old'));
    expect(none).toMatchObject({ status: 200, body: { outcome: 'none-to-lend' } });
    const path = `/v1/shortages/${textOf(none.body['shortageNumber'])}`;
    expect(await pool.get(people.dalianClerk, path)).toMatchObject({
      status: 200,
      body: { model: 'M-old', state: 'open' },
    });
    expect(await pool.post(people.dalianHead, `${path}/close`, { note: 'Sent by van' })).toMatchObject({
      status: 200,
      body: { state: 'closed' },
    });
    expect(await pool.post(people.dalianHead, `${path}/close`, { note: 'again' })).toMatchObject({ status: 409 });
  });

  it('S7 of 50 who ask for one serial at once, one gets it and 49 are told where it is', async () => {
    const [serial = ''] = await stocked(pool, 'M-fifty', 1);
    const bodies = await loanBodies(pool, 50, 'M-fifty', { serial });
    const answers = await Promise.all(bodies.map((body) => pool.post(people.dalianClerk, '/v1/loans', body)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused).toHaveLength(49);
    for (const { body } of refused) expect(body).toMatchObject({ code: 'unit-not-available' });
    expect(await pool.query('select count(*)::int as loans from loan where serial = $1', [serial])).toEqual([
      { loans: 1 },
    ]);
  });

  it('S7 of two loans for one fault at once, one is made', async () => {
    await stocked(pool, 'M-fault', 2);
    const body = await loanBody(pool, 'M-fault');
    const answers = await Promise.all([1, 2].map(() => pool.post(people.dalianClerk, '/v1/loans', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'fault-has-loan' });
  });

  it('X7 the same idempotency key lends once', async () => {
    await stocked(pool, 'M-idem', 2);
    const body = await loanBody(pool, 'M-idem');
    const idempotencyKey = 'loan-once';
    const [first, second] = await Promise.all(
      [1, 2].map(() => pool.post(people.dalianClerk, '/v1/loans', body, { idempotencyKey })),
    );
    expect(first?.body).toEqual(second?.body);
    expect(first).toMatchObject({ status: 201 });
    const other = await pool.post(people.dalianClerk, '/v1/loans', { ...body, model: 'M-other' }, { idempotencyKey });
    expect(other).toMatchObject({ status: 409, body: { code: 'idempotency-key-reused' } });
  });

  it('S6 S7 W8 a formal replacement swaps the owners, and the city is owed a spare once the defective unit is in', async () => {
    const [serial = ''] = await stocked(pool, 'M-keep', 1);
    const body = await loanBody(pool, 'M-keep', { defectiveSerial: 'CUST-KEEP' });
    const loanNumber = textOf((await pool.post(people.dalianClerk, '/v1/loans', body)).body['loanNumber']);
    const before = await allocationOf(pool, 'DL');
    expect(await kept(pool, loanNumber, '2013-04-18')).toMatchObject({
      status: 200,
      body: { state: 'formal-replacement', keepState: 'confirmed', keepGround: 'entitlement' },
    });
    expect(await unitOf(pool, serial)).toMatchObject({ place: 'customer', owner: 'customer' });
    const faultNumber = textOf(body['faultNumber']);
    await pool.deliver(unitReceivedV1, faultNumber, {
      ...unitReceivedV1.example,
      faultNumber,
      serial: 'CUST-KEEP',
      receivedAt: '2013-04-19T02:00:00.000Z',
    });
    await waitFor(async () => (await unitOf(pool, 'CUST-KEEP'))['owner'] === 'company', {
      describe: 'the defective unit to be the company’s',
    });
    expect(await unitOf(pool, 'CUST-KEEP')).toMatchObject({
      place: 'quarantine:SY',
      condition: 'defective',
      city: 'SY',
    });
    const after = await allocationOf(pool, 'DL');
    expect(after).toMatchObject({
      onLoan: Number(before['onLoan']) - 1,
      owedByRepair: Number(before['owedByRepair']) + 1,
      free: before['free'],
    });
  });

  it('S8 an advance replacement is due in ten working days, recovered or charged once', async () => {
    await stocked(pool, 'M-adv', 2);
    const advance = (other: Json) => loanBody(pool, 'M-adv', { loanKind: 'advance-replacement', ...other });
    const first = await advance({ defectiveSerial: 'ADV-1' });
    const lend = (wish: Json) =>
      during(clock, at('2013-04-16', '12:00'), () => pool.post(people.dalianClerk, '/v1/loans', wish));
    const lent = await lend(first);
    expect(lent).toMatchObject({ status: 201, body: { dueBackOn: '2013-04-30', defectiveState: 'awaited' } });
    const second = await lend(await advance({ defectiveSerial: 'ADV-2' }));
    const faultNumber = textOf(first['faultNumber']);
    await pool.deliver(unitReceivedV1, faultNumber, {
      ...unitReceivedV1.example,
      faultNumber,
      serial: 'ADV-1',
      receivedAt: '2013-04-22T02:00:00.000Z',
    });
    const early = await pool.post(people.headquarters, '/v1/loans/mark-overdue', { asOf: '2013-04-30' });
    expect(early).toMatchObject({ status: 200, body: { marked: [] } });
    const chargeable = async (asOf: string): Promise<unknown[]> =>
      (await pool.get(people.dalianClerk, `/v1/loans?chargeableAsOf=${asOf}`)).body['items'] as unknown[];
    expect(await chargeable('2013-04-30')).toEqual([]);
    expect(await chargeable('2013-05-01')).toMatchObject([{ loanNumber: second.body['loanNumber'] }]);
    const charge = (loan: Parameters<typeof textOf>[0], asOf: string) =>
      pool.post(people.headquarters, `/v1/loans/${textOf(loan)}/charge-overdue`, { asOf });
    expect(await charge(second.body['loanNumber'], '2013-04-30')).toMatchObject({
      status: 409,
      body: { code: 'defective-unit-not-overdue', detail: expect.stringContaining('is awaited and due on 2013-04-30') },
    });
    expect(await charge(lent.body['loanNumber'], '2013-05-01')).toMatchObject({
      status: 409,
      body: { code: 'defective-unit-not-overdue', detail: expect.stringContaining('is recovered') },
    });
    const marks = await Promise.all(
      [1, 2].map(() => pool.post(people.headquarters, '/v1/loans/mark-overdue', { asOf: '2013-05-01' })),
    );
    expect(marks.flatMap(({ body }) => body['marked'] as string[])).toEqual([second.body['loanNumber']]);
    expect(await chargeable('2013-05-01')).toEqual([]);
    expect(await pool.get(people.dalianClerk, `/v1/loans/${textOf(lent.body['loanNumber'])}`)).toMatchObject({
      body: { defectiveState: 'recovered' },
    });
    const told = (await pool.events())
      .map(({ type }) => type)
      .filter((type) => type.includes('advance') || type.includes('recovered'));
    expect(told).toEqual(['spare-pool.defective-unit-recovered.v1', 'spare-pool.advance-replacement-overdue.v1']);
  });

  it('S8 is due from when the pool heard of it, where it is entered late, and never for a fault that was reported later', async () => {
    await stocked(pool, 'M-backdated', 3);
    const reportedAt = at('2013-06-01');
    const [now, today] = [at('2013-06-20'), '2013-06-20'];
    const lend = async (other: Json) => {
      const advance = { loanKind: 'advance-replacement', ...other };
      const wish = await loanBody(pool, 'M-backdated', advance, { reportedAt });
      return during(clock, now, () => pool.post(people.dalianClerk, '/v1/loans', wish));
    };
    const before = await lend({ loanedAt: at('2013-05-31') });
    expect(before).toMatchObject({
      status: 422,
      body: { code: 'fact-out-of-order', details: { field: 'loanedAt', earlier: '2013-06-01T02:00:00.000Z' } },
    });
    const shortages = await pool.get(people.dalianClerk, '/v1/shortages?limit=200');
    expect(JSON.stringify(shortages.body)).not.toContain('M-backdated');
    const atOnce = await lend({ loanedAt: at('2013-06-03'), dueBackOn: '2013-06-04' });
    expect(atOnce).toMatchObject({ status: 422, body: { code: 'due-back-has-passed', details: { today } } });
    // Ten working days from seven days ago, and not from seventeen.
    const late = await lend({ loanedAt: at('2013-06-03') });
    expect(late).toMatchObject({
      status: 201,
      body: { loanedAt: '2013-06-03T02:00:00.000Z', dueBackOn: '2013-06-27' },
    });
    const asOf = today;
    const path = `/v1/loans/${textOf(late.body['loanNumber'])}/charge-overdue`;
    expect(await pool.post(people.headquarters, path, { asOf })).toMatchObject({
      status: 409,
      body: { code: 'defective-unit-not-overdue' },
    });
    const inTime = await lend({ loanedAt: at('2013-06-18') });
    expect(inTime).toMatchObject({ status: 201, body: { dueBackOn: '2013-07-02' } });
  });

  it('S8 one that is overdue is charged by itself, once, though two ask for it at once', async () => {
    const [serial = ''] = await stocked(pool, 'M-one', 1);
    const wish = await loanBody(pool, 'M-one', { loanKind: 'advance-replacement', defectiveSerial: 'ADV-ONE', serial });
    const lent = await during(clock, at('2013-04-17'), () => pool.post(people.dalianClerk, '/v1/loans', wish));
    const path = `/v1/loans/${textOf(lent.body['loanNumber'])}/charge-overdue`;
    expect((await pool.post(people.dalianClerk, path, { asOf: '2013-05-31' })).status).toBe(403);
    const answers = await Promise.all([1, 2].map(() => pool.post(people.headquarters, path, { asOf: '2013-05-31' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 200)?.body).toMatchObject({ defectiveState: 'charged' });
  });

  it('S8 a defective unit that comes in while its advance replacement is being lent is not charged', async () => {
    const [serial = ''] = await stocked(pool, 'M-meet', 1);
    const wish = await loanBody(pool, 'M-meet', {
      loanKind: 'advance-replacement',
      defectiveSerial: 'ADV-MEET',
      serial,
    });
    const faultNumber = textOf(wish['faultNumber']);
    const holder = new pg.Client({ connectionString: pool.database.superuserUrl });
    await holder.connect();
    await holder.query('begin');
    await holder.query('select from spare_unit where serial = $1 for update', [serial]);
    const lending = during(clock, at('2013-04-22', '12:00'), () => pool.post(people.dalianClerk, '/v1/loans', wish));
    const waiting = `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    await waitFor(async () => (await pool.query(waiting)).length === 1, { describe: 'the loan to wait' });
    const receipt = { faultNumber, serial: 'ADV-MEET', receivedAt: '2013-04-22T02:00:00.000Z' };
    await pool.deliver(unitReceivedV1, faultNumber, { ...unitReceivedV1.example, ...receipt });
    await waitFor(async () => (await unitOf(pool, 'ADV-MEET'))['place'] === 'quarantine:SY', {
      describe: 'the defective unit to be taken in',
    });
    await holder.query('commit');
    await holder.end();
    const lent = await lending;
    expect(lent).toMatchObject({ status: 201, body: { defectiveState: 'awaited' } });
    const marks = await pool.post(people.headquarters, '/v1/loans/mark-overdue', { asOf: '2013-05-31' });
    expect(marks.body['marked']).not.toContain(lent.body['loanNumber']);
    expect(await pool.get(people.dalianClerk, `/v1/loans/${textOf(lent.body['loanNumber'])}`)).toMatchObject({
      body: { defectiveState: 'recovered' },
    });
  });

  it('S4 a unit lost on loan is owed by the custodian, and may be found again', async () => {
    const [serial = ''] = await stocked(pool, 'M-lost', 1);
    const lent = await pool.post(people.dalianClerk, '/v1/loans', await loanBody(pool, 'M-lost'));
    const loanNumber = textOf(lent.body['loanNumber']);
    const lost = await lostAtCustomer(pool, loanNumber, '2013-04-20');
    expect(lost).toMatchObject({ status: 200, body: { state: 'lost' } });
    expect(await unitOf(pool, serial)).toMatchObject({ place: 'lost' });
    const found = await pool.post(people.dalianClerk, `/v1/spare-units/${serial}/report-found`, {
      site: 'DL',
      foundAt: at('2013-04-22'),
    });
    expect(found).toMatchObject({
      status: 200,
      body: { lossNumber: loanNumber, custodian: 'head.dl', state: 'found' },
    });
    expect(await unitOf(pool, serial)).toMatchObject({ place: 'site:DL' });
    const [shelf = ''] = await acquired(pool, 'DL', 'M-lost', 1);
    const gone = await pool.post(people.dalianHead, `/v1/spare-units/${shelf}/report-lost`, {
      note: 'Not there',
      lostAt: at('2013-04-22'),
    });
    expect(gone).toMatchObject({ status: 200, body: { custodian: 'head.dl', state: 'lost' } });
  });

  it('refuses what lies in the future, before it, or is unknown, and says so', async () => {
    const future = await pool.post(
      people.dalianClerk,
      '/v1/loans',
      await loanBody(pool, 'M-x', { loanedAt: '2999-01-01T00:00:00Z' }),
    );
    expect(future).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
    const unknown = await pool.post(
      people.dalianClerk,
      '/v1/loans',
      await loanBody(pool, 'M-x', { serial: 'NOT-THERE' }),
    );
    expect(unknown).toMatchObject({ status: 404, body: { code: 'spare-unit-not-found' } });
    const [serial = ''] = await stocked(pool, 'M-early', 1);
    const early = await pool.post(
      people.dalianClerk,
      '/v1/loans',
      await loanBody(pool, 'M-early', { serial, loanedAt: at('2013-04-02') }, { reportedAt: at('2013-04-01') }),
    );
    expect(early).toMatchObject({ status: 422, body: { code: 'movement-before-last' } });
    const fields = await pool.post(people.dalianClerk, '/v1/loans', {
      ...(await loanBody(pool, 'M-x')),
      quantity: -5,
      loanKind: 'gift',
    });
    expect(fields).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
  });
});
