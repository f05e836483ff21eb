import {
  faultReportedV1,
  formalReplacementMadeV1,
  scrapExecutedV1,
  serviceFeePaidV1,
  unitMovedV1,
} from '@rotables/contracts';
import { caller, RunningTestService, tellCities } from '@rotables/testing';
import { warrantyService } from '../src/index.js';
import { csv, heading, standardPlan, takenInBy } from './registrations.js';

const headquarters = caller('wang.fang', 'headquarters-approver');
const dalianClerk = caller('zhang.wei', 'branch-clerk', ['DL']);
const anshanClerk = caller('liu.li', 'branch-clerk', ['AS']);

let warranty: RunningTestService;
let numbers = 0;

beforeAll(async () => {
  warranty = await RunningTestService.start(warrantyService);
  await tellCities(warranty, ['DL', 'AS']);
  const feePlan = { ...standardPlan, plan: 'FEE', kind: 'service-fee', contractMonths: 0, afterTerm: 'paid' };
  for (const plan of [standardPlan, feePlan])
    expect(await warranty.post(headquarters, '/v1/warranty-plans', plan)).toMatchObject({ status: 201 });
});

afterAll(() => warranty.stop());

const unit = (other: Record<string, unknown> = {}) => ({
  serial: `T-${(numbers += 1)}`,
  model: 'M1',
  city: 'DL',
  plan: 'STD24',
  acceptanceOn: '2013-01-10',
  installedOn: '2013-01-10',
  customerName: 'Harbour',
  customerPhone: '0411-5550-0101',
  contractNumber: 'C-1',
  ...other,
});

async function registered(other: Record<string, unknown> = {}): Promise<string> {
  const body = unit(other);
  expect(await warranty.post(headquarters, '/v1/covered-units', body)).toMatchObject({ status: 201 });
  return body.serial;
}

async function reported(serial: string, city = 'DL', reportedAt = '2013-04-16T02:00:00.000Z'): Promise<string> {
  const faultNumber = `FR-20130416-${String((numbers += 1)).padStart(4, '0')}`;
  const fault = { serial, city, faultNumber, reportedAt, reportedOn: reportedAt.slice(0, 10) };
  await warranty.deliver(faultReportedV1, faultNumber, { ...faultReportedV1.example, ...fault });
  return faultNumber;
}

const replaced = (
  faultNumber: string,
  replacedSerial: string,
  serial: string,
  other: { city?: string; madeAt?: string } = {},
) =>
  warranty.deliver(formalReplacementMadeV1, `LN-${serial}`, {
    ...formalReplacementMadeV1.example,
    loanNumber: `LN-${serial}`,
    faultNumber,
    replacedSerial,
    serial,
    model: 'M1',
    madeAt: '2013-05-01T04:00:00.000Z',
    ...other,
  });

const covered = async (serial: string, asOf = '2013-06-01'): Promise<unknown> =>
  (await warranty.get(headquarters, `/v1/covered-units/${serial}?asOf=${asOf}`)).body['covered'];

const decisionsOn = async (faultNumber: string) =>
  (
    await warranty.get<{ items: Record<string, unknown>[] }>(
      headquarters,
      `/v1/entitlements?faultNumber=${faultNumber}`,
    )
  ).body.items;

const refusedFacts = async () =>
  (await warranty.get<{ items: Record<string, unknown>[] }>(headquarters, '/v1/refused-facts')).body.items;

