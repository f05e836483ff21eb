import {
  advanceChargeWithdrawnV1,
  advanceReplacementOverdueV1,
  caseReopenedV1,
  caseTakenUpAgainV1,
  caseWithdrawnV1,
  coverageInheritedV1,
  formalReplacementMadeV1,
  loanedUnitDamagedV1,
  loanedUnitLostV1,
  spareUnitFoundV1,
} from '@rotables/contracts';
import { addDays, businessDateOf, type BusinessDate } from '@rotables/domain-kernel';
import { caller, type Answer } from '@rotables/testing';
import {
  approver,
  clerk,
  finance,
  generalManager,
  head,
  modelOf,
  RunningBilling,
  textIn,
  type Json,
} from './running-billing.js';

/** What a person could gain by saying what is not so, or what the system knows otherwise. */
let billing: RunningBilling;

beforeAll(async () => {
  billing = await RunningBilling.start();
});
afterEach(() => billing.booksAreSound());
afterAll(() => billing.stop());

const refusedWith = (status: number, code: string): object => ({ status, body: { code } });
const charges = async (query: string): Promise<readonly Json[]> => (await billing.list(`/v1/charges?${query}`)).items;
const today = (): BusinessDate => businessDateOf(new Date());

describe('a quote', () => {
  const issue = (faultNumber: string, line: object, issuedAt?: string): Promise<Answer<Json>> =>
    billing.service.post(clerk, '/v1/quotes', { faultNumber, lines: [{ quantity: 1, ...line }], issuedAt });

  it('B1 B2 has no other price than that of the schedule, and no code of the clerk’s own', async () => {
    const faultNumber = await billing.fault('paid');
    await billing.fee('parts', 27_000, modelOf(faultNumber));
    expect(await issue(faultNumber, { feeCode: 'anything', unitFen: 0 })).toMatchObject(
      refusedWith(422, 'fee-not-defined'),
    );
    for (const unitFen of [0, 1, 100_000_000_000]) {
      expect(await issue(faultNumber, { feeCode: 'parts', unitFen })).toMatchObject(
        refusedWith(422, 'price-known-otherwise'),
      );
    }
    expect(await issue(faultNumber, { feeCode: 'parts', quantity: 101 })).toMatchObject({ status: 400 });
    expect(await issue(faultNumber, { feeCode: 'parts' })).toMatchObject({ status: 201, body: { totalFen: 27_000 } });
  });

  it('B2 has the price of today, however long ago it is said to have been made', async () => {
    const faultNumber = await billing.fault('paid');
    const fee = { feeCode: 'parts', description: 'Parts', model: modelOf(faultNumber) };
    const fees = [
      { ...fee, amountFen: 1, effectiveOn: '2013-01-01' },
      { ...fee, amountFen: 500, effectiveOn: '2013-05-01' },
    ];
    await billing.service.post(finance, '/v1/fees', { fees });
    const backdated = await issue(faultNumber, { feeCode: 'parts' }, '2013-04-18T02:00:00Z');
    expect(backdated).toMatchObject({ status: 201, body: { totalFen: 500 } });
  });

  it('B1 has the price of the model that warranty knows, where the case knows none', async () => {
    const faultNumber = await billing.fault('paid', { model: null });
    const serial = faultNumber.replace(/^.*-0*/, 'U-');
    await billing.registered(serial);
    await billing.fee('parts', 31_000, `model of ${serial}`);
    expect(await issue(faultNumber, { feeCode: 'parts' })).toMatchObject({ status: 201, body: { totalFen: 31_000 } });
  });

  it('B2 is not confirmed by who made it, however he writes himself', async () => {
    const quoteNumber = await billing.quote(await billing.fault('paid'), 100);
    const confirm = (subject: string, confirmedBy = 'Sun Li') =>
      billing.service.post(caller(subject, 'branch-clerk', ['DL']), `/v1/quotes/${quoteNumber}/confirm`, {
        confirmedBy,
      });
    for (const same of ['zhang.wei', 'Zhang.Wei', 'zhang.wei.']) {
      expect(await confirm(same)).toMatchObject(refusedWith(422, 'another-must-confirm'));
    }
    expect(await confirm('head.dl', 'head.dl')).toMatchObject(refusedWith(422, 'not-the-customer'));
    expect(await confirm('head.dl')).toMatchObject({ status: 200 });
  });

  it('S13 R1 is not made for a unit of the company’s own, nor once the report is withdrawn', async () => {
    const own = await billing.fault('paid', { unitOwner: 'company' });
    await billing.fee('parts', 100, modelOf(own));
    expect(await issue(own, { feeCode: 'parts' })).toMatchObject(refusedWith(422, 'own-unit-not-quoted'));
    const mistaken = await billing.fault('paid');
    const quoteNumber = await billing.quote(mistaken, 100);
    const serial = mistaken.replace(/^.*-0*/, 'U-');
    await billing.service.deliver(caseWithdrawnV1, mistaken, {
      ...caseWithdrawnV1.example,
      faultNumber: mistaken,
      serial,
    });
    expect((await billing.service.get(clerk, `/v1/quotes/${quoteNumber}`)).body).toMatchObject({ state: 'withdrawn' });
    expect(await issue(mistaken, { feeCode: 'parts' })).toMatchObject(refusedWith(422, 'case-served-otherwise'));
  });

  it('S7 R1 is made, and charged, for a report whose withdrawal did not stand since a spare was out for it', async () => {
    const mistaken = await billing.fault('paid');
    const serial = mistaken.replace(/^.*-0*/, 'U-');
    const of = { faultNumber: mistaken, serial };
    await billing.service.deliver(caseWithdrawnV1, mistaken, { ...caseWithdrawnV1.example, ...of });
    await billing.service.deliver(caseTakenUpAgainV1, mistaken, { ...caseTakenUpAgainV1.example, ...of });
    const quoteNumber = await billing.confirmedQuote(mistaken, 7_000);
    await billing.resolved(mistaken, { quoteNumber, entitlementKind: 'paid' });
    expect(await charges(`faultNumber=${mistaken}`)).toMatchObject([{ amountFen: 7_000, status: 'open' }]);
  });
});

