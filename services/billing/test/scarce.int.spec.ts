import { caller, postAtOnce, RunningTestService, statusCounts } from '@rotables/testing';
import { billingService } from '../src/index.js';
import { approver, clerk, finance, head, modelOf, RunningBilling, textIn } from './running-billing.js';

/** Two replicas of the service on one database: what is scarce is kept by the database, not by a lock in memory. */
let replicas: readonly RunningTestService[] = [];
let billing: RunningBilling;

beforeAll(async () => {
  billing = await RunningBilling.start();
  const other = await RunningTestService.start(billingService, { database: billing.service.database });
  replicas = [billing.service, other];
});
afterEach(() => billing.booksAreSound());
afterAll(async () => {
  await replicas[1]?.close();
  await billing.stop();
});

describe('scarce things, asked for at once of two replicas', () => {
  it('B3 one receipt number: forty payments of two charges in one city are numbered without gap or repeat', async () => {
    const charges = [await billing.paidRepair(2_000), await billing.paidRepair(2_000)];
    const answers = await postAtOnce(replicas, 40, clerk, '/v1/payments', (index) => ({
      chargeNumber: charges[Math.floor(index / 2) % 2]?.chargeNumber,
      amountFen: 100,
      method: 'transfer',
      receivedAt: '2013-04-25T03:00:00.000Z',
    }));
    expect(statusCounts(answers)).toEqual({ 201: 40 });
    const numbers = answers.map(({ body }) => textIn(body, 'receiptNumber')).sort();
    expect(numbers).toEqual(Array.from({ length: 40 }, (_, index) => `SJ-DL-${String(index + 1).padStart(6, '0')}`));
  });

  it('B3 B5 B8 the first payments of a month at once: each is told once and stands in the books of that month', async () => {
    const charges = [await billing.paidRepair(2_000), await billing.paidRepair(2_000)];
    const answers = await postAtOnce(replicas, 20, clerk, '/v1/payments', (index) => ({
      chargeNumber: charges[Math.floor(index / 2) % 2]?.chargeNumber,
      amountFen: 200,
      method: 'wallet',
      receivedAt: '2013-06-03T03:00:00.000Z',
    }));
    expect(statusCounts(answers)).toEqual({ 201: 20 });
    const told = await billing.service.events();
    for (const { chargeNumber } of charges) {
      const ofCharge = told.filter(({ key }) => key === chargeNumber).map(({ type, sequence }) => [sequence, type]);
      expect(ofCharge).toEqual([
        [1, 'billing.charge-posted.v1'],
        ...Array.from({ length: 9 }, (_, index) => [index + 2, 'billing.charge-partly-paid.v1']),
        [11, 'billing.charge-settled.v1'],
      ]);
    }
    const receipts = answers.map(({ body }) => textIn(body, 'receiptNumber'));
    const received = told.filter(({ key, type }) => receipts.includes(key) && type === 'billing.payment-received.v1');
    expect(received.map(({ sequence }) => sequence)).toEqual(receipts.map(() => 1));
    const booked = await billing.service.query(
      `select period, booked_on, count(*)::int as entries from journal_entry where document = any ($1) group by 1, 2`,
      [receipts],
    );
    expect(booked).toMatchObject([{ period: '2013-06', entries: 20 }]);
  });

  it('B3 the last fen of a charge: of ten who pay the whole, one does', async () => {
    const { chargeNumber } = await billing.paidRepair(900);
    const answers = await postAtOnce(replicas, 10, clerk, '/v1/payments', () => ({
      chargeNumber,
      amountFen: 900,
      method: 'transfer',
      receivedAt: '2013-04-25T03:00:00.000Z',
    }));
    expect(statusCounts(answers)).toEqual({ 201: 1, 409: 9 });
  });

  it('B2 one answer to a quote: of ten confirmations and ten refusals one counts', async () => {
    const quoteNumber = await billing.quote(await billing.fault('paid'), 100);
    const [confirmed, refused] = await Promise.all([
      postAtOnce(replicas, 10, head, `/v1/quotes/${quoteNumber}/confirm`, () => ({ confirmedBy: 'Sun Li' })),
      postAtOnce(replicas, 10, clerk, `/v1/quotes/${quoteNumber}/refuse`, () => ({ refusedBy: 'Sun Li' })),
    ]);
    expect(statusCounts([...confirmed, ...refused])).toEqual({ 200: 1, 409: 19 });
  });

  it('W3 B3 one signature under a refund: it is proposed once, and paid or rejected once', async () => {
    const faultNumber = await billing.fault('refund');
    await billing.fee('unit-price', 50_000, modelOf(faultNumber));
    await billing.received(faultNumber);
    const proposed = await postAtOnce(replicas, 6, head, '/v1/refunds', () => ({
      faultNumber,
      reason: 'Third day.',
      proposedAt: '2013-04-20T02:00:00Z',
    }));
    expect(statusCounts(proposed)).toEqual({ 201: 1, 409: 5 });
    const [one] = proposed.filter(({ status }) => status === 201);
    if (one) await billing.answered(one);
    const path = `/v1/refunds/${textIn(one?.body, 'refundNumber')}`;
    const [approved, rejected] = await Promise.all([
      postAtOnce(replicas, 6, approver, `${path}/approve`, () => ({ method: 'transfer' })),
      postAtOnce(replicas, 6, finance, `${path}/reject`, () => ({ reason: 'Too much.' })),
    ]);
    expect(statusCounts([...approved, ...rejected])).toEqual({ 200: 1, 409: 11 });
  });

  it('B4 one hand-over per city and day, counted once', async () => {
    const handIn = { city: 'DL', businessOn: '2013-04-24', cashFen: 0, receiptNumbers: [] };
    const submitted = await postAtOnce(replicas, 6, clerk, '/v1/handovers', () => handIn);
    expect(statusCounts(submitted)).toEqual({ 201: 1, 409: 5 });
    const count = { countedFen: 0 };
    const accepted = await postAtOnce(replicas, 6, finance, '/v1/handovers/HO-20130424-DL/accept', () => count);
    expect(statusCounts(accepted)).toEqual({ 200: 1, 409: 5 });
  });

  it('B5 one close of a month', async () => {
    const one = caller('qian.hui', 'finance');
    const closes = await postAtOnce(replicas, 6, one, '/v1/accounting-periods/2012-12/close', () => ({
      carryForward: [],
      closedAt: '2013-01-02T02:00:00Z',
    }));
    expect(statusCounts(closes)).toEqual({ 200: 1, 409: 5 });
  });
});
