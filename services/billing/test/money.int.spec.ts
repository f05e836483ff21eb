import { businessDateOf } from '@rotables/domain-kernel';
import { caller } from '@rotables/testing';
import { anshanClerk, approver, clerk, finance, head, modelOf, RunningBilling, textIn } from './running-billing.js';

let billing: RunningBilling;
const today = (): string => businessDateOf(new Date());

beforeAll(async () => {
  billing = await RunningBilling.start();
});
afterEach(() => billing.booksAreSound());
afterAll(() => billing.stop());

describe('quotes', () => {
  it('B1 take the price of the schedule on the day, of the model and the grade of the city', async () => {
    const line = { feeCode: 'labour', description: 'Labour, per hour', effectiveOn: '2013-01-01' };
    const fees = [
      { ...line, amountFen: 10_000 },
      { ...line, amountFen: 12_000, cityGrade: 'A' },
      { ...line, amountFen: 15_000, cityGrade: 'A', effectiveOn: '2013-04-19' },
    ];
    expect(await billing.service.post(finance, '/v1/city-grades', { city: 'DL', grade: 'A' })).toMatchObject({
      status: 201,
    });
    expect((await billing.service.post(finance, '/v1/fees', { fees })).body).toMatchObject({ added: 3 });
    await billing.fee('parts', 500);
    expect((await billing.service.post(finance, '/v1/fees', { fees })).body).toMatchObject({ added: 0 });
    const otherwise = await billing.service.post(finance, '/v1/fees', { ...line, amountFen: 1 });
    expect(otherwise).toMatchObject({ status: 409, body: { code: 'fee-defined-otherwise' } });
    const faultNumber = await billing.fault('paid');
    const issued = await billing.service.post(clerk, '/v1/quotes', {
      faultNumber,
      lines: [
        { feeCode: 'labour', quantity: 2 },
        { feeCode: 'parts', quantity: 1, unitFen: 500 },
      ],
      issuedAt: '2013-04-18T02:00:00Z',
    });
    // The price of today, whenever the quote is said to have been made.
    expect(issued).toMatchObject({ status: 201, body: { totalFen: 30_500, state: 'open' } });
    const effective = await billing.service.get(clerk, '/v1/fees/effective?feeCode=labour&city=DL&asOf=2013-04-20');
    expect(effective).toMatchObject({ status: 200, body: { amountFen: 15_000 } });
  });

  it('B1 a fee that is not defined is refused by name', async () => {
    const faultNumber = await billing.fault('paid');
    const lines = [{ feeCode: 'cleaning', quantity: 1 }];
    expect(await billing.service.post(clerk, '/v1/quotes', { faultNumber, lines })).toMatchObject({
      status: 422,
      body: { code: 'fee-not-defined' },
    });
  });

  it('B2 W6 only parts are quoted where parts are at cost, and nothing where the repair is free', async () => {
    const lines = [{ feeCode: 'labour', quantity: 1 }];
    const partsOnly = await billing.service.post(clerk, '/v1/quotes', {
      faultNumber: await billing.fault('parts-cost'),
      lines,
    });
    expect(partsOnly).toMatchObject({ status: 422, body: { code: 'only-parts-chargeable' } });
    const free = await billing.service.post(clerk, '/v1/quotes', { faultNumber: await billing.fault('repair'), lines });
    expect(free).toMatchObject({ status: 422, body: { code: 'quote-not-needed' } });
    const unknown = await billing.service.post(clerk, '/v1/quotes', { faultNumber: await billing.fault(null), lines });
    expect(unknown).toMatchObject({ status: 409, body: { code: 'entitlement-unknown' } });
  });

  it('B2 twenty confirmations of one quote at once: one counts', async () => {
    const faultNumber = await billing.fault('paid');
    const quoteNumber = await billing.quote(faultNumber, 100);
    const confirm = () => billing.service.post(head, `/v1/quotes/${quoteNumber}/confirm`, { confirmedBy: 'Sun Li' });
    const answers = await Promise.all(Array.from({ length: 20 }, confirm));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status, body }) => status === 409 && body['code'] === 'illegal-transition')).toHaveLength(
      19,
    );
  });

  it('B2 two quotes for one fault at once: one stands', async () => {
    const faultNumber = await billing.fault('paid');
    const body = { faultNumber, lines: [{ feeCode: 'parts', quantity: 1 }] };
    const answers = await Promise.all(Array.from({ length: 8 }, () => billing.service.post(clerk, '/v1/quotes', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(7).fill(409)]);
  });

  it('B2 R1 a quote that nobody answered is void once its customer was served otherwise', async () => {
    const faultNumber = await billing.fault('paid');
    const quoteNumber = await billing.quote(faultNumber, 100);
    await billing.resolved(faultNumber, { resolution: 'returned-unrepaired', entitlementKind: 'paid' });
    const { body } = await billing.service.get(finance, `/v1/quotes/${quoteNumber}`);
    expect(body).toMatchObject({ state: 'withdrawn', withdrawalReason: expect.stringContaining('served otherwise') });
  });

  it('W11 a quote made before the entitlement was superseded can only be withdrawn', async () => {
    const faultNumber = await billing.fault('parts-cost');
    const quoteNumber = await billing.quote(faultNumber, 100);
    await billing.superseded(faultNumber, 'paid');
    const outdated = await billing.service.post(head, `/v1/quotes/${quoteNumber}/confirm`, { confirmedBy: 'Sun Li' });
    expect(outdated).toMatchObject({ status: 422, body: { code: 'quote-outdated' } });
    const withdrawn = await billing.service.post(clerk, `/v1/quotes/${quoteNumber}/withdraw`, {
      reason: 'Liquid damage.',
    });
    expect(withdrawn).toMatchObject({ status: 200, body: { state: 'withdrawn' } });
    await billing.confirmedQuote(faultNumber, 9_000);
  });
});