describe('a refund', () => {
  const propose = (faultNumber: string, amountFen?: number): Promise<Answer<Json>> =>
    billing.service.post(head, '/v1/refunds', { faultNumber, reason: 'Third day.', amountFen });
  const approve = (answer: Answer<Json>, who = approver): Promise<Answer<Json>> =>
    billing.service.post(who, `/v1/refunds/${textIn(answer.body, 'refundNumber')}/approve`, { method: 'transfer' });
  const entitled = async (priceFen = 100_000): Promise<string> => {
    const faultNumber = await billing.fault('refund');
    await billing.fee('unit-price', priceFen, modelOf(faultNumber));
    return faultNumber;
  };

  it('W3 is what the unit costs, and never more', async () => {
    const faultNumber = await entitled();
    for (const amountFen of [100_001, 99_999_999_999]) {
      expect(await propose(faultNumber, amountFen)).toMatchObject(refusedWith(422, 'refund-above-price'));
    }
    expect(await propose(faultNumber)).toMatchObject({ status: 201, body: { amountFen: 100_000 } });
  });

  it('W3 X9 is not paid before rma has said that the case is kept for it, nor when it says otherwise', async () => {
    const faultNumber = await entitled();
    await billing.received(faultNumber);
    const proposed = await propose(faultNumber);
    expect(proposed).toMatchObject({ status: 201, body: { caseAnswer: null } });
    expect(await approve(proposed)).toMatchObject(refusedWith(409, 'refund-answer-not-heard-of-yet'));
    await billing.answered(proposed, 'handed-back');
    const refused = await approve(proposed);
    expect(refused).toMatchObject(refusedWith(409, 'case-refused-refund'));
    expect(refused.body).toMatchObject({ details: { refusal: 'handed-back' } });
    // It is over: another may be proposed, and is paid once its own answer is there.
    const again = await propose(faultNumber);
    await billing.answered(proposed);
    expect(await approve(again)).toMatchObject(refusedWith(409, 'refund-answer-not-heard-of-yet'));
    expect(await approve(await billing.answered(again))).toMatchObject({ status: 200 });
    await billing.answered(again, 'replaced');
    const path = `/v1/refunds/${textIn(again.body, 'refundNumber')}`;
    expect((await billing.service.get(approver, path)).body).toMatchObject({ state: 'paid' });
  });

  it('W11 is not paid after inspection found another cause, and then there is a quote instead', async () => {
    const faultNumber = await entitled();
    const proposed = await propose(faultNumber);
    await billing.received(faultNumber);
    await billing.superseded(faultNumber, 'paid');
    expect(await approve(proposed)).toMatchObject(refusedWith(422, 'refund-not-entitled'));
    const rejection = { reason: 'Liquid.' };
    const path = `/v1/refunds/${textIn(proposed.body, 'refundNumber')}/reject`;
    expect((await billing.service.post(approver, path, rejection)).status).toBe(200);
    await billing.confirmedQuote(faultNumber, 9_000);
  });

  it('B3 nothing is quoted after it', async () => {
    const faultNumber = await entitled();
    await billing.received(faultNumber);
    expect(await approve(await billing.answered(await propose(faultNumber)))).toMatchObject({ status: 200 });
    await billing.superseded(faultNumber, 'paid');
    const lines = [{ feeCode: 'parts', quantity: 1 }];
    expect(await billing.service.post(clerk, '/v1/quotes', { faultNumber, lines })).toMatchObject(
      refusedWith(422, 'case-refunded'),
    );
  });

  it('W3 is for an open case, and for nobody who was served otherwise', async () => {
    const solved = await entitled();
    await billing.resolved(solved, { resolution: 'solved-remotely' });
    expect(await propose(solved)).toMatchObject(refusedWith(422, 'refund-beside-service'));
    const replaced = await entitled();
    const proposed = await propose(replaced);
    await billing.received(replaced);
    await stayed(replaced);
    expect(await approve(proposed)).toMatchObject(refusedWith(422, 'refund-beside-service'));
  });

  it('W3 is paid for a unit that is in our hands', async () => {
    const faultNumber = await entitled();
    const proposed = await propose(faultNumber);
    expect(await approve(proposed)).toMatchObject(refusedWith(409, 'unit-not-back'));
    await billing.received(faultNumber);
    await billing.answered(proposed);
    expect(await approve(proposed)).toMatchObject({ status: 200 });
  });

  it('B3 takes two people, however they write themselves, and the general manager above the limit', async () => {
    const faultNumber = await entitled(500_001);
    const proposed = await propose(faultNumber);
    await billing.received(faultNumber);
    const twin = caller('HEAD.DL', 'finance');
    expect(await approve(proposed, twin)).toMatchObject(refusedWith(422, 'second-person-needed'));
    expect(await approve(proposed, finance)).toMatchObject(refusedWith(403, 'general-manager-needed'));
    await billing.answered(proposed);
    expect(await approve(proposed, generalManager)).toMatchObject({ status: 200 });
  });
});

