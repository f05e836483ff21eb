import { loanedUnitLostV1, siteOpenedV1, spareUnitReturnedV1, unitRegisteredV1 } from '@rotables/contracts';
import { RunningTestService, type Caller } from '@rotables/testing';
import { rmaService } from '../src/index.js';
import { CaseDriver, text } from './case-driver.js';
import { people } from './people.js';

let rma: RunningTestService;
let story: CaseDriver;

beforeAll(async () => {
  rma = await RunningTestService.start(rmaService);
  story = await CaseDriver.of(rma);
});

afterAll(() => rma.stop());

const parcel = (scannedSerial: string, other: Record<string, string> = {}, who: Caller = people.warehouse) =>
  rma.post(who, '/v1/receipts', { site: 'SY', scannedSerial, note: 'Sender unreadable.', ...other });
const parcelInDalian = (scannedSerial: string) => parcel(scannedSerial, { site: 'DL' }, people.dalianWarehouse);

describe('receipt by scan', () => {
  it('R5 a wrong serial is kept as an exception, and the case goes on waiting', async () => {
    const reported = await story.reported();
    const wrong = await story.done(200, story.receive(reported, { scannedSerial: 'ANOTHER-1' }));
    expect(wrong).toMatchObject({
      outcome: 'exception',
      exceptionKind: 'wrong-serial',
      faultNumber: reported.faultNumber,
    });
    expect(await story.detail(reported.faultNumber)).toMatchObject({
      state: 'reported',
      receiptExceptions: [wrong['exceptionNumber']],
    });
    expect(await story.done(200, story.receive(reported))).toMatchObject({
      outcome: 'received',
      exceptionNumber: null,
    });
  });

  it('R5 missing accessories are an exception beside the receipt, resolved once', async () => {
    const reported = await story.reported();
    const taken = await story.done(200, story.receive(reported, { missingAccessories: ['antenna', 'cable'] }));
    expect(taken).toMatchObject({
      outcome: 'received',
      exceptionKind: 'missing-accessory',
      case: { state: 'received' },
    });
    const path = `/v1/receipt-exceptions/${text(taken['exceptionNumber'])}`;
    expect(await story.done(200, rma.get(people.auditor, path))).toMatchObject({
      note: 'Missing: antenna, cable.',
      city: 'DL',
    });
    await story.done(200, rma.post(people.warehouse, `${path}/resolve`, { resolution: 'Asked for.' }));
    await story.refused(
      409,
      'illegal-transition',
      rma.post(people.warehouse, `${path}/resolve`, { resolution: 'Again.' }),
    );
  });

  it('R5 an exception is shown by photos, which are pictures and nothing else', async () => {
    const { exceptionNumber } = await story.done(200, parcel(story.newSerial()));
    const path = `/v1/receipt-exceptions/${text(exceptionNumber)}/photos`;
    const photoBase64 = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]).toString('base64');
    const added = await story.done(201, rma.post(people.warehouse, path, { name: 'parcel.jpg', photoBase64 }));
    expect(added).toMatchObject({ name: 'parcel.jpg', mediaType: 'image/jpeg', addedBy: people.warehouse.subject });
    expect(await story.done(200, rma.get(people.auditor, path))).toMatchObject({ items: [added] });
    const shown = await story.done(200, rma.get(people.auditor, `${path}/${text(added['photoId'])}`));
    expect(shown).toEqual({ ...added, photoBase64 });
    await story.refused(404, 'photo-not-found', rma.get(people.auditor, `${path}/999999`));
    const page = { name: 'parcel.jpg', photoBase64: Buffer.from('<script>').toString('base64') };
    expect(await rma.post(people.warehouse, path, page)).toMatchObject({ status: 400 });
  });

  it('R5 an exception takes 20 photos, however many are sent at once, and a person 200 within a day', async () => {
    const photoBase64 = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]).toString('base64');
    const photosOf = async (): Promise<string> => {
      const { exceptionNumber } = await story.done(200, parcel(story.newSerial()));
      return `/v1/receipt-exceptions/${text(exceptionNumber)}/photos`;
    };
    const path = await photosOf();
    const add = (to: string) => rma.post(people.warehouse, to, { name: 'parcel.jpg', photoBase64 });
    const sent = await Promise.all(Array.from({ length: 24 }, () => add(path)));
    expect(sent.map(({ status }) => status).sort()).toEqual([
      ...Array<number>(20).fill(201),
      ...Array<number>(4).fill(422),
    ]);
    await story.refused(422, 'photos-full', add(path));
    await rma.query(
      `insert into receipt_exception_photo (exception_number, city, name, media_type, content, added_by)
       select exception_number, city, name, media_type, content, added_by from receipt_exception_photo
       cross join generate_series(1, 10) where exception_number = '${path.split('/')[3] ?? ''}'`,
    );
    const another = await photosOf();
    await story.refused(429, 'person-has-too-many-photos', add(another));
    await rma.query(`update receipt_exception_photo set added_at = added_at - interval '24 hours'`);
    await story.done(201, add(another));
  });

  it('R5 R11 a receipt is told once, on the timeline and to the other services, with the model that is registered', async () => {
    const reported = await story.reported();
    const registration = { ...unitRegisteredV1.example, serial: reported.serial, model: 'ST-REGISTERED' };
    await rma.deliver(unitRegisteredV1, reported.serial, registration);
    const { faultNumber } = reported;
    const scans = await Promise.all(Array.from({ length: 6 }, () => story.receive(reported)));
    expect(scans.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    const told = (await rma.events()).filter(({ key }) => key === faultNumber);
    expect(told.map(({ type, sequence }) => [type, sequence])).toEqual([
      ['rma.fault-reported.v1', 1],
      ['rma.unit-received.v1', 2],
    ]);
    expect(told.at(-1)?.body).toMatchObject({ serial: reported.serial, model: 'ST-REGISTERED', site: 'SY' });
    const timeline = await story.done(200, rma.get(people.auditor, `/v1/rma-cases/${faultNumber}/timeline`));
    expect(timeline['items']).toMatchObject([
      { type: 'rma.fault-reported.v1' },
      { type: 'rma.unit-received.v1', occurredAt: told.at(-1)?.body['receivedAt'], document: faultNumber },
    ]);
    expect(await story.detail(faultNumber)).toMatchObject({ state: 'received', model: 'ST-REGISTERED', site: 'SY' });
  });

  it('X8 a warehouse of another city finds no case to receive for', async () => {
    const reported = await story.reported();
    const elsewhere = { ...people.warehouse, cities: ['AS'] };
    const body = { site: 'SY', scannedSerial: reported.serial };
    const path = `/v1/rma-cases/${reported.faultNumber}/receive`;
    await story.refused(404, 'rma-case-not-found', rma.post(elsewhere, path, body));
    expect(await story.detail(reported.faultNumber)).toMatchObject({ state: 'reported' });
  });

  it('R5 a unit scanned a second time is in the house already', async () => {
    const reported = await story.reported();
    await story.done(200, story.receive(reported));
    const sentence = await story.refused(409, 'unit-already-received', story.receive(reported));
    expect(sentence).toContain('at SY');
  });

  it('R5 a parcel without a number finds its case by serial, or is kept as unexpected', async () => {
    const reported = await story.reported();
    expect(await story.done(200, parcel(reported.serial))).toMatchObject({
      outcome: 'received',
      faultNumber: reported.faultNumber,
    });
    expect(await story.done(200, parcel(reported.serial))).toMatchObject({
      outcome: 'exception',
      exceptionKind: 'unexpected-parcel',
      faultNumber: reported.faultNumber,
    });
    expect(await story.done(200, parcel('NOBODY-KNOWS'))).toMatchObject({ outcome: 'exception', faultNumber: null });
  });

  it('R5 a wrong serial that has its own case is received for that one', async () => {
    const [expected, arrived] = [await story.reported(), await story.reported()];
    expect(await story.done(200, story.receive(expected, { scannedSerial: arrived.serial }))).toMatchObject({
      outcome: 'received',
      faultNumber: arrived.faultNumber,
    });
    expect(await story.detail(expected.faultNumber)).toMatchObject({ state: 'reported', receiptExceptions: [] });
  });

  it('R5 E4 an exception is linked to the case that it turns out to be, which receives it where it lies', async () => {
    const serial = story.newSerial();
    const { exceptionNumber } = await story.done(200, parcelInDalian(serial));
    const path = `/v1/receipt-exceptions/${text(exceptionNumber)}`;
    const other = await story.reported();
    const link = (faultNumber: string) =>
      rma.post(people.warehouse, `${path}/link`, { faultNumber, resolution: 'Label.' });
    await story.refused(422, 'exception-is-of-another-unit', link(other.faultNumber));
    const own = await story.reported({ serial: serial.toLowerCase() });
    expect(await story.done(200, link(own.faultNumber))).toMatchObject({
      state: 'resolved',
      outcome: 'received',
      linkedFaultNumber: own.faultNumber,
    });
    expect(await story.detail(own.faultNumber)).toMatchObject({ state: 'received', site: 'DL' });
    await story.refused(409, 'illegal-transition', link(own.faultNumber));
  });

  it('R5 E4 an exception without a case gets one', async () => {
    const { exceptionNumber } = await story.done(200, parcelInDalian(story.newSerial()));
    const path = `/v1/receipt-exceptions/${text(exceptionNumber)}/open-case`;
    const told = { reporterName: 'Sun Li', reporterPhone: '1', symptom: 'Came without a word.', severity: 'normal' };
    const linked = await story.done(200, rma.post(people.warehouse, path, told));
    expect(linked).toMatchObject({ outcome: 'received', linkedFaultNumber: expect.stringMatching(/^FR-/) as unknown });
    expect(await story.detail(text(linked['linkedFaultNumber']))).toMatchObject({ state: 'received', city: 'DL' });
  });

  it('R5 a parcel that came before the fault was reported is not the awaited unit', async () => {
    const reported = await story.reported();
    const early = await story.done(200, parcel(reported.serial, { receivedAt: '2013-04-01T00:00:00Z' }));
    expect(early).toMatchObject({ outcome: 'exception', faultNumber: reported.faultNumber });
    expect(await story.detail(reported.faultNumber)).toMatchObject({ state: 'reported' });
  });

  it('O1 an unexpected parcel belongs to the city of its site', async () => {
    await rma.deliver(siteOpenedV1, 'WH1', {
      ...siteOpenedV1.example,
      site: 'WH1',
      city: 'AS',
      siteKind: 'central-warehouse',
    });
    const cityAt = async (site: string, who: Caller): Promise<unknown> => {
      const { exceptionNumber } = await story.done(200, parcel(story.newSerial(), { site }, who));
      return (await story.done(200, rma.get(people.auditor, `/v1/receipt-exceptions/${text(exceptionNumber)}`)))[
        'city'
      ];
    };
    expect(await cityAt('WH1', people.warehouse)).toBe('AS');
    expect(await cityAt('DL', people.dalianWarehouse)).toBe('DL');
  });

  it('O1 O2 S4 what is received is received where the scanner works: at no site that nobody opened, and at none of others', async () => {
    const reported = await story.reported();
    const receive = (site: string, who: Caller, scannedSerial = reported.serial) =>
      story.act(who, reported.faultNumber, 'receive', { site, scannedSerial, receivedAt: '2013-04-17T02:00:00Z' });
    for (const scanned of [reported.serial, story.newSerial()]) {
      await story.refused(409, 'site-not-known', receive('NOPE', people.dalianClerk, scanned));
      await story.refused(403, 'city-out-of-scope', receive('AS', people.dalianClerk, scanned));
      await story.refused(403, 'not-your-site', receive('AS', people.warehouse, scanned));
      await story.refused(409, 'site-not-known', parcel(scanned, { site: 'NOPE' }));
      await story.refused(403, 'not-your-site', parcel(scanned, { site: 'AS' }));
      await story.refused(403, 'city-out-of-scope', parcel(scanned, { site: 'AS' }, people.dalianWarehouse));
    }
    const answered = await story.done(200, receive('DL', people.dalianClerk));
    expect(answered).toMatchObject({ outcome: 'received', case: { site: 'DL' } });
  });

  it('R5 ten scanners of one parcel receive it once', async () => {
    const reported = await story.reported();
    const answers = await Promise.all(Array.from({ length: 10 }, () => parcel(reported.serial)));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(answers.filter(({ body }) => body['outcome'] === 'received')).toHaveLength(1);
    const received = (await rma.events()).filter(
      ({ key, type }) => key === reported.faultNumber && type === 'rma.unit-received.v1',
    );
    expect(received).toHaveLength(1);
  });
});

