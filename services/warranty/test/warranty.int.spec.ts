import {
  dispatchOrderCompletedV1,
  faultReportedV1,
  formalReplacementMadeV1,
  refundPaidV1,
  scrapExecutedV1,
  unitInspectedV1,
  unitReturnedToCustomerV1,
  eventContracts,
} from '@rotables/contracts';
import { addDays, businessDateOf } from '@rotables/domain-kernel';
import { caller, RunningTestService, tellCities, type Answer } from '@rotables/testing';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { warrantyService } from '../src/index.js';
import type { RegistrationPreviewView, RegistrationView } from '../src/registration/http/registration.dto.js';
import { csv, heading, standardPlan, takenInBy } from './registrations.js';

const headquarters = caller('wang.fang', 'headquarters-approver');
const dalianClerk = caller('zhang.wei', 'branch-clerk', ['DL']);
const auditor = caller('audit', 'auditor');
let warranty: RunningTestService;
let serials = 0;

beforeAll(async () => {
  warranty = await RunningTestService.start(warrantyService);
  await tellCities(warranty, ['DL', 'AS']);
  expect((await warranty.post(headquarters, '/v1/warranty-plans', standardPlan)).status).toBe(201);
});

afterAll(() => warranty.stop());

const unit = (other: Record<string, unknown> = {}) => ({
  serial: `U-${(serials += 1)}`,
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

const takenIn = (file: Buffer, who = headquarters): Promise<Answer<RegistrationView>> =>
  takenInBy(warranty, who, file, csv);

/** A fault at ten in the morning, as rma would tell it. */
const report = (serial: string, faultNumber: string, reportedOn = '2013-04-16', city = 'DL'): Promise<void> =>
  warranty.deliver(faultReportedV1, faultNumber, {
    ...faultReportedV1.example,
    serial,
    faultNumber,
    city,
    reportedOn,
    reportedAt: `${reportedOn}T02:00:00.000Z`,
  });

const installedOf = async (model: string, city = 'DL'): Promise<number> => {
  const { body } = await warranty.get<{ items: { installed: number }[] }>(
    headquarters,
    `/v1/installed-base?city=${city}&model=${model}`,
  );
  return body.items[0]?.installed ?? 0;
};

describe('registration', () => {
  it('W1 refuses each bad row with line, field and reason, and keeps the rest', async () => {
    const rows = [
      'R-1,M1,DL,STD24,2013-01-10,2013-01-10,A,1,C',
      'R-2,M1,DL,NOPLAN,2013-02-30,2013-01-10,A,1,C',
      'R-1,M1,DL,STD24,2013-01-10,2013-01-10,A,1,C',
      'R-3,M1,DL,STD24,2013-01-10,2013-01-09,,1,C',
      'R-4,M1,DL,STD24,2013-01-10,2999-01-09,A,1,C',
    ];
    const { body } = await takenIn(Buffer.from([heading, ...rows].join('\n')));
    expect(body).toMatchObject({ state: 'finished', rowsTakenIn: 5, registered: 1, refused: 4 });
    const path = `/v1/registrations/${body.registrationNumber}/refusals`;
    const refusals = await warranty.get<{ items: { line: number; field: string }[] }>(headquarters, path);
    expect(refusals.body.items.map(({ line, field }) => `${line} ${field}`)).toEqual([
      '3 acceptance_date',
      '3 plan',
      '4 serial',
      '5 customer_name',
      '6 installed_on',
    ]);
  });

  it('W1 tells rows that are registered already from rows that contradict', async () => {
    const row = 'R-10,M1,DL,STD24,2013-01-10,2013-01-10,A,1,C';
    await takenIn(Buffer.from([heading, row].join('\n')));
    const { body } = await takenIn(
      Buffer.from([heading, row, 'R-11,M1,DL,STD24,2013-01-10,2013-01-10,A,1,C'].join('\n')),
    );
    expect(body).toMatchObject({ registered: 1, alreadyRegistered: 1, refused: 0 });
    const contradicting = await takenIn(Buffer.from([heading, row.replace('M1', 'M2')].join('\n')));
    expect(contradicting.body).toMatchObject({ registered: 0, refused: 1 });
  });

  it.each([
    ['serial,model\nA,B', 'missing'],
    [`${heading},colour\n`, 'colour'],
    ['', 'empty'],
  ])('W1 refuses a file whose heading cannot be used: %j', async (file, why) => {
    const answer = await warranty.post(headquarters, '/v1/registrations', Buffer.from(file), csv);
    expect(answer).toMatchObject({ status: 400, body: { code: 'registration-file-refused' } });
    expect(answer.body['detail']).toContain(why);
  });

  it('W1 refuses a row that cannot be read, and says which', async () => {
    const rows = [
      'R-20,M1,DL,STD24,2013-01-10,2013-01-10,A,1,C',
      'R-21,M1,DL,STD24,2013-01-10,2013-01-10,A,1,C,surplus',
      'R-22,"M1',
    ];
    const { body } = await takenIn(Buffer.from([heading, ...rows].join('\n')));
    expect(body).toMatchObject({ state: 'finished', registered: 1, refused: 2 });
    const path = `/v1/registrations/${body.registrationNumber}/refusals`;
    const refusals = await warranty.get<{ items: { line: number; field: string }[] }>(headquarters, path);
    expect(refusals.body.items.map(({ line, field }) => `${line} ${field}`)).toEqual(['3 row', '4 row']);
  });

  it('W1 a preview names what would be refused, and changes nothing', async () => {
    await takenIn(Buffer.from([heading, 'R-50,M1,DL,STD24,2013-01-10,2013-01-10,A,1,C'].join('\n')));
    await takenIn(Buffer.from([heading, 'R-51,M1,AS,STD24,2013-01-10,2013-01-10,A,1,C'].join('\n')));
    const installedBefore = await installedOf('M1');
    const countsOf = (): Promise<unknown> =>
      warranty.query('select (select count(*) from registration) as files, (select count(*) from outbox) as told');
    const before = await countsOf();
    const many = Array.from({ length: 1_200 }, (_, index) => `P-${index},M1,DL,STD24,2013-01-10,2013-01-10,A,1,C`);
    const rows = [
      'R-50,M1,DL,STD24,2013-01-10,2013-01-10,A,1,C',
      'R-51,M1,DL,STD24,2013-01-10,2013-01-10,A,1,C',
      'R-52,M1,AS,NOPLAN,2013-02-30,2013-01-10,A,1,C',
      ...many,
      'P-3,M1,DL,STD24,2013-01-10,2013-01-10,A,1,C',
    ];
    const file = Buffer.from([heading, ...rows].join('\n'));
    const preview = await warranty.post<RegistrationPreviewView>(dalianClerk, '/v1/registrations/preview', file, csv);
    expect(preview).toMatchObject({
      status: 200,
      body: {
        rowsRead: 1_204,
        wouldRegister: 1_200,
        alreadyRegistered: 1,
        refused: 3,
        failure: null,
        refusalsLeftOut: 0,
      },
    });
    const refusals = preview.body.refusals;
    expect(refusals.map(({ line, field }) => `${line} ${field}`)).toEqual([
      '3 serial',
      '4 city',
      '4 acceptance_date',
      '4 plan',
      '1205 serial',
    ]);
    expect(refusals.at(-1)?.reason).toContain('line 8');
    expect(await countsOf()).toEqual(before);
    expect(await installedOf('M1')).toBe(installedBefore);
    // Sent for good, it comes to what the preview said.
    expect((await takenIn(file, dalianClerk)).body).toMatchObject({
      registered: 1_200,
      alreadyRegistered: 1,
      refused: 3,
    });
  });

  it('W1 a preview of an unusable file says why', async () => {
    const answer = await warranty.post(
      headquarters,
      '/v1/registrations/preview',
      Buffer.from('serial,model\nA,B'),
      csv,
    );
    expect(answer).toMatchObject({ status: 400, body: { code: 'registration-file-refused' } });
  });

  it('O3 a clerk registers for the own city only', async () => {
    const rows = ['R-40,M1,DL,STD24,2013-01-10,2013-01-10,A,1,C', 'R-41,M1,AS,STD24,2013-01-10,2013-01-10,A,1,C'];
    const { body } = await takenIn(Buffer.from([heading, ...rows].join('\n')), dalianClerk);
    expect(body).toMatchObject({ registered: 1, refused: 1 });
    expect(await warranty.post(dalianClerk, '/v1/covered-units', unit({ city: 'AS' }))).toMatchObject({ status: 403 });
  });

  it('W1 two who register one serial at once: one does, the other hears it', async () => {
    const body = unit();
    const answers = await Promise.all([1, 2, 3, 4].map(() => warranty.post(headquarters, '/v1/covered-units', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });
});

describe('coverage', () => {
  it('W7 the downtime of a repaired fault is added, once', async () => {
    const serial = await registered();
    const faultNumber = 'FR-20130416-0700';
    await report(serial, faultNumber);
    const returnedAt = '2013-04-25T02:00:00.000Z';
    const body = { ...unitReturnedToCustomerV1.example, serial, faultNumber, returnedAt, downtimeDays: 99 };
    await warranty.deliver(unitReturnedToCustomerV1, faultNumber, body, { sequence: 2 });
    const { body: view } = await warranty.get(headquarters, `/v1/covered-units/${serial}`);
    expect(view).toMatchObject({ current: { coveredUntil: '2015-01-20' } });
  });

  it('W7 the downtime of a repair on site is added, that of a visit without repair is not', async () => {
    const serial = await registered();
    const until = async (): Promise<unknown> =>
      (await warranty.get<{ current: { coveredUntil: string } }>(headquarters, `/v1/covered-units/${serial}`)).body
        .current.coveredUntil;
    const before = await until();
    await report(serial, 'FR-20130416-0701');
    const visit = {
      ...dispatchOrderCompletedV1.example,
      serial,
      faultNumber: 'FR-20130416-0701',
      reportedOn: '2013-04-16',
      completedAt: '2013-04-18T02:10:00.000Z',
    };
    await warranty.deliver(dispatchOrderCompletedV1, 'DO-20130416-0701', { ...visit, repairedOnSite: false });
    expect(await until()).toBe(before);
    await warranty.deliver(dispatchOrderCompletedV1, 'DO-20130416-0702', { ...visit, repairedOnSite: true });
    // Two days and ten minutes are three begun ones.
    expect([before, await until()]).toEqual(['2015-01-11', '2015-01-14']);
  });

  it('W8 a formal replacement takes over what is left, and both change at one instant', async () => {
    const before = await installedOf('M1');
    const replaced = await registered();
    await report(replaced, 'FR-20130501-0008', '2013-05-01');
    const body = {
      ...formalReplacementMadeV1.example,
      faultNumber: 'FR-20130501-0008',
      replacedSerial: replaced,
      serial: 'SP-8',
      model: 'M1',
      madeAt: '2013-05-01T04:00:00.000Z',
    };
    await warranty.deliver(formalReplacementMadeV1, 'LN-8', body);
    const old = await warranty.get(headquarters, `/v1/covered-units/${replaced}?asOf=2013-05-02`);
    const fresh = await warranty.get(headquarters, '/v1/covered-units/SP-8?asOf=2013-05-02');
    expect(old.body).toMatchObject({ covered: false, current: null });
    expect(fresh.body).toMatchObject({
      covered: true,
      current: { coveredUntil: '2015-01-12', inheritedFrom: replaced, acceptanceOn: '2013-01-10' },
    });
    expect((await warranty.get(headquarters, `/v1/covered-units/${replaced}?asOf=2013-04-30`)).body).toMatchObject({
      covered: true,
    });
    expect(await installedOf('M1')).toBe(before + 1);
  });

  it('W8 R9 W14 a replacement heard of after the scrapping that followed it inherits all the same', async () => {
    const replaced = await registered({ model: 'M-LATE' });
    await report(replaced, 'FR-20130501-0010', '2013-05-01');
    const scrapped = { faultNumber: 'FR-20130501-0010', serial: replaced, executedAt: '2013-05-04T04:00:00.000Z' };
    await warranty.deliver(scrapExecutedV1, 'SC-10', { ...scrapExecutedV1.example, ...scrapped });
    expect(await installedOf('M-LATE')).toBe(0);
    await warranty.deliver(formalReplacementMadeV1, 'LN-10-LATE', {
      ...formalReplacementMadeV1.example,
      faultNumber: 'FR-20130501-0010',
      replacedSerial: replaced,
      serial: 'SP-10-LATE',
      model: 'M-LATE-2',
      madeAt: '2013-05-01T04:00:00.000Z',
    });
    expect((await warranty.get(headquarters, '/v1/covered-units/SP-10-LATE?asOf=2013-05-02')).body).toMatchObject({
      covered: true,
      current: { coveredUntil: '2015-01-12', inheritedFrom: replaced },
    });
    const old = await warranty.get(headquarters, `/v1/covered-units/${replaced}?asOf=2013-05-02`);
    expect(old.body).toMatchObject({ covered: false, current: null });
    expect([await installedOf('M-LATE'), await installedOf('M-LATE-2')]).toEqual([0, 1]);
  });

  it('W7 W8 the downtime of an earlier fault, heard of after the replacement, goes down the chain of heirs once', async () => {
    const replaced = await registered();
    const steps = [
      { replacedSerial: replaced, serial: 'SP-11-HEIR', madeAt: '2013-05-01T04:00:00.000Z' },
      { replacedSerial: 'SP-11-HEIR', serial: 'SP-12-HEIR', madeAt: '2013-06-01T04:00:00.000Z' },
    ];
    for (const [index, step] of steps.entries()) {
      const faultNumber = `FR-20130501-08${String(index).padStart(2, '0')}`;
      await report(step.replacedSerial, faultNumber, step.madeAt.slice(0, 10));
      const body = { ...formalReplacementMadeV1.example, ...step, faultNumber, model: 'M1' };
      await warranty.deliver(formalReplacementMadeV1, `LN-${step.serial}`, body);
    }
    const faultNumber = 'FR-20130416-0802';
    await report(replaced, faultNumber);
    const returnedAt = '2013-04-25T02:00:00.000Z';
    const repaired = { ...unitReturnedToCustomerV1.example, faultNumber, serial: replaced, returnedAt };
    await warranty.deliver(unitReturnedToCustomerV1, faultNumber, repaired, { sequence: 2 });
    await warranty.deliver(unitReturnedToCustomerV1, faultNumber, repaired, { sequence: 3 });
    const heir = await warranty.get(headquarters, '/v1/covered-units/SP-12-HEIR?asOf=2013-06-02');
    expect(heir.body).toMatchObject({ covered: true, current: { coveredUntil: '2015-01-22' } });
  });

  it('W14 a substitute of another model moves the installed base of both', async () => {
    const replaced = await registered({ model: 'M-OLD' });
    await report(replaced, 'FR-20130501-0009');
    const body = {
      ...formalReplacementMadeV1.example,
      faultNumber: 'FR-20130501-0009',
      replacedSerial: replaced,
      serial: 'SP-9',
      model: 'M-NEW',
    };
    await warranty.deliver(formalReplacementMadeV1, 'LN-9', body);
    expect([await installedOf('M-OLD'), await installedOf('M-NEW')]).toEqual([0, 1]);
  });

  it('R8 R9 a refunded or scrapped unit is covered no more and leaves the installed base', async () => {
    const [refunded, scrapped] = [await registered({ model: 'M-END' }), await registered({ model: 'M-END' })];
    await report(refunded, 'FR-20130416-0901');
    await report(scrapped, 'FR-20130416-0902');
    const [refund, scrapping] = [{ faultNumber: 'FR-20130416-0901' }, { faultNumber: 'FR-20130416-0902' }];
    await warranty.deliver(refundPaidV1, 'RF-1', { ...refundPaidV1.example, ...refund, serial: refunded });
    await warranty.deliver(scrapExecutedV1, 'SC-1', { ...scrapExecutedV1.example, ...scrapping, serial: scrapped });
    expect(await installedOf('M-END')).toBe(0);
    expect((await warranty.get(headquarters, `/v1/covered-units/${refunded}`)).body).toMatchObject({
      covered: false,
      current: null,
    });
  });

  it('W9 a renewal after a lapse leaves the gap, whatever day is stated', async () => {
    const serial = await registered();
    const renewed = await warranty.post<{ terms: { fromOn: string }[] }>(
      dalianClerk,
      `/v1/covered-units/${serial}/renew`,
      { months: 12, renewedOn: '2015-01-05' },
    );
    expect(renewed.status).toBe(200);
    const today = businessDateOf(new Date());
    expect(renewed.body.terms.at(-1)?.fromOn).toBe(today);
    const preview = async (asOf: string) =>
      (await warranty.get(headquarters, `/v1/covered-units/${serial}/entitlement-preview?asOf=${asOf}`)).body['kind'];
    expect([await preview('2015-03-01'), await preview(today), await preview(addDays(today, 400))]).toEqual([
      'parts-cost',
      'repair',
      'parts-cost',
    ]);
  });

  it('W9 a second click renews nothing, and no renewal is dated before the coverage began', async () => {
    const serial = await registered();
    const renew = (other: object) => warranty.post(dalianClerk, `/v1/covered-units/${serial}/renew`, other);
    expect(await renew({ months: 12, renewedOn: '2010-01-01' })).toMatchObject({ status: 400 });
    const answers = [await renew({ months: 12 }), await renew({ months: 12 })];
    expect(answers).toMatchObject([{ status: 200 }, { status: 409, body: { code: 'renewed-already-today' } }]);
  });
});

describe('entitlement', () => {
  const inspect = async (serial: string, faultNumber: string, cause: 'liquid' | 'product-fault') =>
    warranty.deliver(unitInspectedV1, faultNumber, { ...unitInspectedV1.example, serial, faultNumber, cause });
  const of = async (faultNumber: string) =>
    (
      await warranty.get<{ items: Record<string, unknown>[] }>(
        headquarters,
        `/v1/entitlements?faultNumber=${faultNumber}`,
      )
    ).body.items;

  it('W11 R6 inspection supersedes the decision and leaves the first as it was', async () => {
    const serial = await registered();
    await report(serial, 'FR-20130416-0101');
    const [first] = await of('FR-20130416-0101');
    expect(first).toMatchObject({ kind: 'repair', rule: 'W2', supersededBy: null });
    await inspect(serial, 'FR-20130416-0101', 'liquid');
    const [before, after] = await of('FR-20130416-0101');
    expect({ ...before, supersededBy: null }).toEqual(first);
    expect(after).toMatchObject({ kind: 'paid', rule: 'W5', supersedes: first?.['entitlementId'], cause: 'liquid' });
    const listed = async (decision: string) =>
      (
        await warranty.get<{ items: readonly Record<string, unknown>[] }>(
          headquarters,
          `/v1/entitlements?faultNumber=FR-20130416-0101&decision=${decision}`,
        )
      ).body.items;
    expect(await listed('superseding')).toEqual([after]);
    expect(await listed('first')).toEqual([before]);
  });

  it('W11 stays when inspection confirms the cause', async () => {
    const serial = await registered();
    await report(serial, 'FR-20130416-0102');
    await inspect(serial, 'FR-20130416-0102', 'product-fault');
    expect(await of('FR-20130416-0102')).toHaveLength(1);
  });

  it('W11 reads the same when asked again as of that instant, although the coverage has ended since', async () => {
    const serial = await registered();
    const faultNumber = 'FR-20130416-0103';
    await report(serial, faultNumber);
    const [decided] = await of(faultNumber);
    await warranty.deliver(refundPaidV1, 'RF-103', { ...refundPaidV1.example, serial, faultNumber });
    const preview = async (asOf: string) =>
      (await warranty.get(headquarters, `/v1/covered-units/${serial}/entitlement-preview?asOf=${asOf}`)).body;
    expect(await preview('2013-04-16T02:00:00.000Z')).toMatchObject({
      kind: decided?.['kind'],
      rule: decided?.['rule'],
    });
    expect(await preview('2013-04-17')).toMatchObject({ kind: 'paid', rule: 'W5' });
  });

  it('W5 a serial that was never registered is served for money', async () => {
    await report('NOBODY', 'FR-20130416-0104');
    expect(await of('FR-20130416-0104')).toMatchObject([{ kind: 'paid', rule: 'W5' }]);
  });

  it('W8 a fault of a replaced unit, reported late about a day before, is decided as of that day', async () => {
    const replaced = await registered();
    const body = {
      ...formalReplacementMadeV1.example,
      faultNumber: 'FR-20130501-0010',
      replacedSerial: replaced,
      serial: 'SP-10',
      model: 'M1',
      madeAt: '2013-05-01T04:00:00.000Z',
    };
    await report(replaced, body.faultNumber, '2013-05-01');
    await warranty.deliver(formalReplacementMadeV1, 'LN-10', body);
    await report(replaced, 'FR-20130416-0105', '2013-04-16');
    expect(await of('FR-20130416-0105')).toMatchObject([{ kind: 'repair' }]);
  });
});

describe('who sees and does what', () => {
  it('O3 X8 a branch sees nothing of another city on any list or page', async () => {
    const elsewhere = await registered({ city: 'AS' });
    const faultNumber = 'FR-20130416-0201';
    await warranty.deliver(faultReportedV1, faultNumber, {
      ...faultReportedV1.example,
      serial: elsewhere,
      city: 'AS',
      faultNumber,
    });
    const lists = [
      '/v1/covered-units?limit=200',
      `/v1/entitlements?faultNumber=${faultNumber}`,
      '/v1/installed-base',
      '/v1/installed-base/cities',
    ];
    for (const path of lists) {
      const { status, body } = await warranty.get(dalianClerk, path);
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toContain('"AS"');
    }
    expect((await warranty.get(dalianClerk, `/v1/covered-units/${elsewhere}`)).status).toBe(404);
    expect((await warranty.post(dalianClerk, `/v1/covered-units/${elsewhere}/renew`, { months: 12 })).status).toBe(404);
  });

  it('O3 the auditor reads everything and changes nothing', async () => {
    expect((await warranty.get(auditor, '/v1/covered-units')).status).toBe(200);
    expect((await warranty.post(auditor, '/v1/covered-units', unit())).status).toBe(403);
  });

  it('X3 the database refuses a second active coverage and overlapping terms', async () => {
    const serial = await registered();
    const columns = `model, city, plan, customer_name, customer_phone, contract_number, acceptance_on, installed_on, first_use_on, begun_at, state`;
    const second = `insert into coverage (serial, number, ${columns}) select serial, 2, ${columns} from coverage where serial = $1`;
    await expect(warranty.query(second, [serial])).rejects.toThrow('coverage_one_active');
    const overlap = `insert into coverage_term (serial, number, city, from_on, until_on, source, document) values ($1, 1, 'DL', '2013-06-01', '2013-07-01', 'renewal', 'x')`;
    await expect(warranty.query(overlap, [serial])).rejects.toThrow('coverage_term_no_overlap');
  });

  it('every event that was told obeys its contract', async () => {
    const ajv = new Ajv({ strict: true });
    addFormats.default(ajv);
    const told = await warranty.events();
    expect(told.length).toBeGreaterThan(20);
    for (const { type, topic, body } of told) {
      const contract = eventContracts.get(type);
      expect(contract?.topic).toBe(topic);
      expect(contract && ajv.validate(contract.schema, body)).toBe(true);
    }
  });
});