/** A spare stayed with the customer of the case. */
async function stayed(faultNumber: string, ground?: 'paid-for'): Promise<void> {
  const { ground: _ground, ...made } = formalReplacementMadeV1.example;
  const replacedSerial = faultNumber.replace(/^.*-0*/, 'U-');
  const body = { ...made, faultNumber, replacedSerial, loanNumber: `LN-${faultNumber}`, model: modelOf(faultNumber) };
  await billing.service.deliver(formalReplacementMadeV1, body.loanNumber, ground ? { ...body, ground } : body);
}

describe('a charge', () => {
  it('X4 a spare that stays without a right to one is charged at its price, in whichever order it is heard of', async () => {
    for (const isHeardFirst of [true, false]) {
      const faultNumber = await billing.fault('paid');
      await billing.fee('unit-price', 90_000, modelOf(faultNumber));
      if (isHeardFirst) await stayed(faultNumber);
      await billing.resolved(faultNumber, { resolution: 'formal-replacement', entitlementKind: 'paid' });
      if (!isHeardFirst) {
        expect(await charges(`faultNumber=${faultNumber}`)).toEqual([]);
        await stayed(faultNumber);
      }
      expect(await charges(`faultNumber=${faultNumber}`)).toMatchObject([
        { amountFen: 90_000, status: 'open', debtor: 'Sun Li' },
      ]);
    }
  });

  it('S13 X4 nobody is charged for a unit of the company’s own, in whichever order it is heard of', async () => {
    const faultNumber = await billing.fault(null, { unitOwner: 'company' });
    await billing.resolved(faultNumber, { resolution: 'no-fault-found', entitlementKind: null });
    expect(await charges(`faultNumber=${faultNumber}`)).toEqual([]);
    const open = await billing.list(`/v1/matching?asOf=${today()}&limit=200`);
    expect(open.items.filter((one) => one['faultNumber'] === faultNumber)).toEqual([]);
  });

  it('S8 X4 a case that is taken up again is charged anew by what it comes to, and only by that', async () => {
    const faultNumber = await billing.fault('paid');
    const serial = faultNumber.replace(/^.*-0*/, 'U-');
    await billing.resolved(faultNumber, { resolution: 'returned-unrepaired', entitlementKind: 'paid' });
    expect(await charges(`faultNumber=${faultNumber}`)).toMatchObject([{ amountFen: 0, status: 'settled' }]);
    const reopened = { ...caseReopenedV1.example, faultNumber, serial };
    await billing.service.deliver(caseReopenedV1, faultNumber, reopened);
    const quoteNumber = await billing.confirmedQuote(faultNumber, 7_000);
    await billing.resolved(faultNumber, { quoteNumber, entitlementKind: 'paid' });
    const made = await charges(`faultNumber=${faultNumber}&sort=chargeNumber`);
    expect(made).toMatchObject([
      { amountFen: 0, status: 'reversed' },
      { amountFen: 7_000, status: 'open', quoteNumber },
    ]);
  });

  const onLoan = (name: string) => ({ loanNumber: `LN-${name}`, serial: `SP-${name}`, model: `model of ${name}` });

  it('S7 the customer owes what he lost or broke, and what he lost is credited when it is found; what he broke is not', async () => {
    await billing.fee('unit-price', 80_000, 'model of lost');
    await billing.fee('unit-price', 70_000, 'model of broken');
    const lost = {
      ...loanedUnitLostV1.example,
      ...onLoan('lost'),
      liable: 'customer',
      reporterName: 'Harbour',
    } as const;
    await billing.service.deliver(loanedUnitLostV1, lost.loanNumber, lost);
    const broken = { ...loanedUnitDamagedV1.example, ...onLoan('broken'), reporterName: 'Harbour' };
    await billing.service.deliver(loanedUnitDamagedV1, broken.loanNumber, broken);
    expect(await charges('debtor=Harbour&reason=compensation')).toHaveLength(2);
    for (const { loanNumber, serial, model } of [onLoan('lost'), onLoan('broken')]) {
      const found = {
        ...spareUnitFoundV1.example,
        lossNumber: loanNumber,
        serial,
        model,
        foundAt: '2013-05-03T02:00:00.000Z',
      };
      await billing.service.deliver(spareUnitFoundV1, loanNumber, found);
    }
    expect(await charges('serial=SP-lost')).toMatchObject([{ status: 'reversed' }]);
    expect(await charges('serial=SP-broken')).toMatchObject([{ status: 'open', amountFen: 70_000 }]);
  });

  it('S8 one spare is charged once: lost, and then overdue; or overdue, and then lost', async () => {
    await billing.fee('unit-price', 60_000, 'model of twice');
    await billing.fee('unit-price', 60_000, 'model of thrice');
    const overdueOf = (name: string, faultNumber: string) => ({
      ...advanceReplacementOverdueV1.example,
      ...onLoan(name),
      faultNumber,
    });
    const lostOf = (name: string, faultNumber: string) => ({
      ...loanedUnitLostV1.example,
      ...onLoan(name),
      faultNumber,
    });
    const [one, other] = [await billing.fault('repair'), await billing.fault('repair')];
    await billing.service.deliver(loanedUnitLostV1, 'LN-twice', lostOf('twice', one));
    await billing.service.deliver(advanceReplacementOverdueV1, 'LN-twice', overdueOf('twice', one));
    await billing.service.deliver(advanceReplacementOverdueV1, 'LN-thrice', overdueOf('thrice', other));
    await billing.service.deliver(loanedUnitLostV1, 'LN-thrice', lostOf('thrice', other));
    expect(await charges(`faultNumber=${one}`)).toMatchObject([{ reason: 'compensation' }]);
    expect(await charges(`faultNumber=${other}`)).toMatchObject([{ reason: 'unreturned-advance' }]);
  });

  it('S8 B7 what was charged for not returning is credited when it comes after all, and what was paid is owed to the payer', async () => {
    await billing.fee('unit-price', 50_000, 'model of late');
    const faultNumber = await billing.fault('repair');
    const overdue = { ...advanceReplacementOverdueV1.example, ...onLoan('late'), faultNumber };
    await billing.service.deliver(advanceReplacementOverdueV1, 'LN-late', overdue);
    const [charge] = await charges(`faultNumber=${faultNumber}&reason=unreturned-advance`);
    const chargeNumber = textIn(charge, 'chargeNumber');
    expect((await billing.pay(chargeNumber, 20_000, 'transfer', '2013-05-03T02:00:00Z')).status).toBe(201);
    const { city } = overdue;
    const withdrawn = {
      ...advanceChargeWithdrawnV1.example,
      ...{ loanNumber: 'LN-late', serial: 'SP-late', faultNumber, city },
    };
    await billing.service.deliver(advanceChargeWithdrawnV1, 'LN-late', {
      ...withdrawn,
      withdrawnAt: '2013-05-04T02:00:00.000Z',
    });
    // Told once more, for example by a redelivery under another number: nothing is credited twice.
    await billing.service.deliver(advanceChargeWithdrawnV1, 'LN-late', {
      ...withdrawn,
      withdrawnAt: '2013-05-05T02:00:00.000Z',
    });
    expect(await charges(`faultNumber=${faultNumber}&reason=unreturned-advance`)).toMatchObject([
      { status: 'reversed', openFen: 0 },
    ]);
    const owed = await billing.list(`/v1/matching?asOf=${today()}&kind=repayment-open&limit=200`);
    expect(owed.items.filter(({ document }) => document === chargeNumber)).toMatchObject([{ amountFen: 20_000 }]);
  });
});