describe('payments', () => {
  it('B3 thirty payments at once: receipt numbers without a gap, and never more than is open', async () => {
    const { chargeNumber } = await billing.paidRepair(2_500);
    const before = (await billing.list('/v1/receipts?city=DL&limit=200')).items.length;
    const answers = await Promise.all(Array.from({ length: 30 }, () => billing.pay(chargeNumber, 100, 'transfer')));
    const received = answers.filter(({ status }) => status === 201);
    expect(received).toHaveLength(25);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(5);
    const numbers = received.map(({ body }) => textIn(body, 'receiptNumber')).sort();
    const expected = Array.from({ length: 25 }, (_, index) => `SJ-DL-${String(before + index + 1).padStart(6, '0')}`);
    expect(numbers).toEqual(expected);
    expect((await billing.service.get(finance, `/v1/charges/${chargeNumber}`)).body).toMatchObject({
      status: 'settled',
      openFen: 0,
    });
  });

  it('B3 more than is open is refused with the figures, and less than a fen too', async () => {
    const { chargeNumber } = await billing.paidRepair(1_000);
    await billing.pay(chargeNumber, 400, 'transfer');
    expect(await billing.pay(chargeNumber, 601, 'transfer')).toMatchObject({
      status: 422,
      body: { code: 'overpayment', details: { chargedFen: 1_000, paidFen: 400, openFen: 600 } },
    });
    expect((await billing.pay(chargeNumber, 0)).status).toBe(400);
    expect((await billing.pay(chargeNumber, -5)).status).toBe(400);
    expect(await billing.pay(chargeNumber, 100, 'cash', '2013-04-24T00:00:00Z')).toMatchObject({
      status: 422,
      body: { code: 'before-its-cause' },
    });
    expect((await billing.pay(chargeNumber, 100, 'cash', '2093-04-24T00:00:00Z')).status).toBe(400);
  });

  it('X7 one idempotency key at once takes the money once', async () => {
    const { chargeNumber } = await billing.paidRepair(1_000);
    const body = { chargeNumber, amountFen: 300, method: 'transfer', receivedAt: '2013-04-25T03:00:00Z' };
    const send = (amountFen: number) =>
      billing.service.post(clerk, '/v1/payments', { ...body, amountFen }, { idempotencyKey: `pay-${chargeNumber}` });
    const [one, two] = await Promise.all([send(300), send(300)]);
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(one.body).toEqual(two.body);
    expect((await send(301)).status).toBe(409);
    expect((await billing.service.get(finance, `/v1/charges/${chargeNumber}`)).body).toMatchObject({ paidFen: 300 });
  });
});

