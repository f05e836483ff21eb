import { unitReceivedV1 } from '@rotables/contracts';
import { waitFor, type Caller, type RunningTestService } from '@rotables/testing';
import {
  acquired,
  allocationOf,
  at,
  installed,
  kept,
  loanBody,
  newFault,
  people,
  startPool,
  textOf,
  stocked,
  unitOf,
  type Json,
} from './pool.js';

let pool: RunningTestService;
let shelf: string[];

beforeAll(async () => {
  pool = await startPool();
  await installed(pool, 'DL', 500);
  shelf = await stocked(pool, 'M1', 6);
});

afterAll(() => pool.stop());

const statement = '/v1/reconciliations/RC-201304-DL';

/** A formal replacement whose defective unit is in: Dalian is owed a spare. */
async function replaced(defectiveSerial: string, day: string): Promise<void> {
  const body = await loanBody(pool, 'M1', { defectiveSerial, loanedAt: at(day) });
  const lent = await pool.post(people.dalianClerk, '/v1/loans', body);
  expect(lent).toMatchObject({ status: 201 });
  const faultNumber = textOf(body['faultNumber']);
  const receivedAt = `${day}T06:00:00.000Z`;
  await pool.deliver(unitReceivedV1, faultNumber, {
    ...unitReceivedV1.example,
    faultNumber,
    serial: defectiveSerial,
    model: 'M1',
    receivedAt,
  });
  expect(await kept(pool, textOf(lent.body['loanNumber']), day)).toMatchObject({ status: 200 });
  await waitFor(async () => (await unitOf(pool, defectiveSerial))['owner'] === 'company', {
    describe: 'the defective unit to be the company’s',
  });
}

/** A unit of a branch is taken in by the workshop of another city. */
async function leftForRepair(serial: string, receivedAt: string): Promise<void> {
  const { city: from } = await unitOf(pool, serial);
  const faultNumber = newFault();
  await pool.deliver(unitReceivedV1, faultNumber, { ...unitReceivedV1.example, faultNumber, serial, receivedAt });
  await waitFor(async () => (await unitOf(pool, serial))['city'] !== from, { describe: `${serial} to leave its city` });
}

const attachment = { attachmentName: 'request.pdf', attachmentBase64: Buffer.from('%PDF-1.4').toString('base64') };