describe('a report that is told late', () => {
  it('W3 W9 O5 buys nothing by the day that it states: it counts from a week before it was told', async () => {
    const told = async (heardAt: string) => {
      const serial = await registered();
      const faultNumber = `FR-20130112-${String((numbers += 1)).padStart(4, '0')}`;
      const fault = { serial, faultNumber, reportedAt: '2013-01-12T02:00:00.000Z', reportedOn: '2013-01-12', heardAt };
      await warranty.deliver(faultReportedV1, faultNumber, { ...faultReportedV1.example, ...fault });
      return (await decisionsOn(faultNumber)).at(-1);
    };
    expect(await told('2013-01-19T02:00:00.000Z')).toMatchObject({ kind: 'refund', rule: 'W3', asOfOn: '2013-01-12' });
    expect(await told('2013-02-01T02:00:00.000Z')).toMatchObject({ kind: 'replacement', asOfOn: '2013-01-25' });
    const yearsLate = await told('2026-11-28T02:00:00.000Z');
    expect(yearsLate).toMatchObject({ rule: 'W6', asOfOn: '2026-11-21' });
    expect(yearsLate?.['reason']).toContain('stated for 2013-01-12');
  });
});

describe('W8 coverage moves only by the case of its own unit', () => {
  it('nobody ends a stranger’s coverage by a fault of another unit, or of another city', async () => {
    const [own, stranger] = [await registered(), await registered({ city: 'AS' })];
    const faultNumber = await reported(own);
    await replaced(faultNumber, stranger, 'SP-T-1');
    await replaced(await reported(stranger, 'AS'), stranger, 'SP-T-2', { city: 'DL' });
    expect([await covered(stranger), await covered(own)]).toEqual([true, true]);
    expect(await refusedFacts()).toMatchObject([
      { fact: 'replaced', serial: stranger, refusal: 'other-city' },
      { fact: 'replaced', serial: stranger, faultNumber, refusal: 'other-serial' },
    ]);
  });

  it('X3 a fault is answered by one replacement', async () => {
    const own = await registered();
    const faultNumber = await reported(own);
    await replaced(faultNumber, own, 'SP-T-3');
    await replaced(faultNumber, own, 'SP-T-4');
    expect((await refusedFacts())[0]).toMatchObject({ document: 'LN-SP-T-4', refusal: 'replaced-already' });
  });

  it('a covered unit is not scrapped without a case', async () => {
    const own = await registered();
    const scrapped = { ...scrapExecutedV1.example, serial: own, faultNumber: null };
    await warranty.deliver(scrapExecutedV1, 'SC-T-1', scrapped);
    expect(await covered(own)).toBe(true);
    expect((await refusedFacts())[0]).toMatchObject({ serial: own, refusal: 'scrapped-without-case' });
  });

  it('at every instant exactly one of them is covered', async () => {
    const own = await registered();
    const faultNumber = await reported(own);
    await replaced(faultNumber, own, 'SP-T-5', { madeAt: '2013-05-01T15:59:30.000Z' });
    for (const asOf of ['2013-05-01T15:59:29.999Z', '2013-05-01T15:59:30.000Z', '2013-05-01', '2013-05-02']) {
      const both = await Promise.all([own, 'SP-T-5'].map(async (serial) => (await covered(serial, asOf)) === true));
      expect([asOf, both.filter(Boolean).length]).toEqual([asOf, 1]);
    }
  });

  it('W8 W11 a replacement that is heard of before its fault, and before its unit is known, inherits all the same', async () => {
    const late = unit();
    const faultNumber = 'FR-20130416-9001';
    await replaced(faultNumber, late.serial, 'SP-T-6');
    const fault = { serial: late.serial, faultNumber, reportedAt: '2013-04-16T02:00:00.000Z' };
    await warranty.deliver(faultReportedV1, faultNumber, { ...faultReportedV1.example, ...fault });
    expect(await decisionsOn(faultNumber)).toMatchObject([{ kind: 'paid', rule: 'W5' }]);
    expect((await warranty.post(headquarters, '/v1/covered-units', late)).status).toBe(201);
    expect([await covered('SP-T-6'), await covered(late.serial)]).toEqual([true, false]);
    expect((await decisionsOn(faultNumber)).at(-1)).toMatchObject({ kind: 'repair', rule: 'W2' });
  });
});