describe('refunds', () => {
  it('W3 B3 need the entitlement, once, and a second person', async () => {
    const wrong = await billing.service.post(head, '/v1/refunds', {
      faultNumber: await billing.fault('repair'),
      reason: 'Wish.',
      amountFen: 1,
    });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'refund-not-entitled' } });
    const faultNumber = await billing.fault('refund');
    const body = { faultNumber, reason: 'Third day.', proposedAt: '2013-04-20T02:00:00Z' };
    expect(await billing.service.post(head, '/v1/refunds', body)).toMatchObject({
      status: 409,
      body: { code: 'refund-price-unknown' },
    });
    const unitPrice = {
      feeCode: 'unit-price',
      description: 'Unit',
      model: modelOf(faultNumber),
      amountFen: 120_000,
      effectiveOn: '2013-01-01',
    };
    await billing.service.post(finance, '/v1/fees', unitPrice);
    const proposals = await Promise.all([1, 2, 3].map(() => billing.service.post(finance, '/v1/refunds', body)));
    expect(proposals.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const [proposed] = proposals.filter(({ status }) => status === 201);
    const refundNumber = textIn(proposed?.body, 'refundNumber');
    if (proposed) await billing.answered(proposed);
    const decision = { method: 'transfer', approvedAt: '2013-04-20T06:00:00Z' };
    await billing.received(faultNumber);
    const own = await billing.service.post(finance, `/v1/refunds/${refundNumber}/approve`, decision);
    expect(own).toMatchObject({ status: 422, body: { code: 'second-person-needed' } });
    const approvals = await Promise.all(
      [1, 2].map(() => billing.service.post(approver, `/v1/refunds/${refundNumber}/approve`, decision)),
    );
    expect(approvals.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { items } = await billing.list(`/v1/journal-entries?document=${refundNumber}`);
    expect(items).toMatchObject([
      {
        postings: [
          { account: 'refunds-expense', amountFen: 120_000 },
          { account: 'bank', amountFen: -120_000 },
        ],
      },
    ]);
  });
});

describe('hand-overs', () => {
  const submit = (body: object) => billing.service.post(clerk, '/v1/handovers', { city: 'DL', ...body });

  it('B4 list every receipt of the day, once, and are late after nine the next morning by the clock', async () => {
    const { chargeNumber } = await billing.paidRepair(1_000);
    const receipts: string[] = [];
    for (const amountFen of [200, 300])
      receipts.push(
        textIn((await billing.pay(chargeNumber, amountFen, 'cash', '2013-04-28T03:00:00Z')).body, 'receiptNumber'),
      );
    const day = { businessOn: '2013-04-28', cashFen: 500, submittedAt: '2013-04-29T01:00:00Z' };
    const incomplete = await submit({ ...day, cashFen: 200, receiptNumbers: receipts.slice(0, 1) });
    expect(incomplete).toMatchObject({
      status: 422,
      body: { code: 'handover-incomplete', details: { missing: [receipts[1]], missingFen: 300 } },
    });
    expect(await submit({ ...day, cashFen: 400, receiptNumbers: receipts })).toMatchObject({
      status: 422,
      body: { code: 'handover-sum-differs' },
    });
    const strange = await submit({ ...day, receiptNumbers: [...receipts, 'SJ-DL-999999'] });
    expect(strange).toMatchObject({ status: 422, body: { code: 'receipts-not-in-place' } });
    const answers = await Promise.all([1, 2].map(() => submit({ ...day, receiptNumbers: receipts })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 201)?.body).toMatchObject({
      handoverNumber: 'HO-20130428-DL',
      late: true,
      receiptsFen: 500,
    });
    const accepted = await billing.service.post(finance, '/v1/handovers/HO-20130428-DL/accept', {
      countedFen: 450,
      acceptedAt: '2013-04-29T02:00:00Z',
    });
    expect(accepted).toMatchObject({ status: 200, body: { differenceFen: -50, state: 'accepted' } });
    const { items } = await billing.list('/v1/matching?asOf=2013-04-30&kind=handover-difference');
    expect(items).toMatchObject([{ exceptionId: 'handover-difference:HO-20130428-DL', amountFen: -50 }]);
    const path = '/v1/handovers/HO-20130428-DL/clear-difference';
    const clearance = {
      clearance: 'made-good',
      reason: 'The note was in the drawer.',
      clearedAt: '2013-04-30T02:00:00Z',
    };
    expect(await billing.service.post(finance, path, clearance)).toMatchObject({
      status: 422,
      body: { code: 'second-person-must-clear' },
    });
    const cleared = await Promise.all([1, 2, 3].map(() => billing.service.post(approver, path, clearance)));
    expect(cleared.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await billing.list('/v1/matching?asOf=2013-04-29&kind=handover-difference')).items).toHaveLength(1);
    expect((await billing.list('/v1/matching?asOf=2013-04-30&kind=handover-difference')).items).toEqual([]);
    const entries = await billing.list('/v1/journal-entries?document=HO-20130428-DL');
    expect(entries.items.at(-1)).toMatchObject({
      postings: [
        { account: 'bank', amountFen: 50 },
        { account: 'handover-difference', amountFen: -50 },
      ],
    });
    expect(await submit({ businessOn: today(), cashFen: 0, receiptNumbers: [] })).toMatchObject({
      status: 201,
      body: { late: false },
    });
  });

  it('O3 are refused for another city than one’s own', async () => {
    const answer = await billing.service.post(anshanClerk, '/v1/handovers', {
      city: 'DL',
      businessOn: '2013-04-28',
      cashFen: 0,
      receiptNumbers: [],
    });
    expect(answer).toMatchObject({ status: 403, body: { code: 'city-out-of-scope' } });
  });
});