describe('a price', () => {
  it('B1 that was typed wrongly is superseded the same day; what was quoted by it keeps it', async () => {
    const faultNumber = await billing.fault('paid');
    const model = modelOf(faultNumber);
    const quoteNumber = await billing.quote(faultNumber, 1);
    const right = {
      feeCode: 'parts',
      model,
      effectiveOn: '2013-01-01',
      amountFen: 27_000,
      reason: 'Four digits were missing.',
    };
    expect(await billing.service.post(clerk, '/v1/fees/correct', right)).toMatchObject({ status: 403 });
    expect(await billing.service.post(finance, '/v1/fees/correct', right)).toMatchObject({ status: 201 });
    const asked = `/v1/fees/effective?${new URLSearchParams({ feeCode: 'parts', model }).toString()}`;
    expect((await billing.service.get(clerk, asked)).body).toMatchObject({ amountFen: 27_000 });
    expect((await billing.service.get(clerk, `/v1/quotes/${quoteNumber}`)).body).toMatchObject({ totalFen: 1 });
    const again = await billing.service.post(finance, '/v1/fees/correct', { ...right, amountFen: 28_000 });
    expect(again).toMatchObject({ status: 201, body: { amountFen: 28_000, definedOn: today() } });
    await billing.service.query(`update fee set defined_on = '2013-01-01' where model = $1`, [model]);
    expect(await billing.service.post(finance, '/v1/fees/correct', right)).toMatchObject(
      refusedWith(422, 'fee-not-to-correct'),
    );
  });
});

