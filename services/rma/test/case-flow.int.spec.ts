import { advanceChargeWithdrawnV1, chargePostedV1, unitRegisteredV1 } from '@rotables/contracts';
import { RunningTestService } from '@rotables/testing';
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

const typesOf = async (key: string): Promise<string[]> =>
  (await rma.events()).filter((event) => event.key === key).map(({ type }) => type.replace(/^rma\.|\.v1$/g, ''));

describe('the way of a case', () => {
  it('R7 free repair: received, inspected, repaired, tested, returned, closed', async () => {
    const { faultNumber } = await story.inspected('repair');
    await story.done(200, story.startRepair(faultNumber));
    await story.done(200, story.completeRepair(faultNumber));
    await story.refused(422, 'unit-not-tested', story.giveBack(faultNumber));
    await story.done(200, story.test(faultNumber));
    const closed = await story.done(200, story.giveBack(faultNumber));
    expect(closed).toMatchObject({ status: 'closed', resolution: 'repaired', unitDisposition: 'with-customer' });
    expect(await typesOf(faultNumber)).toEqual([
      'fault-reported',
      'unit-received',
      'unit-inspected',
      'repair-started',
      'repair-completed',
      'unit-tested',
      'unit-returned-to-customer',
      'case-resolved',
      'case-closed',
    ]);
    const returned = (await rma.events()).find(
      ({ key, type }) => key === faultNumber && type === 'rma.unit-returned-to-customer.v1',
    );
    expect(returned?.body).toMatchObject({
      repaired: true,
      reportedOn: '2013-04-16',
      returnedOn: '2013-04-25',
      downtimeDays: 9,
    });
  });

  it('R7 a failed test goes back to repair', async () => {
    const { faultNumber } = await story.inspected('repair');
    await story.done(200, story.startRepair(faultNumber));
    await story.done(200, story.completeRepair(faultNumber));
    expect(await story.done(200, story.test(faultNumber, false))).toMatchObject({
      state: 'repairing',
      test: { passed: false },
    });
    await story.refused(409, 'illegal-transition', story.giveBack(faultNumber));
  });

  it('B2 R6 paid work waits for the entitlement and for a confirmed quote', async () => {
    const reported = await story.reported();
    const { faultNumber } = reported;
    await story.done(200, story.receive(reported));
    await story.done(200, story.inspect(faultNumber));
    const wait = await story.refused(409, 'entitlement-not-known-yet', story.startRepair(faultNumber));
    expect(wait).toContain('Try again');
    await story.entitled(faultNumber, 'parts-cost');
    await story.refused(422, 'quote-not-confirmed', story.startRepair(faultNumber));
    await story.quoted(faultNumber, 'none');
    await story.refused(422, 'quote-not-confirmed', story.startRepair(faultNumber));
    const quoteNumber = await story.quoted(faultNumber, 'confirmed');
    expect(await story.done(200, story.startRepair(faultNumber))).toMatchObject({ repair: { quoteNumber } });
  });

  it('R6 W11 damage supersedes the entitlement; a quote confirmed before that does not count', async () => {
    const reported = await story.reported();
    const { faultNumber } = reported;
    await story.entitled(faultNumber, 'parts-cost');
    await story.quoted(faultNumber, 'confirmed');
    await story.done(200, story.receive(reported));
    await story.done(200, story.inspect(faultNumber, 'external-damage', 'liquid'));
    await story.refused(409, 'entitlement-not-known-yet', story.startRepair(faultNumber));
    await story.superseded(faultNumber, 'paid', 'liquid');
    await story.refused(422, 'quote-not-confirmed', story.startRepair(faultNumber));
    await story.refused(422, 'no-reason-to-return-unrepaired', story.giveBack(faultNumber));
    await story.quoted(faultNumber, 'refused');
    const closed = await story.done(200, story.giveBack(faultNumber));
    expect(closed).toMatchObject({ status: 'closed', resolution: 'returned-unrepaired' });
    expect(await story.detail(faultNumber)).toMatchObject({ entitlement: { kind: 'paid' }, quotes: [{}, {}] });
  });

  it('R5 R7 no fault found is tested and goes back as it is', async () => {
    const reported = await story.reported();
    await story.entitled(reported.faultNumber, 'repair');
    await story.done(200, story.receive(reported));
    await story.done(200, story.inspect(reported.faultNumber, 'no-fault-found'));
    await story.refused(422, 'unit-not-tested', story.giveBack(reported.faultNumber));
    await story.done(200, story.test(reported.faultNumber));
    const closed = await story.done(200, story.giveBack(reported.faultNumber));
    expect(closed).toMatchObject({ status: 'closed', resolution: 'no-fault-found' });
  });

  it('R8 a formal replacement resolves the case, and the unit is restocked as the company’s', async () => {
    const reported = await story.inspected('repair');
    const { faultNumber } = reported;
    const loan = await story.lent(reported);
    await story.done(200, story.startRepair(faultNumber));
    await story.replaced(reported, loan);
    expect(await story.detail(faultNumber)).toMatchObject({
      status: 'resolved',
      resolution: 'formal-replacement',
      unitOwner: 'company',
      loans: [{ loanNumber: loan.loanNumber, state: 'formal-replacement' }],
    });
    await story.done(200, story.completeRepair(faultNumber));
    await story.done(200, story.test(faultNumber));
    await story.refused(422, 'unit-belongs-to-company', story.giveBack(faultNumber));
    const restock = { site: 'SY', restockedAt: '2013-04-26T02:00:00Z' };
    const closed = await story.done(200, story.act(people.warehouse, faultNumber, 'restock', restock));
    expect(closed).toMatchObject({ status: 'closed', unitDisposition: 'restocked' });
  });

  it('R8 only the company’s units are restocked', async () => {
    const { faultNumber } = await story.inspected('repair');
    await story.refused(
      422,
      'unit-belongs-to-customer',
      story.act(people.warehouse, faultNumber, 'restock', { site: 'SY' }),
    );
  });

  it('W3 a paid refund resolves the case, before or after the unit has come', async () => {
    const reported = await story.reported();
    await story.entitled(reported.faultNumber, 'refund');
    await story.refunded(reported);
    expect(await story.detail(reported.faultNumber)).toMatchObject({
      status: 'resolved',
      resolution: 'refund',
      state: 'reported',
    });
    expect(await story.done(200, story.receive(reported))).toMatchObject({
      outcome: 'received',
      case: { status: 'resolved' },
    });
  });

  it('S8 an advance replacement whose unit never came ends with its charge', async () => {
    const reported = await story.reported();
    const { faultNumber } = reported;
    await story.lent(reported, 'advance-replacement');
    await rma.deliver(chargePostedV1, 'CH-1', {
      ...chargePostedV1.example,
      chargeNumber: 'CH-1',
      reason: 'unreturned-advance',
      faultNumber,
      postedAt: '2013-05-10T02:00:00Z',
    });
    expect(await story.detail(faultNumber)).toMatchObject({ status: 'closed', unitDisposition: 'with-customer' });
  });

  it('S8 what was charged and comes all the same is received for its case, with or without its number', async () => {
    const late = { receivedAt: '2013-05-12T02:00:00Z' };
    const charge = async ({ faultNumber }: { faultNumber: string }, chargeNumber: string) =>
      rma.deliver(chargePostedV1, chargeNumber, {
        ...chargePostedV1.example,
        chargeNumber,
        reason: 'unreturned-advance',
        faultNumber,
        postedAt: '2013-05-10T02:00:00Z',
      });
    const unserved = await story.reported();
    await story.lent(unserved, 'advance-replacement');
    await charge(unserved, 'CH-2');
    const parcel = { site: 'SY', scannedSerial: unserved.serial.toLowerCase(), note: 'By post.', ...late };
    expect(await story.done(200, rma.post(people.warehouse, '/v1/receipts', parcel))).toMatchObject({
      outcome: 'received',
      case: { faultNumber: unserved.faultNumber, status: 'open', unitOwner: 'customer', resolution: null },
    });
    const kept = await story.reported();
    const loan = await story.lent(kept, 'advance-replacement');
    await charge(kept, 'CH-3');
    await story.replaced(kept, loan);
    expect(await story.done(200, story.receive(kept, late))).toMatchObject({
      outcome: 'received',
      case: { status: 'resolved', unitOwner: 'company', resolution: 'formal-replacement' },
    });
    expect(await typesOf(kept.faultNumber)).toEqual([
      'fault-reported',
      'case-resolved',
      'case-closed',
      'case-reopened',
      'unit-received',
    ]);
    const returned = await story.reported();
    const spare = await story.lent(returned, 'advance-replacement');
    await charge(returned, 'CH-4');
    await rma.deliver(advanceChargeWithdrawnV1, spare.loanNumber, {
      ...advanceChargeWithdrawnV1.example,
      ...spare,
      faultNumber: returned.faultNumber,
      defectiveSerial: returned.serial,
      reason: 'spare-returned',
    });
    expect(await story.detail(returned.faultNumber)).toMatchObject({
      status: 'closed',
      resolution: 'returned-unrepaired',
    });
    await story.reported({ serial: returned.serial });
  });

  it('S13 a spare of our own is received, repaired without a quote, tested and shelved again', async () => {
    const own = await story.ownReported({ movement: 'taken-back-defective', toPlace: 'quarantine:SY' });
    const { faultNumber } = own;
    await story.done(200, story.receive(own));
    await story.done(200, story.inspect(faultNumber));
    await story.done(200, story.startRepair(faultNumber, 'refurbishment'));
    await story.done(200, story.completeRepair(faultNumber));
    await story.done(200, story.test(faultNumber));
    await story.refused(422, 'unit-belongs-to-company', story.giveBack(faultNumber));
    const closed = await story.done(200, story.act(people.warehouse, faultNumber, 'restock', { site: 'SY' }));
    expect(closed).toMatchObject({ status: 'closed', resolution: 'own-unit', unitDisposition: 'restocked' });
    const told = (await rma.events()).filter(({ key }) => key === faultNumber);
    expect(told[0]?.body).toMatchObject({ unitOwner: 'company' });
    expect(told.map(({ type }) => type)).not.toContain('rma.case-resolved.v1');
  });

  it('R8 O2 S12 goes to the shelf where it lies or where who restocks it works, and into nobody else’s keeping', async () => {
    const ready = async (site: string, who = people.warehouse) => {
      const own = await story.ownReported({ movement: 'taken-back-defective', toPlace: 'quarantine:DL', city: 'DL' });
      const receipt = { site, scannedSerial: own.serial, receivedAt: '2013-04-17T02:00:00Z' };
      await story.done(200, story.act(who, own.faultNumber, 'receive', receipt));
      await story.done(200, story.inspect(own.faultNumber, 'no-fault-found'));
      await story.done(200, story.test(own.faultNumber));
      return (shelf: string) => story.act(people.warehouse, own.faultNumber, 'restock', { site: shelf });
    };
    const inDalian = await ready('DL', people.dalianClerk);
    await story.refused(409, 'site-not-known', inDalian('NOPE'));
    await story.refused(403, 'not-your-site', inDalian('AS'));
    expect(await story.done(200, inDalian('DL'))).toMatchObject({ site: 'DL', unitDisposition: 'restocked' });
    const inTheHouse = await ready('SY');
    await story.refused(403, 'not-your-site', inTheHouse('DL'));
    expect(await story.done(200, inTheHouse('SY'))).toMatchObject({ site: 'SY' });
  });

  it('S13 a case that was a customer’s is the company’s once the pool tells that it owns the unit', async () => {
    const reported = await story.reported();
    await story.moved(reported.serial, { city: 'DL', toPlace: 'site:DL' });
    expect(await story.detail(reported.faultNumber)).toMatchObject({ unitOwner: 'company' });
  });

  it('W15 a serial typed otherwise is the registered unit, and has one open case', async () => {
    const serial = story.newSerial();
    await rma.deliver(unitRegisteredV1, serial, { ...unitRegisteredV1.example, serial, city: 'DL' });
    const typed = serial.toLowerCase().replaceAll('-', ' ');
    const answer = await story.done(
      201,
      rma.post(people.dalianClerk, '/v1/rma-cases', story.reportBody({ serial: typed })),
    );
    expect(answer).toMatchObject({ serial, model: 'ST31500541AS', unknownSerial: false });
    const again = rma.post(
      people.dalianClerk,
      '/v1/rma-cases',
      story.reportBody({ serial: serial.replaceAll('-', '') }),
    );
    expect(await story.refused(409, 'open-case-exists', again)).toContain(text(answer['faultNumber']));
    const found = await story.done(
      200,
      rma.get(people.dalianClerk, `/v1/rma-cases?serial=${encodeURIComponent(typed)}`),
    );
    expect(found['items']).toMatchObject([{ serial }]);
  });

  it('O3 a unit of another city is refused, and where it belongs is told to whom may see it', async () => {
    const serial = story.newSerial();
    await rma.deliver(unitRegisteredV1, serial, { ...unitRegisteredV1.example, serial, city: 'DL' });
    const body = story.reportBody({ serial, city: 'AS' });
    const unseen = await story.refused(
      422,
      'unit-in-another-city',
      rma.post(people.anshanClerk, '/v1/rma-cases', body),
    );
    expect(unseen).not.toContain('DL');
    const seen = await story.refused(422, 'unit-in-another-city', rma.post(people.technician, '/v1/rma-cases', body));
    expect(seen).toContain('DL');
    await story.done(201, rma.post(people.technician, '/v1/rma-cases', { ...body, city: 'DL' }));
    const nowhere = story.reportBody({ city: 'ZZ' });
    await story.refused(409, 'city-not-known', rma.post(people.technician, '/v1/rma-cases', nowhere));
  });

  it('R1 a report that was a mistake is withdrawn, and the unit may be reported again', async () => {
    const reported = await story.reported();
    const withdraw = { reason: 'Reported twice.', withdrawnAt: '2013-04-16T05:00:00Z' };
    const withdrawn = await story.done(200, story.act(people.dalianClerk, reported.faultNumber, 'withdraw', withdraw));
    expect(withdrawn).toMatchObject({ status: 'closed', resolution: 'withdrawn', unitDisposition: 'unmoved' });
    const again = await story.reported({ serial: reported.serial });
    await story.lent(again);
    await story.refused(
      422,
      'case-has-followed',
      story.act(people.dalianClerk, again.faultNumber, 'withdraw', withdraw),
    );
  });

  it('S7 X9 F a spare was lent while the case was withdrawn: the case is taken up again by name of the loan, as it was', async () => {
    const reported = await story.reported();
    const triage = { outcome: 'to-warehouse', note: 'Dead.', triagedAt: '2013-04-16T03:00:00Z' };
    await story.done(200, story.act(people.dalianClerk, reported.faultNumber, 'triage', triage));
    const withdraw = { reason: 'Reported twice.', withdrawnAt: '2013-04-16T05:00:00Z' };
    await story.done(200, story.act(people.dalianClerk, reported.faultNumber, 'withdraw', withdraw));
    const { loanNumber } = await story.lent(reported);
    expect(await story.detail(reported.faultNumber)).toMatchObject({ status: 'open', resolution: null });
    const timeline = await story.done(200, rma.get(people.auditor, `/v1/rma-cases/${reported.faultNumber}/timeline`));
    expect(JSON.stringify(timeline)).toContain(
      `The withdrawal does not stand: ${loanNumber} had been lent for ${reported.serial}.`,
    );
    await story.refused(
      422,
      'case-has-followed',
      story.act(people.dalianClerk, reported.faultNumber, 'withdraw', withdraw),
    );
  });

  it('S7 F a unit that was reported anew meanwhile keeps its one open case, and a loan of a case that was not withdrawn opens none', async () => {
    const first = await story.reported();
    const withdraw = { reason: 'Reported twice.', withdrawnAt: '2013-04-16T05:00:00Z' };
    await story.done(200, story.act(people.dalianClerk, first.faultNumber, 'withdraw', withdraw));
    const second = await story.reported({ serial: first.serial });
    await story.lent(first);
    expect(await story.detail(first.faultNumber)).toMatchObject({ status: 'closed', resolution: 'withdrawn' });
    expect(await story.detail(second.faultNumber)).toMatchObject({ status: 'open' });
    const solved = { outcome: 'solved-remotely', note: 'Switched on.', triagedAt: '2013-04-16T06:00:00Z' };
    await story.done(200, story.act(people.dalianClerk, second.faultNumber, 'triage', solved));
    await story.lent(second);
    expect(await story.detail(second.faultNumber)).toMatchObject({ status: 'closed', resolution: 'solved-remotely' });
  });

  it('R3 E4 a visit goes to a technician there is, one at a time; it is reassigned or cancelled with a reason', async () => {
    const { faultNumber } = await story.reported();
    const triage = { outcome: 'visit', note: 'Does not start.', triagedAt: '2013-04-16T03:00:00Z' };
    await story.done(200, story.act(people.dalianClerk, faultNumber, 'triage', triage));
    const words = { cause: 'x', nature: 'x', category: 'x', place: 'x', sparesAndTools: 'x' };
    const issue = (technician: string) =>
      rma.post(people.dalianClerk, '/v1/dispatch-orders', { faultNumber, technician, ...words });
    await story.refused(409, 'person-not-known', issue('nobody.known'));
    await story.refused(422, 'person-without-role', issue('zhang.wei'));
    const { dispatchNumber } = await story.done(201, issue('Chen.Jun'));
    const path = `/v1/dispatch-orders/${text(dispatchNumber)}`;
    expect(await story.refused(409, 'open-dispatch-order-exists', issue('wu.gang'))).toContain(text(dispatchNumber));
    const other = { technician: 'wu.gang', reason: 'Ill.' };
    expect(await story.done(200, rma.post(people.dalianHead, `${path}/reassign`, other))).toMatchObject({
      technician: 'wu.gang',
      reason: 'Ill.',
    });
    await story.done(200, rma.post(people.dalianHead, `${path}/cancel`, { reason: 'Brought in.' }));
    const again = await story.done(201, issue('chen.jun'));
    const visit = { repairedOnSite: false, actionTaken: 'Taken out.', customerSignature: 'Sun Li' };
    const reported = rma.post(
      people.dalianClerk,
      `/v1/dispatch-orders/${text(again['dispatchNumber'])}/complete`,
      visit,
    );
    expect(await story.done(200, reported)).toMatchObject({ technician: 'chen.jun', completedBy: 'zhang.wei' });
  });

  it('R3 solved remotely is the end; a visit needs triage and may repair on site', async () => {
    const remote = await story.reported();
    const solved = { outcome: 'solved-remotely', note: 'Restarted.', triagedAt: '2013-04-16T03:00:00Z' };
    expect(await story.done(200, story.act(people.dalianClerk, remote.faultNumber, 'triage', solved))).toMatchObject({
      status: 'closed',
      resolution: 'solved-remotely',
    });
    const { faultNumber } = await story.reported();
    const order = {
      faultNumber,
      technician: 'chen.jun',
      cause: 'Power supply suspected.',
      nature: 'hardware',
      category: 'repair',
      place: 'Pier 7',
      sparesAndTools: 'One board.',
      issuedAt: '2013-04-16T05:00:00Z',
    };
    await story.refused(422, 'visit-needs-triage', rma.post(people.dalianClerk, '/v1/dispatch-orders', order));
    await story.done(200, story.act(people.dalianClerk, faultNumber, 'triage', { ...solved, outcome: 'visit' }));
    const issued = await story.done(201, rma.post(people.dalianClerk, '/v1/dispatch-orders', order));
    expect(issued['dispatchNumber']).toMatch(/^DO-20130416-\d{4}$/);
    const path = `/v1/dispatch-orders/${text(issued['dispatchNumber'])}`;
    const visit = {
      repairedOnSite: true,
      actionTaken: 'Board replaced.',
      customerSignature: 'Sun Li',
      completedAt: '2013-04-16T08:00:00Z',
    };
    await story.refused(409, 'entitlement-not-known-yet', rma.post(people.technician, `${path}/complete`, visit));
    expect(await story.done(200, rma.get(people.technician, path))).toMatchObject({ state: 'issued' });
    await story.entitled(faultNumber, 'repair');
    await story.refused(403, 'not-the-technician', rma.post(people.secondTechnician, `${path}/complete`, visit));
    expect(
      await story.done(200, rma.post({ ...people.technician, subject: 'CHEN.jun' }, `${path}/complete`, visit)),
    ).toMatchObject({ technician: 'chen.jun', completedBy: 'CHEN.jun' });
    expect(await story.detail(faultNumber)).toMatchObject({
      status: 'closed',
      resolution: 'repaired',
      dispatchOrders: [issued['dispatchNumber']],
    });
  });

  it('R7 a vendor return is due within a month and gated like a repair', async () => {
    const { faultNumber } = await story.inspected('paid');
    const send = { faultNumber, vendor: 'Seagate', sentAt: '2013-04-20T02:00:00Z' };
    await story.refused(422, 'quote-not-confirmed', rma.post(people.warehouse, '/v1/vendor-returns', send));
    await story.quoted(faultNumber, 'confirmed');
    const sent = await story.done(201, rma.post(people.warehouse, '/v1/vendor-returns', send));
    expect(sent).toMatchObject({ dueBackOn: '2013-05-20', state: 'sent' });
    const path = `/v1/vendor-returns/${text(sent['vendorReturnNumber'])}`;
    await story.refused(422, 'repair-is-at-vendor', story.completeRepair(faultNumber));
    const overdue = async (asOf: string): Promise<unknown> =>
      (
        await story.done(
          200,
          rma.get(people.auditor, `/v1/vendor-returns?overdueAsOf=${asOf}&faultNumber=${faultNumber}`),
        )
      )['items'];
    expect(await overdue('2013-05-20')).toEqual([]);
    expect(await overdue('2013-05-21')).toMatchObject([{ faultNumber }]);
    await story.done(
      200,
      rma.post(people.warehouse, `${path}/receive`, { result: 'repaired', receivedAt: '2013-05-02T02:00:00Z' }),
    );
    expect(await story.detail(faultNumber)).toMatchObject({
      state: 'repaired',
      repair: { method: 'vendor', result: 'repaired' },
    });
  });

  it('R1 a serial that nobody registered is accepted, and its model is filled in once it is known', async () => {
    const reported = await story.reported();
    expect(await story.detail(reported.faultNumber)).toMatchObject({ model: null, unknownSerial: true });
    await rma.deliver(unitRegisteredV1, reported.serial, { ...unitRegisteredV1.example, serial: reported.serial });
    expect(await story.detail(reported.faultNumber)).toMatchObject({ model: 'ST31500541AS', unknownSerial: false });
    expect(await story.done(200, story.receive(reported))).toMatchObject({ case: { model: 'ST31500541AS' } });
  });
});