describe('spare replacement notice', () => {
  const issue = (faultNumber: string, replacementSerial?: string) =>
    rma.post(people.dalianClerk, '/v1/spare-replacement-notices', {
      faultNumber,
      ...(replacementSerial !== undefined && { replacementSerial }),
      issuedAt: '2013-04-16T06:00:00Z',
    });
  const noticeOf = async (faultNumber: string): Promise<unknown> =>
    (await story.done(200, rma.get(people.auditor, `/v1/spare-replacement-notices?faultNumber=${faultNumber}`)))[
      'items'
    ];

  it('R4 names the unit that was lent, and no other', async () => {
    const reported = await story.reported();
    const loan = await story.lent(reported);
    const sentence = await story.refused(422, 'replacement-is-not-the-loan', issue(reported.faultNumber, 'SP-OTHER'));
    expect(sentence).toContain(loan.serial);
    await story.done(201, issue(reported.faultNumber, loan.serial));
    await story.refused(409, 'open-notice-exists', issue(reported.faultNumber, loan.serial));
  });

  it('R4 is recovered when the loan comes back', async () => {
    const reported = await story.reported();
    const loan = await story.lent(reported);
    await story.done(201, issue(reported.faultNumber, loan.serial));
    const returned = { ...spareUnitReturnedV1.example, ...loan, faultNumber: reported.faultNumber };
    await rma.deliver(spareUnitReturnedV1, loan.loanNumber, { ...returned, returnedAt: '2013-04-26T02:00:00Z' });
    expect(await noticeOf(reported.faultNumber)).toMatchObject([{ state: 'recovered', outcome: 'spare-returned' }]);
  });

  it('R4 waits for its loan, and says what became of it: kept, or lost', async () => {
    const kept = await story.reported();
    await story.refused(409, 'no-loan-to-tell', issue(kept.faultNumber, 'SP-BEFORE-ITS-LOAN'));
    const loan = await story.lent(kept);
    const issued = await story.done(201, issue(kept.faultNumber));
    expect(issued).toMatchObject({ loanNumber: loan.loanNumber, replacementSerial: loan.serial, dispatchNumber: null });
    await story.replaced(kept, loan);
    expect(await noticeOf(kept.faultNumber)).toMatchObject([{ state: 'recovered', outcome: 'formal-replacement' }]);
    const lost = await story.reported();
    const gone = await story.lent(lost);
    await story.done(201, issue(lost.faultNumber));
    await rma.deliver(loanedUnitLostV1, gone.loanNumber, {
      ...loanedUnitLostV1.example,
      ...gone,
      faultNumber: lost.faultNumber,
    });
    expect(await noticeOf(lost.faultNumber)).toMatchObject([{ state: 'recovered', outcome: 'lost' }]);
  });

  it('R4 is issued once where two persons issue it at once, and once for a loan', async () => {
    const reported = await story.reported();
    const { faultNumber } = reported;
    const loan = await story.lent(reported);
    const answers = await Promise.all(Array.from({ length: 5 }, () => issue(faultNumber, loan.serial)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
  });

  it('R4 is not recovered by hand against its loan', async () => {
    const reported = await story.reported();
    await story.lent(reported);
    const { noticeNumber } = await story.done(201, issue(reported.faultNumber));
    const path = `/v1/spare-replacement-notices/${text(noticeNumber)}/recover`;
    await story.refused(422, 'loan-is-out', rma.post(people.dalianClerk, path, { outcome: 'formal-replacement' }));
  });

  it('R4 names the visit at which the spare was put in', async () => {
    const reported = await story.reported();
    const { faultNumber } = reported;
    const triage = { outcome: 'visit', note: 'Does not start.', triagedAt: '2013-04-16T03:00:00Z' };
    await story.done(200, story.act(people.dalianClerk, faultNumber, 'triage', triage));
    const words = { cause: 'x', nature: 'x', category: 'x', place: 'x', sparesAndTools: 'x' };
    const order = { faultNumber, technician: 'chen.jun', ...words, issuedAt: '2013-04-16T04:00:00Z' };
    const { dispatchNumber } = await story.done(201, rma.post(people.dalianClerk, '/v1/dispatch-orders', order));
    await story.lent(reported);
    expect(await story.done(201, issue(faultNumber))).toMatchObject({ dispatchNumber });
  });
});
