import { advanceReplacementOverdueV1, loanedUnitLostV1, spareUnitFoundV1, spareUnitLostV1 } from '@rotables/contracts';
import type { Caller } from '@rotables/testing';
import { clerk, finance, RunningBilling, textIn } from './running-billing.js';

let billing: RunningBilling;

beforeAll(async () => {
  billing = await RunningBilling.start();
});
afterEach(() => billing.booksAreSound());
afterAll(() => billing.stop());

const fee = (feeCode: string, amountFen: number, model: string | null = null) => ({
  feeCode,
  description: feeCode,
  model,
  amountFen,
  effectiveOn: '2013-01-01',
});

describe('the charge of a case', () => {
  it('B2 a confirmed quote is charged in full when the unit was repaired', async () => {
    const { faultNumber, chargeNumber } = await billing.paidRepair(36_000);
    expect(await billing.chargeOf(faultNumber)).toMatchObject({
      reason: 'repair',
      amountFen: 36_000,
      openFen: 36_000,
      status: 'open',
      debtor: 'Sun Li',
    });
    const { items } = await billing.list(`/v1/journal-entries?document=${chargeNumber}`);
    expect(items).toMatchObject([
      {
        aboutOn: '2013-04-25',
        bookedOn: '2013-04-25',
        period: '2013-04',
        postings: [
          { account: 'receivable:DL', amountFen: 36_000 },
          { account: 'revenue-repair', amountFen: -36_000 },
        ],
      },
    ]);
  });

  it('B2 X4 a free repair is one zero charge that names its entitlement and stands in no journal', async () => {
    const faultNumber = await billing.fault('repair');
    await billing.resolved(faultNumber);
    const charge = await billing.chargeOf(faultNumber);
    expect(charge).toMatchObject({ amountFen: 0, status: 'settled', entitlementId: faultNumber.replace('FR', 'EN') });
    expect((await billing.list(`/v1/journal-entries?document=${textIn(charge, 'chargeNumber')}`)).items).toEqual([]);
  });

  it('X4 the resolution may come before the report and the entitlement', async () => {
    const faultNumber = 'FR-20130416-9001';
    await billing.resolved(faultNumber);
    expect((await billing.list(`/v1/charges?faultNumber=${faultNumber}`)).items).toEqual([]);
    const waiting = await billing.list('/v1/matching?asOf=2013-04-30&kind=case-without-charge');
    expect(waiting.items).toMatchObject([
      { exceptionId: `case-without-charge:${faultNumber}`, ageDays: 5, owner: 'finance' },
    ]);
    await billing.entitled(faultNumber, 'replacement');
    expect(await billing.chargeOf(faultNumber)).toMatchObject({ amountFen: 0, status: 'settled' });
    expect((await billing.list('/v1/matching?asOf=2013-04-30&kind=case-without-charge')).items).toEqual([]);
  });

  it('B2 a paid repair without a confirmed quote waits until there is one', async () => {
    const faultNumber = await billing.fault('paid');
    await billing.resolved(faultNumber, { resolvedAt: '2013-04-25T02:10:00.000Z' });
    expect((await billing.list(`/v1/charges?faultNumber=${faultNumber}`)).items).toEqual([]);
    await billing.confirmedQuote(faultNumber, 5_000);
    expect(await billing.chargeOf(faultNumber)).toMatchObject({ amountFen: 5_000, status: 'open' });
  });

  it('B2 a refused quote ends in a zero charge', async () => {
    const faultNumber = await billing.fault('paid');
    const quoteNumber = await billing.quote(faultNumber, 5_000);
    const refused = await billing.service.post(clerk, `/v1/quotes/${quoteNumber}/refuse`, {
      refusedBy: 'Sun Li',
      refusedAt: '2013-04-18T06:00:00Z',
    });
    expect(refused).toMatchObject({ status: 200, body: { state: 'refused', answeredBy: 'Sun Li' } });
    await billing.resolved(faultNumber, { resolution: 'returned-unrepaired' });
    expect(await billing.chargeOf(faultNumber)).toMatchObject({ amountFen: 0, status: 'settled' });
  });
});

