import { chargePostedV1, unitRegisteredV1 } from '@rotables/contracts';
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

  it('R5 no fault found goes back as it is', async () => {
    const reported = await story.reported();
    await story.entitled(reported.faultNumber, 'repair');
    await story.done(200, story.receive(reported));
    await story.done(200, story.inspect(reported.faultNumber, 'no-fault-found'));
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
    // It comes all the same: nothing is refused into the void.
    expect(await story.done(200, story.receive(reported, { receivedAt: '2013-05-12T02:00:00Z' }))).toMatchObject({
      outcome: 'exception',
      exceptionKind: 'unexpected-parcel',
    });
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
    await story.done(200, rma.post(people.technician, `${path}/complete`, visit));
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
