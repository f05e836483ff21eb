import { siteOpenedV1, spareUnitReturnedV1, unitRegisteredV1 } from '@rotables/contracts';
import { RunningTestService } from '@rotables/testing';
import { rmaService } from '../src/index.js';
import { CaseDriver, text } from './case-driver.js';
import { people } from './people.js';

let rma: RunningTestService;
let story: CaseDriver;

beforeAll(async () => {
  rma = await RunningTestService.start(rmaService);
  story = new CaseDriver(rma);
});

afterAll(() => rma.stop());

const parcel = (scannedSerial: string, other: Record<string, string> = {}) =>
  rma.post(people.warehouse, '/v1/receipts', { site: 'SY', scannedSerial, note: 'Sender unreadable.', ...other });

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

  it('R5 a parcel that came before the fault was reported is not the awaited unit', async () => {
    const reported = await story.reported();
    const early = await story.done(200, parcel(reported.serial, { receivedAt: '2013-04-01T00:00:00Z' }));
    expect(early).toMatchObject({ outcome: 'exception', faultNumber: reported.faultNumber });
    expect(await story.detail(reported.faultNumber)).toMatchObject({ state: 'reported' });
  });

  it('O1 an unexpected parcel belongs to the city of its site', async () => {
    await rma.deliver(siteOpenedV1, 'WH1', { ...siteOpenedV1.example, site: 'WH1', city: 'AS' });
    const cityAt = async (site: string): Promise<unknown> => {
      const { exceptionNumber } = await story.done(200, parcel(story.newSerial(), { site }));
      return (await story.done(200, rma.get(people.auditor, `/v1/receipt-exceptions/${text(exceptionNumber)}`)))[
        'city'
      ];
    };
    expect(await cityAt('WH1')).toBe('AS');
    expect(await cityAt('DL-2')).toBe('DL');
    expect(await cityAt('42')).toBe('SY');
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
  const issue = (faultNumber: string, replacementSerial: string) =>
    rma.post(people.dalianClerk, '/v1/spare-replacement-notices', {
      faultNumber,
      replacementSerial,
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

  it('R4 records the formal replacement, also when the notice was written later than it', async () => {
    const reported = await story.reported();
    await story.done(201, issue(reported.faultNumber, 'SP-BEFORE-ITS-LOAN'));
    const loan = { loanNumber: (await story.lent(reported)).loanNumber, serial: 'SP-BEFORE-ITS-LOAN' };
    await story.replaced(reported, loan);
    expect(await noticeOf(reported.faultNumber)).toMatchObject([{ state: 'recovered', outcome: 'formal-replacement' }]);
  });

  it('R4 is issued once where two persons issue it at once', async () => {
    const { faultNumber } = await story.reported();
    const answers = await Promise.all(Array.from({ length: 5 }, () => issue(faultNumber, 'SP-1')));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
  });

  it('R4 can be recovered by hand, once', async () => {
    const { faultNumber } = await story.reported();
    const { noticeNumber } = await story.done(201, issue(faultNumber, 'SP-2'));
    const recover = () =>
      rma.post(people.dalianClerk, `/v1/spare-replacement-notices/${text(noticeNumber)}/recover`, {
        outcome: 'spare-returned',
      });
    expect(await story.done(200, recover())).toMatchObject({ state: 'recovered' });
    await story.refused(409, 'illegal-transition', recover());
  });
});