describe('charges for losses and renewals', () => {
  const lost = (serial: string, lossNumber: string) => ({
    ...spareUnitLostV1.example,
    serial,
    lossNumber,
    model: `model of ${serial}`,
  });

  it('S4 B6 a lost spare waits for its price, is listed, and is owed by its custodian once there is one', async () => {
    await billing.service.deliver(spareUnitLostV1, 'LS-1', lost('SP-1', 'LS-1'));
    const pending = await billing.list('/v1/matching?kind=pending-charge&asOf=2013-04-16');
    expect(pending.items).toMatchObject([{ document: 'compensation:SP-1:2013-04-16T02:10:00.000Z', city: 'DL' }]);
    const defined = await billing.service.post(finance, '/v1/fees', fee('unit-price', 120_000, 'model of SP-1'));
    expect(defined).toMatchObject({ status: 201, body: { added: 1 } });
    expect((await billing.list('/v1/charges?serial=SP-1')).items).toMatchObject([
      { reason: 'compensation', amountFen: 120_000, debtor: 'head.dl', status: 'open', aboutOn: '2013-04-16' },
    ]);
    expect((await billing.list('/v1/matching?kind=pending-charge')).items).toEqual([]);
  });

  it('S4 one loss told by the loan and by the shelf is one charge; a unit that turns up again is owed no more', async () => {
    await billing.service.post(finance, '/v1/fees', fee('unit-price', 90_000, 'model of SP-2'));
    const loss = lost('SP-2', 'LS-2');
    await billing.service.deliver(spareUnitLostV1, 'LS-2', loss);
    await billing.service.deliver(loanedUnitLostV1, 'LN-2', {
      ...loanedUnitLostV1.example,
      loanNumber: 'LN-20130416-0002',
      serial: 'SP-2',
      model: loss.model,
    });
    const { items } = await billing.list('/v1/charges?serial=SP-2');
    expect(items).toMatchObject([{ amountFen: 90_000 }]);
    const paid = await billing.pay(textIn(items[0], 'chargeNumber'), 10_000, 'transfer');
    expect(paid.status).toBe(201);
    await billing.service.deliver(spareUnitFoundV1, 'LS-2', {
      ...spareUnitFoundV1.example,
      lossNumber: 'LS-2',
      serial: 'SP-2',
      foundAt: '2013-04-26T02:00:00.000Z',
    });
    expect((await billing.list('/v1/charges?serial=SP-2')).items).toMatchObject([{ status: 'reversed', openFen: 0 }]);
    const reversal = (await billing.list(`/v1/journal-entries?document=${textIn(items[0], 'chargeNumber')}`)).items[1];
    expect(reversal).toMatchObject({
      postings: [
        { account: 'compensation-income', amountFen: 90_000 },
        { account: 'repayable:DL', amountFen: -10_000 },
        { account: 'receivable:DL', amountFen: -80_000 },
      ],
    });
    const chargeNumber = textIn(items[0], 'chargeNumber');
    const owed = await billing.list('/v1/matching?asOf=2013-04-27&kind=repayment-open');
    expect(owed.items).toMatchObject([{ document: chargeNumber, amountFen: 10_000, owner: 'finance' }]);
    const back = { method: 'transfer', repaidAt: '2013-04-28T02:00:00Z' };
    const repay = (who: Caller) => billing.service.post(who, `/v1/charges/${chargeNumber}/repay`, back);
    // The clerk's account that took the money, had it finance's role too.
    expect(await repay({ ...clerk, roles: ['finance'] })).toMatchObject({
      status: 422,
      body: { code: 'receiver-may-not-repay' },
    });
    expect(await repay(finance)).toMatchObject({
      status: 200,
      body: { repaidBy: finance.subject, status: 'reversed' },
    });
    expect(await repay(finance)).toMatchObject({ status: 409, body: { code: 'nothing-to-repay' } });
    expect((await billing.list('/v1/matching?asOf=2013-04-28&kind=repayment-open')).items).toEqual([]);
    expect((await billing.list(`/v1/journal-entries?document=${chargeNumber}`)).items.at(-1)).toMatchObject({
      postings: [
        { account: 'repayable:DL', amountFen: 10_000 },
        { account: 'bank', amountFen: -10_000 },
      ],
    });
  });

  it('S4 a unit heard of as found before its loss is heard of is not charged', async () => {
    await billing.service.post(finance, '/v1/fees', fee('unit-price', 90_000, 'model of SP-3'));
    await billing.service.deliver(spareUnitFoundV1, 'LS-3', {
      ...spareUnitFoundV1.example,
      serial: 'SP-3',
      foundAt: '2013-04-20T02:00:00.000Z',
    });
    await billing.service.deliver(loanedUnitLostV1, 'LN-3', {
      ...loanedUnitLostV1.example,
      serial: 'SP-3',
      model: 'model of SP-3',
    });
    expect((await billing.list('/v1/charges?serial=SP-3')).items).toEqual([]);
    await billing.service.deliver(spareUnitLostV1, 'LS-3b', {
      ...lost('SP-3', 'LS-3b'),
      lostAt: '2013-04-21T02:00:00.000Z',
    });
    expect((await billing.list('/v1/charges?serial=SP-3')).items).toMatchObject([
      { aboutOn: '2013-04-21', status: 'open' },
    ]);
  });

  it('S8 B6 an unreturned advance replacement is owed by the customer at the full price, who may be heard of later', async () => {
    await billing.service.post(finance, '/v1/fees', fee('unit-price', 70_000, 'M8'));
    const faultNumber = 'FR-20130416-9008';
    await billing.service.deliver(advanceReplacementOverdueV1, 'LN-8', {
      ...advanceReplacementOverdueV1.example,
      faultNumber,
      model: 'M8',
    });
    expect((await billing.list(`/v1/charges?faultNumber=${faultNumber}`)).items).toEqual([]);
    await billing.resolved(faultNumber, { reporterName: 'Harbour' });
    await billing.entitled(faultNumber, 'repair');
    expect(
      (await billing.list(`/v1/charges?faultNumber=${faultNumber}&reason=unreturned-advance`)).items,
    ).toMatchObject([{ amountFen: 70_000, debtor: 'Harbour', aboutOn: '2013-05-02' }]);
  });

  it('W9 B6 a renewal is charged by its months', async () => {
    await billing.service.post(finance, '/v1/fees', fee('renewal-month', 1_500));
    await billing.renewed('RN-1', 12);
    expect((await billing.list('/v1/charges?reason=renewal')).items).toMatchObject([
      { amountFen: 18_000, debtor: 'Dalian Harbour Logistics' },
    ]);
  });

  it('who owes what for a unit is known as of any day', async () => {
    const { chargeNumber } = await billing.paidRepair(30_000);
    const charge = await billing.service.get(finance, `/v1/charges/${chargeNumber}`);
    const serial = textIn(charge.body, 'serial');
    await billing.pay(chargeNumber, 10_000, 'wallet', '2013-04-27T03:00:00.000Z');
    const owed = async (asOf: string) =>
      (await billing.service.get(finance, `/v1/units/${serial}/debts?asOf=${asOf}`)).body['openFen'];
    expect([await owed('2013-04-24'), await owed('2013-04-26'), await owed('2013-04-27')]).toEqual([0, 30_000, 20_000]);
  });
});