describe('W4 a plan that lives by its fee', () => {
  it('is paid by billing alone, and a fee that had been paid is counted when it becomes known', async () => {
    const typed = unit({ plan: 'FEE', serviceFeePaidUntilOn: '2199-12-31' });
    expect(await warranty.post(dalianClerk, '/v1/covered-units', typed)).toMatchObject({
      status: 422,
      body: { code: 'service-fee-is-not-typed' },
    });
    const serial = await registered({ plan: 'FEE' });
    const faultNumber = await reported(serial);
    expect(await decisionsOn(faultNumber)).toMatchObject([{ kind: 'paid', rule: 'W4' }]);
    const fee = { serial, fromOn: '2013-01-10', paidUntilOn: '2014-01-09', city: 'DL' };
    const late = { ...serviceFeePaidV1.example, ...fee, chargeNumber: 'CH-T-1', paidAt: '2013-04-16T03:00:00.000Z' };
    await warranty.deliver(serviceFeePaidV1, 'CH-T-1', late);
    expect(await decisionsOn(faultNumber)).toHaveLength(1);
    const other = await registered({ plan: 'FEE' });
    const heard = await reported(other);
    const intime = { ...late, serial: other, chargeNumber: 'CH-T-2', paidAt: '2013-01-09T03:00:00.000Z' };
    await warranty.deliver(serviceFeePaidV1, 'CH-T-2', intime);
    expect((await decisionsOn(heard)).at(-1)).toMatchObject({ kind: 'repair', rule: 'W4' });
  });
});

describe('W15 one unit however it is typed', () => {
  it('is found blind to case and separators, and a twin is refused with what was meant', async () => {
    const serial = await registered({ serial: 'BG-CASE-3' });
    expect((await warranty.get(headquarters, '/v1/covered-units/bg-case-3')).body).toMatchObject({ serial });
    expect(await decisionsOn(await reported('bg case 3'))).toMatchObject([{ kind: 'repair' }]);
    expect(await warranty.post(dalianClerk, '/v1/covered-units', unit({ serial: 'bg-case-3' }))).toMatchObject({
      status: 409,
      body: { code: 'serial-has-twin' },
    });
    expect(await warranty.post(dalianClerk, '/v1/covered-units', unit({ model: 'm 1' }))).toMatchObject({
      status: 409,
      body: { code: 'model-has-twin' },
    });
  });

  it('S9 X9 what was replaced is the company’s, received or not: it is registered again when the pool says that it is a customer’s', async () => {
    const own = await registered();
    const faultNumber = await reported(own);
    await replaced(faultNumber, own, 'SP-T-9');
    const sold = unit({ serial: own, acceptanceOn: '2013-05-02', installedOn: '2013-05-02' });
    const again = { status: 422, body: { code: 'ended-unit-is-the-companys' } };
    expect(await warranty.post(dalianClerk, '/v1/covered-units', sold)).toMatchObject(again);
    const row = `${own},M1,DL,STD24,2013-05-02,2013-05-02,A,1,C`;
    const file = Buffer.from(`${heading}\n${row}`);
    expect(await takenInBy(warranty, dalianClerk, file, csv)).toMatchObject({ body: { registered: 0, refused: 1 } });
    const moved = { ...unitMovedV1.example, serial: own, owner: 'company' } as const;
    await warranty.deliver(unitMovedV1, own, moved);
    expect(await warranty.post(dalianClerk, '/v1/covered-units', sold)).toMatchObject({
      body: { code: 'unit-is-in-the-pool' },
    });
    await warranty.deliver(unitMovedV1, own, { ...moved, owner: 'customer' });
    expect((await warranty.post(dalianClerk, '/v1/covered-units', sold)).status).toBe(201);
    expect(await covered(own)).toBe(true);
  });

  it('S9 X9 a spare of the company is nobody’s covered unit, and a city without a site is none', async () => {
    const moved = { ...unitMovedV1.example, serial: 'SP-OWN-1', owner: 'company' } as const;
    await warranty.deliver(unitMovedV1, 'SP-OWN-1', moved);
    expect(await warranty.post(dalianClerk, '/v1/covered-units', unit({ serial: 'sp-own-1' }))).toMatchObject({
      body: { code: 'unit-is-in-the-pool' },
    });
    expect(await warranty.post(headquarters, '/v1/covered-units', unit({ city: 'ZZ' }))).toMatchObject({
      body: { code: 'city-not-known' },
    });
  });

  it('of another city’s unit nothing is told, in a preview or a refusal', async () => {
    const serial = await registered({ city: 'AS' });
    const answer = await warranty.post(dalianClerk, '/v1/covered-units', unit({ serial }));
    expect(answer).toMatchObject({ status: 409, body: { code: 'cannot-be-registered-here' } });
    const file = Buffer.from(`${heading}\n${serial},M9,DL,STD24,2013-01-10,2013-01-10,A,1,C`);
    const preview = await warranty.post<{ refusals: { reason: string }[] }>(
      dalianClerk,
      '/v1/registrations/preview',
      file,
      csv,
    );
    expect(preview.body.refusals[0]?.reason).toContain('cannot be registered here');
  });
});