describe('accounting periods', () => {
  it('B5 close once, when nothing is open but what is carried forward by name; late facts go into the open one', async () => {
    const close = (carryForward: readonly object[], closedAt = '2013-05-02T02:00:00Z') =>
      billing.service.post(finance, '/v1/accounting-periods/2013-04/close', { carryForward, closedAt });
    const { chargeNumber } = await billing.paidRepair(700);
    expect(await close([], '2013-04-30T15:59:59Z')).toMatchObject({ status: 422, body: { code: 'period-not-over' } });
    const refused = await close([]);
    expect(refused).toMatchObject({ status: 422, body: { code: 'period-has-open-exceptions' } });
    const open = await billing.list('/v1/matching?asOf=2013-04-30&limit=200');
    expect(open.items.map(({ exceptionId }) => exceptionId)).toContain(`charge-unpaid:${chargeNumber}`);
    const strange = open.items.map(({ exceptionId }) => ({ exceptionId, reason: 'Goes on.', owner: 'nobody' }));
    expect(await close(strange)).toMatchObject({ status: 409, body: { code: 'person-not-known' } });
    const running = await billing.service.post(finance, `/v1/accounting-periods/${today().slice(0, 7)}/close`, {
      carryForward: [],
    });
    expect(running).toMatchObject({ status: 422, body: { code: 'period-not-over' } });
    const named = open.items.map(({ exceptionId }) => ({ exceptionId, reason: 'Goes on in May.', owner: 'zhang.wei' }));
    expect(
      (await close([...named, { exceptionId: 'charge-unpaid:CH-1', reason: 'None.', owner: 'head.dl' }])).status,
    ).toBe(400);
    const closes = await Promise.all([close(named), close(named), close(named)]);
    expect(closes.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const still = await billing.list('/v1/matching?asOf=2013-05-03&owner=zhang.wei&limit=200');
    expect(still.items.every(({ carriedForwardIn }) => carriedForwardIn === '2013-04')).toBe(true);

    const paid = await billing.pay(chargeNumber, 700, 'transfer', '2013-04-30T03:00:00Z');
    const { items } = await billing.list(`/v1/journal-entries?document=${textIn(paid.body, 'receiptNumber')}`);
    expect(items).toMatchObject([{ aboutOn: '2013-04-30', bookedOn: '2013-05-01', period: '2013-05' }]);
    const balance = await billing.service.get(finance, '/v1/trial-balance?asOf=2013-04-30');
    expect(balance.body).toMatchObject({ sumFen: 0 });
    await expect(
      billing.service
        .query(`insert into journal_entry (document, description, city, about_on, booked_on, period, recorded_by)
        values ('X', 'X', 'DL', '2013-04-30', '2013-04-30', '2013-04', 'X')`),
    ).rejects.toThrow('accounting period 2013-04 is closed');
  });

  it('B8 the database takes no entry that does not balance', async () => {
    await expect(
      billing.service.query(`with entry as (
          insert into journal_entry (document, description, city, about_on, booked_on, period, recorded_by)
          values ('X', 'X', 'DL', '2013-05-30', '2013-05-30', '2013-05', 'X') returning entry_id)
        insert into posting (entry_id, account, city, amount_fen) select entry_id, 'bank', 'DL', 5 from entry`),
    ).rejects.toThrow('out of balance by 5 fen');
  });

  it('O3 are closed by those only who see every city', async () => {
    const some = caller('qian.dl', 'finance', ['DL']);
    const answer = await billing.service.post(some, '/v1/accounting-periods/2013-03/close', { carryForward: [] });
    expect(answer).toMatchObject({ status: 403, body: { code: 'whole-organisation-needed' } });
  });
});

describe('lists', () => {
  it.each([
    'fees?sort=effectiveOn',
    'fees',
    'handovers',
    'quotes',
    'charges',
    'receipts',
    'refunds',
    'journal-entries',
    'accounting-periods',
  ])('a cursor that nobody gave is refused by %s, and breaks nothing', async (list) => {
    const sort = list.split('sort=')[1] ?? { fees: 'feeCode', handovers: '-businessOn' }[list] ?? '-x';
    for (const values of [[sort, 'x', 'x'], ['x'], [1.5], [sort, '9999-99-99', '9'.repeat(40)], {}]) {
      const cursor = `cursor=${Buffer.from(JSON.stringify(values)).toString('base64url')}`;
      expect((await billing.service.get(finance, `/v1/${list}${list.includes('?') ? '&' : '?'}${cursor}`)).status).toBe(
        400,
      );
    }
  });
});