describe('month-end', () => {
  it('S6 early replenishment: never more than is owed, by two people, with the written request', async () => {
    await replaced('OWED-1', '2013-04-17');
    await replaced('OWED-2', '2013-04-18');
    const ask = { site: 'DL', reason: 'Peak season', ...attachment, requestedAt: at('2013-04-20') };
    const tooMany = await pool.post(people.dalianHead, '/v1/early-replenishments', { ...ask, quantity: 3 });
    expect(tooMany).toMatchObject({
      status: 422,
      body: { code: 'early-replenishment-exceeds-owed', details: { owed: 2 } },
    });
    const otherModel = { ...ask, model: 'M2', quantity: 1 };
    expect(await pool.post(people.dalianHead, '/v1/early-replenishments', otherModel)).toMatchObject({
      status: 422,
      body: { code: 'early-replenishment-exceeds-owed', details: { owed: 0 } },
    });
    const requested = await pool.post(people.dalianHead, '/v1/early-replenishments', { ...ask, quantity: 1 });
    expect(requested).toMatchObject({ status: 201, body: { state: 'requested', early: true, model: 'M1' } });
    const number = textOf(requested.body['replenishmentNumber']);
    const approve = () =>
      pool.post(people.headquarters, `/v1/early-replenishments/${number}/approve`, {
        approvedAt: at('2013-04-20', '15:00'),
      });
    const answers = await Promise.all([approve(), approve()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await allocationOf(pool, 'DL')).toMatchObject({ owedByRepair: 1, applied: 1 });
    const file = await pool.get(people.headquarters, `/v1/replenishments/${number}/attachment`);
    expect(file.body).toMatchObject(attachment);
    const [serial = ''] = await acquired(pool, 'SY', 'M1', 1);
    const [wrong = ''] = await acquired(pool, 'SY', 'M2', 1);
    const shipment = { orderNumber: number, fromSite: 'SY', serials: [serial], dispatchedAt: at('2013-04-21') };
    expect(await pool.post(people.warehouse, '/v1/shipments', { ...shipment, serials: [wrong] })).toMatchObject({
      status: 422,
      body: { code: 'serial-cannot-be-shipped' },
    });
    expect(await pool.post(people.warehouse, '/v1/shipments', shipment)).toMatchObject({ status: 201 });
  });

  it('S5 opens after the cut-off only, once per city and month, with the book as of the cut-off', async () => {
    const future = await pool.post(people.headquarters, '/v1/reconciliations', { month: '2198-01' });
    expect(future).toMatchObject({ status: 422, body: { code: 'cut-off-not-reached' } });
    const [late = ''] = shelf.slice(-1);
    const may = await loanBody(pool, 'M1', { serial: late, loanedAt: at('2013-05-01', '08:30') });
    expect(await pool.post(people.dalianClerk, '/v1/loans', may)).toMatchObject({ status: 201 });
    const openings = await Promise.all(
      [1, 2].map(() => pool.post(people.headquarters, '/v1/reconciliations', { month: '2013-04', city: 'DL' })),
    );
    expect(openings.map(({ status }) => status).sort()).toEqual([201, 409]);
    const { body } = await pool.get(people.dalianHead, statement);
    expect(body).toMatchObject({ state: 'opened', booked: 4, inTransit: 1, onLoan: 0, openDiscrepancies: 4 });
    expect(
      (body['lines'] as Json[]).filter(({ listedAs }) => listedAs === 'on-hand').map(({ serial }) => serial),
    ).toContain(late);
    const [gone = ''] = await acquired(pool, 'AS', 'M1', 1);
    await leftForRepair(gone, '2013-05-01T01:00:00.000Z');
    const others = await pool.post(people.headquarters, '/v1/reconciliations', { month: '2013-04' });
    expect((others.body['items'] as Json[]).map(({ city }) => city)).toEqual(['AS', 'SY']);
    const { body: anshan } = await pool.get(people.anshanHead, '/v1/reconciliations/RC-201304-AS');
    expect(anshan['lines']).toEqual([expect.objectContaining({ serial: gone, place: 'site:AS' })]);
    const { body: shenyang } = await pool.get(people.headquarters, '/v1/reconciliations/RC-201304-SY');
    expect((shenyang['lines'] as Json[]).map(({ serial }) => serial)).not.toContain(gone);
    expect(await pool.post(people.headquarters, '/v1/reconciliations', { month: '2013-04' })).toMatchObject({
      status: 409,
    });
  });

  it('S5 a late fact of the frozen month becomes an entry of the open one that names its day', async () => {
    const [serial = ''] = await acquired(pool, 'DL', 'M-late', 1, '2013-04-29');
    const { body } = await pool.get(people.dalianHead, `/v1/spare-units/${serial}`);
    expect((body['movements'] as Json[])[0]).toMatchObject({
      aboutOn: '2013-04-29',
      movedAt: '2013-04-30T16:00:00.000Z',
    });
    const { body: sheet } = await pool.get(people.dalianHead, statement);
    expect((sheet['lines'] as Json[]).map((line) => line['serial'])).not.toContain(serial);
  });

  it('S4 S5 O2 nobody is charged before his site is counted, and nobody counts who does not work there', async () => {
    const serial = shelf[4] ?? '';
    const lost = { serial, resolution: 'lost', note: 'x', resolvedAt: at('2013-05-01', '09:00') };
    const resolve = (who: Caller) => pool.post(who, `${statement}/resolve-discrepancy`, lost);
    expect(await resolve(people.warehouse)).toMatchObject({
      status: 403,
      body: { code: 'custodian-not-liable-by-others' },
    });
    expect(await resolve(people.headquarters)).toMatchObject({ status: 422, body: { code: 'site-not-counted' } });
    for (const who of [people.warehouse, people.headquarters])
      expect(await pool.post(who, `${statement}/count`, { scannedSerials: [serial] })).toMatchObject({
        status: 403,
        body: { code: 'not-your-site' },
      });
    expect(await unitOf(pool, serial)).toMatchObject({ place: 'site:DL', custodian: 'head.dl' });
    const losses = await pool.get<{ items: Json[] }>(people.dalianHead, `/v1/custody-losses?serial=${serial}`);
    expect(losses.body.items).toEqual([]);
  });

  it('S5 counts by scan, again and again, and knows what moved after the cut-off', async () => {
    const present = shelf.slice(2, 4);
    const count = (scannedSerials: string[]) => pool.post(people.dalianClerk, `${statement}/count`, { scannedSerials });
    const first = await count([...present, 'NOBODY-KNOWS']);
    expect(first).toMatchObject({ status: 200, body: { counted: 2, openDiscrepancies: 2 } });
    expect((await count([...present, 'NOBODY-KNOWS'])).body).toMatchObject({ counted: 2, openDiscrepancies: 2 });
    const lines = new Map((first.body['lines'] as Json[]).map((line) => [textOf(line['serial']), line]));
    expect(lines.get(shelf[5] ?? '')).toMatchObject({ status: 'moved-after-cut-off', openDiscrepancy: false });
    expect(lines.get(shelf[4] ?? '')).toMatchObject({ status: 'to-count', openDiscrepancy: true });
    expect(lines.get('NOBODY-KNOWS')).toMatchObject({ status: 'unexpected', listedAs: 'not-booked' });
  });

  it('S4 S5 open discrepancies block signing; a lost unit is owed by its custodian and names the statement', async () => {
    const blocked = await pool.post(people.dalianHead, `${statement}/sign`, { signedAt: at('2013-05-01', '15:00') });
    expect(blocked).toMatchObject({ status: 422, body: { code: 'discrepancies-open', details: { count: 2 } } });
    const resolve = (body: Json, who: Caller = people.dalianHead) =>
      pool.post(who, `${statement}/resolve-discrepancy`, {
        note: 'Searched',
        resolvedAt: at('2013-05-01', '14:00'),
        ...body,
      });
    const missing = shelf[4] ?? '';
    expect(await resolve({ serial: missing, resolution: 'moved-after-cut-off' })).toMatchObject({
      status: 422,
      body: { code: 'ledger-says-otherwise' },
    });
    expect(await resolve({ serial: missing, resolution: 'booked-elsewhere' })).toMatchObject({
      status: 422,
      body: { code: 'resolution-does-not-fit' },
    });
    expect(await resolve({ serial: missing, resolution: 'found' })).toMatchObject({
      status: 422,
      body: { code: 'found-needs-scan' },
    });
    expect(await resolve({ serial: missing, resolution: 'lost' }, people.warehouse)).toMatchObject({
      status: 403,
      body: { code: 'custodian-not-liable-by-others' },
    });
    expect(await resolve({ serial: missing, resolution: 'lost' })).toMatchObject({ status: 200 });
    expect(await resolve({ serial: 'NOBODY-KNOWS', resolution: 'booked-elsewhere' })).toMatchObject({
      status: 422,
      body: { code: 'ledger-says-otherwise' },
    });
    expect(await resolve({ serial: 'NOBODY-KNOWS', resolution: 'not-ours' })).toMatchObject({
      status: 200,
      body: { openDiscrepancies: 0 },
    });
    const losses = await pool.get<{ items: Json[] }>(people.dalianHead, `/v1/custody-losses?serial=${missing}`);
    expect(losses.body.items).toMatchObject([{ custodian: 'head.dl', statementNumber: 'RC-201304-DL', state: 'lost' }]);
  });

  it('S5 S6 is signed by the custodian, countersigned once by headquarters, orders what is owed and is closed for good', async () => {
    const notMine = await pool.post(people.headquarters, `${statement}/sign`);
    expect(notMine).toMatchObject({ status: 403, body: { code: 'not-the-custodian' } });
    const unsigned = await pool.post(people.headquarters, `${statement}/countersign`);
    expect(unsigned).toMatchObject({ status: 409, body: { code: 'illegal-transition' } });
    expect(
      await pool.post(people.dalianHead, `${statement}/sign`, { signedAt: at('2013-05-01', '16:00') }),
    ).toMatchObject({ status: 200 });
    const countersign = () =>
      pool.post(people.headquarters, `${statement}/countersign`, { closedAt: at('2013-05-01', '17:00') });
    const answers = await Promise.all([countersign(), countersign()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const closed = await pool.get(people.headquarters, statement);
    // Two owed, one made up early; allocation 10 leaves room.
    expect(closed.body).toMatchObject({
      state: 'closed',
      defectiveReturned: 2,
      replenishmentOwed: 1,
      discrepancies: 2,
      counted: 2,
    });
    const { body } = await pool.get<{ items: Json[] }>(people.headquarters, '/v1/replenishments?city=DL&early=false');
    expect(body.items).toMatchObject([
      { replenishmentNumber: 'RP-201304-DL', quantity: 1, nettedOff: 1, state: 'ordered' },
    ]);
    expect(await allocationOf(pool, 'DL')).toMatchObject({ owedByRepair: 0, applied: 1 });
    await expect(
      pool.query(`update reconciliation set booked = 0 where statement_number = 'RC-201304-DL'`),
    ).rejects.toThrow('never changed');
    await expect(
      pool.query(`update reconciliation_line set note = '' where statement_number = 'RC-201304-DL'`),
    ).rejects.toThrow('closed');
    const again = await pool.post(people.dalianClerk, `${statement}/count`, { scannedSerials: [] });
    expect(again).toMatchObject({ status: 409 });
  });
});