describe('files that somebody sends', () => {
  const row = (serial: string, customer: string): string =>
    `${serial},M1,DL,STD24,2013-01-10,2013/1/10,${customer},1,C`;

  it('a row with a NUL or half a character is refused by itself, and another’s file goes on', async () => {
    const file = Buffer.from([heading, row('F-1', 'a\u0000b'), row('F-2', 'Harbour')].join('\n'));
    expect((await takenInBy(warranty, dalianClerk, file, csv)).body).toMatchObject({
      state: 'finished',
      registered: 1,
      refused: 1,
    });
    const other = Buffer.from([heading, row('F-3', 'Harbour').replace(',DL,', ',AS,')].join('\n'));
    expect((await takenInBy(warranty, anshanClerk, other, csv)).body).toMatchObject({ registered: 1 });
  });

  it('what Excel in China saves is read: GBK, Chinese headings, its own form of dates', async () => {
    // 序列号,型号,城市,保修方案,验收日期,安装日期,客户名称,客户电话,合同号 and 港务 in GBK.
    const gbk = (hex: string): Buffer => Buffer.from(hex, 'hex');
    const comma = Buffer.from(',');
    const names = ['d0f2c1d0bac5', 'd0cdbac5', 'b3c7cad0', 'b1a3d0deb7bdb0b8', 'd1e9cad5c8d5c6da', 'b0b2d7b0c8d5c6da'];
    const more = ['bfcdbba7c3fbb3c6', 'bfcdbba7b5e7bbb0', 'bacfcdacbac5'];
    const first = [...names, ...more].flatMap((name, index) => (index === 0 ? [gbk(name)] : [comma, gbk(name)]));
    const cells = [Buffer.from('\nF-4,M1,DL,STD24,2013/1/10,2013'), gbk('c4ea'), Buffer.from('1'), gbk('d4c2')];
    const rest = [Buffer.from('10'), gbk('c8d5'), comma, gbk('b8dbcef1'), Buffer.from(',1,C')];
    const file = Buffer.concat([...first, ...cells, ...rest]);
    expect((await takenInBy(warranty, dalianClerk, file, csv)).body).toMatchObject({ registered: 1, refused: 0 });
    const { body } = await warranty.get(headquarters, '/v1/covered-units/F-4');
    expect(body).toMatchObject({ current: { customerName: '港务', installedOn: '2013-01-10' } });
  });

  it('a cell of a megabyte is not echoed', async () => {
    const file = Buffer.from([heading, row('F-5', 'x'.repeat(1_000_000))].join('\n'));
    const { body } = await warranty.post(dalianClerk, '/v1/registrations/preview', file, csv);
    expect(JSON.stringify(body).length).toBeLessThan(2_000);
  });
});