describe('a service fee', () => {
  const months = 12;

  it('W4 is charged once for a period, told when it is paid, and taken back by finance and another person', async () => {
    await billing.fee('service-fee-month', 2_000, 'model of W4-1');
    expect(await billing.service.post(clerk, '/v1/service-fees', { serial: 'W4-1', months })).toMatchObject(
      refusedWith(404, 'unit-not-known-yet'),
    );
    await billing.registered('W4-1');
    const answers = await Promise.all(
      [1, 2, 3].map(() => billing.service.post<Json>(clerk, '/v1/service-fees', { serial: 'W4-1', months })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const charge = answers.find(({ status }) => status === 201)?.body;
    expect(charge).toMatchObject({ amountFen: 24_000, debtor: 'Dalian Harbour Logistics', periodFromOn: today() });
    const chargeNumber = textIn(charge, 'chargeNumber');
    const pay = (amountFen: number) =>
      billing.service.post(clerk, '/v1/payments', { chargeNumber, amountFen, method: 'transfer' });
    await pay(10_000);
    expect(await told(chargeNumber)).toEqual([]);
    await pay(14_000);
    const period = { serial: 'W4-1', fromOn: today(), paidUntilOn: charge?.['periodUntilOn'] };
    expect(await told(chargeNumber)).toMatchObject([{ type: 'billing.service-fee-paid.v1', body: period }]);
    const withdraw = (who: typeof clerk) =>
      billing.service.post(who, `/v1/service-fees/${chargeNumber}/withdraw`, { reason: 'Wrong unit.' });
    expect(await withdraw(head)).toMatchObject(refusedWith(403, 'paid-fee-is-finances'));
    expect(await withdraw({ ...clerk, roles: ['finance'] })).toMatchObject(
      refusedWith(422, 'receiver-may-not-withdraw'),
    );
    expect(await withdraw(finance)).toMatchObject({ status: 200, body: { status: 'reversed' } });
    expect((await told(chargeNumber)).map(({ type }) => type)).toEqual([
      'billing.service-fee-paid.v1',
      'billing.service-fee-taken-back.v1',
    ]);
    // The time is free again.
    const anew = await billing.service.post(clerk, '/v1/service-fees', { serial: 'W4-1', months: 1 });
    expect(anew).toMatchObject({ status: 201, body: { periodFromOn: today() } });
  });

  it('W4 W8 a unit of a plan by term owes none, and an heir only what follows the fee that was taken over', async () => {
    const paidUntilOn = addDays(today(), 40);
    const heir = { ...coverageInheritedV1.example, serial: 'W4-HEIR', model: 'model of W4-1', city: 'DL' } as const;
    const told = { ...heir, planKind: 'service-fee', serviceFeePaidUntilOn: paidUntilOn } as const;
    await billing.service.deliver(coverageInheritedV1, 'W4-HEIR', told);
    await billing.service.deliver(coverageInheritedV1, 'W4-TERM', { ...heir, serial: 'W4-TERM', planKind: 'term' });
    const charge = (serial: string) => billing.service.post<Json>(clerk, '/v1/service-fees', { serial, months: 1 });
    expect(await charge('W4-TERM')).toMatchObject(refusedWith(422, 'no-fee-for-plan'));
    expect(await charge('W4-HEIR')).toMatchObject({ status: 201, body: { periodFromOn: addDays(paidUntilOn, 1) } });
  });

  async function told(chargeNumber: string) {
    const events = await billing.service.events();
    return events.filter(({ key, type }) => key === chargeNumber && type.startsWith('billing.service-fee-'));
  }
});

describe('the books', () => {
  it('B8 are read whatever was accepted: sums have no limit', async () => {
    await billing.fee('renewal-month', 100_000_000_000, 'ST31500541AS');
    for (const renewal of ['RN-H4-1', 'RN-H4-2']) await billing.renewed(renewal, 1_000);
    const [charge] = await charges('reason=renewal&sort=-amountFen');
    expect(charge).toMatchObject({ amountFen: 100_000_000_000_000 });
    for (const path of ['/v1/accounts', '/v1/accounts?city=DL', '/v1/trial-balance', '/v1/journal-entries?limit=200']) {
      expect((await billing.service.get(finance, path)).status).toBe(200);
    }
    const open = await billing.list(`/v1/matching?asOf=${today()}&limit=200`);
    expect(open.items.map(({ amountFen }) => amountFen)).toContain(100_000_000_000_000);
    const part = await billing.pay(textIn(charge, 'chargeNumber'), 100_000_000_000, 'transfer');
    expect(part).toMatchObject({ status: 201 });
  });

  it('B8 a balance beyond what a number of JSON carries is told by its digits', async () => {
    await billing.service.query(
      `with entry as (
          insert into journal_entry (document, description, city, about_on, booked_on, period, recorded_by)
          select 'X', 'X', 'DL', '2013-04-30', '2013-04-30', min(period), 'X' from accounting_period returning entry_id)
        insert into posting (entry_id, account, city, amount_fen)
        select entry_id, account, 'DL', amount from entry,
          (values ('bank', 9007199254740993), ('wallet', -9007199254740993)) as line (account, amount)`,
    );
    await billing.service.query(
      `insert into account_balance (account, city, balance_fen) select account, city, sum(amount_fen) from posting group by account, city
       on conflict (account, city) do update set balance_fen = excluded.balance_fen`,
    );
    const { body } = await billing.service.get<{ items: Json[]; sumFen: unknown }>(finance, '/v1/trial-balance');
    expect(body.sumFen).toBe(0);
    const { balanceFen } = body.items.find(({ account }) => account === 'wallet') ?? {};
    expect(BigInt(String(balanceFen))).toBeLessThan(-9_007_199_254_740_991n);
  });

  it('B5 what is about a day before the first period of the books opens none', async () => {
    await billing.fee('renewal-month', 100);
    const periods = async () =>
      (await billing.list('/v1/accounting-periods?limit=200')).items.map(({ period }) => period);
    const before = await periods();
    await billing.renewed('RN-20100101-0003', 12, { renewedOn: '2010-01-01', model: 'another model' });
    expect(await periods()).toEqual(before);
  });

  it('B5 a refund that nobody has decided on is an exception of its day', async () => {
    const faultNumber = await billing.fault('refund');
    await billing.fee('unit-price', 100, modelOf(faultNumber));
    const proposed = await billing.service.post(head, '/v1/refunds', {
      faultNumber,
      reason: 'x',
      proposedAt: '2013-04-20T02:00:00Z',
    });
    const refundNumber = textIn(proposed.body, 'refundNumber');
    const open = await billing.list('/v1/matching?asOf=2013-04-30&kind=refund-open&limit=200');
    expect(open.items.filter(({ document }) => document === refundNumber)).toMatchObject([
      { owner: 'finance', amountFen: 100 },
    ]);
  });
});
