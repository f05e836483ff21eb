import { feeDefinedV1, scrapHoldMadeV1, scrapHoldRefusedV1 } from '@rotables/contracts';
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

const propose = (body: Record<string, unknown>, who: Caller = people.warehouse) =>
  rma.post(who, '/v1/scrap-records', { reason: 'beyond-repair', ...body });

const act = (who: Caller, scrapNumber: string, verb: string, body: Record<string, unknown> = {}) =>
  rma.post(who, `/v1/scrap-records/${scrapNumber}/${verb}`, body);

const opinion = (lead: boolean, said = 'scrap') => ({ lead, opinion: said, note: 'Bent.' });

/** A unit of the pool of a model of its own, which costs so much. */
async function unitWorth(amountFen: number): Promise<string> {
  const model = `M-${amountFen}`;
  await rma.deliver(feeDefinedV1, 'unit-price', { ...feeDefinedV1.example, model, amountFen });
  return story.moved(story.newSerial(), { model });
}

async function poolUnit(serial?: string): Promise<string> {
  const body = await story.done(201, propose({ serial: serial ?? (await story.moved(story.newSerial())) }));
  return text(body['scrapNumber']);
}

/** Its case made it the company's, and the pool has it in quarantine. */
async function exchanged(reported: { faultNumber: string; serial: string }): Promise<void> {
  await story.replaced(reported, await story.lent(reported));
  await story.moved(reported.serial, { movement: 'became-company-property', toPlace: 'quarantine:SY' });
}

async function appraised(scrapNumber: string, said = 'scrap'): Promise<void> {
  await story.done(200, act(people.materials, scrapNumber, 'appraise', opinion(true)));
  await story.done(200, act(people.technician, scrapNumber, 'appraise', opinion(false, said)));
  await story.done(200, act(people.quality, scrapNumber, 'appraise', opinion(false, said)));
}

/** The pool keeps the unit for the record. */
const held = (scrapNumber: string): Promise<unknown> =>
  rma.deliver(scrapHoldMadeV1, scrapNumber, { ...scrapHoldMadeV1.example, scrapNumber });

/** The pool has it elsewhere. */
const notHeld = (scrapNumber: string, place: string): Promise<unknown> =>
  rma.deliver(scrapHoldRefusedV1, scrapNumber, { ...scrapHoldRefusedV1.example, scrapNumber, place });

const execution = { method: 'Shredded.', evidence: 'Certificate 114.' };

describe('scrap', () => {
  it('R9 proposal, three opinions, approval, execution: all different people, and the case ends with it', async () => {
    const reported = await story.inspected('repair');
    await story.refused(422, 'unit-belongs-to-customer', propose(reported));
    await story.done(200, story.startRepair(reported.faultNumber));
    await story.done(200, story.completeRepair(reported.faultNumber, 'beyond-repair'));
    await exchanged(reported);
    await story.refused(422, 'scrap-needs-case', propose({ serial: reported.serial }));
    await story.refused(422, 'scrap-is-of-another-unit', propose({ serial: 'X-1', faultNumber: reported.faultNumber }));
    const proposed = await story.done(201, propose(reported));
    const scrapNumber = text(proposed['scrapNumber']);
    expect(proposed).toMatchObject({ city: 'DL', state: 'proposed', valueFen: 80_000 });
    await story.refused(409, 'scrap-record-exists', propose(reported, people.secondWarehouse));
    await appraised(scrapNumber);
    await story.done(200, act(people.approver, scrapNumber, 'approve'));
    await story.refused(
      422,
      'scrap-signed-already',
      act({ ...people.approver, roles: ['warehouse'] }, scrapNumber, 'execute', execution),
    );
    await story.refused(
      409,
      'scrap-hold-not-known-yet',
      act(people.secondWarehouse, scrapNumber, 'execute', execution),
    );
    await held(scrapNumber);
    const executed = await story.done(200, act(people.secondWarehouse, scrapNumber, 'execute', execution));
    expect(executed).toMatchObject({
      state: 'executed',
      evidence: 'Certificate 114.',
      appraisals: [{ lead: true }, {}, {}],
    });
    expect(await story.detail(reported.faultNumber)).toMatchObject({
      status: 'closed',
      unitDisposition: 'scrapped',
      scrapRecords: [scrapNumber],
    });
    await story.refused(409, 'scrap-record-exists', propose({ serial: reported.serial }));
  });

  it('R9 a unit whose test passed is not scrapped', async () => {
    const reported = await story.inspected('repair');
    await exchanged(reported);
    await story.done(200, story.test(reported.faultNumber));
    await story.refused(409, 'illegal-transition', propose(reported));
  });

  it('R9 the value decides who approves', async () => {
    const dear = await poolUnit(await unitWorth(100_001));
    await appraised(dear);
    const sentence = await story.refused(403, 'approver-role-too-low', act(people.approver, dear, 'approve'));
    expect(sentence).toContain('general-manager');
    await story.done(200, act(people.generalManager, dear, 'approve'));
    const limit = await poolUnit(await unitWorth(100_000));
    await appraised(limit);
    await story.done(200, act(people.approver, limit, 'approve'));
  });

  it('R9 proposer and appraisers sign once, and the lead is one, of the materials department', async () => {
    const scrapNumber = await poolUnit();
    await story.refused(422, 'scrap-signed-already', act(people.warehouse, scrapNumber, 'appraise', opinion(true)));
    await story.refused(422, 'appraisal-lead-wrong', act(people.quality, scrapNumber, 'appraise', opinion(true)));
    await story.done(200, act(people.quality, scrapNumber, 'appraise', opinion(false)));
    await story.refused(422, 'scrap-signed-already', act(people.quality, scrapNumber, 'appraise', opinion(false)));
    await story.done(200, act(people.technician, scrapNumber, 'appraise', opinion(false)));
    await story.refused(
      422,
      'appraisal-lead-wrong',
      act(people.secondTechnician, scrapNumber, 'appraise', opinion(false)),
    );
    await story.refused(409, 'illegal-transition', act(people.approver, scrapNumber, 'approve'));
    await story.done(200, act(people.materials, scrapNumber, 'appraise', opinion(true)));
    await story.refused(
      422,
      'scrap-signed-already',
      act({ ...people.quality, roles: ['general-manager'] }, scrapNumber, 'approve'),
    );
  });

  it('R9 two of three who say keep stand against approval, and a rejected unit may be proposed again', async () => {
    const serial = await story.moved(story.newSerial());
    const scrapNumber = await poolUnit(serial);
    await appraised(scrapNumber, 'keep');
    await story.refused(422, 'appraisers-say-keep', act(people.approver, scrapNumber, 'approve'));
    await story.done(200, act(people.approver, scrapNumber, 'reject', { reason: 'The vendor takes it back.' }));
    await story.done(201, propose({ serial }));
  });

  it('R9 one signature is given once, however often it is sent at once', async () => {
    const scrapNumber = await poolUnit();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => act(people.quality, scrapNumber, 'appraise', opinion(false))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422, 422, 422, 422, 422]);
    await story.done(200, act(people.materials, scrapNumber, 'appraise', opinion(true)));
    await story.done(200, act(people.technician, scrapNumber, 'appraise', opinion(false)));
    const approvals = await Promise.all(Array.from({ length: 8 }, () => act(people.approver, scrapNumber, 'approve')));
    expect(approvals.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409, 409, 409]);
    const signatures = await rma.query('select from scrap_appraisal where scrap_number = $1', [scrapNumber]);
    expect(signatures).toHaveLength(3);
  });

  it('R9 one unit is proposed once where several propose it at once', async () => {
    const serial = await story.moved(story.newSerial());
    const answers = await Promise.all(Array.from({ length: 6 }, () => propose({ serial })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
  });

  it('R9 nothing is scrapped but what the company owns and holds, by the pool’s word', async () => {
    await story.refused(409, 'scrap-unit-not-known', propose({ serial: story.newSerial() }));
    const customers = await story.moved(story.newSerial(), { owner: 'customer', toPlace: 'quarantine:SY' });
    await story.refused(422, 'scrap-is-not-the-companys', propose({ serial: customers }));
    const lent = await story.moved(story.newSerial(), { toPlace: 'customer:LN-20130416-0009' });
    expect(await story.refused(422, 'scrap-unit-not-held', propose({ serial: lent }))).toContain('LN-20130416-0009');
    const elsewhere = await story.moved(story.newSerial(), { city: 'DL', toPlace: 'site:DL' });
    const ofAnshan = { ...people.warehouse, cities: ['AS'] };
    const unseen = await story.refused(409, 'scrap-unit-not-known', propose({ serial: elsewhere }, ofAnshan));
    expect(unseen).not.toContain('DL');
  });

  it('R9 the value is the price of today, and what was sent otherwise is refused by name', async () => {
    const dear = await unitWorth(120_000);
    const sentence = await story.refused(422, 'scrap-known-otherwise', propose({ serial: dear, valueFen: 1 }));
    expect(sentence).toContain('120000');
    await story.refused(422, 'scrap-known-otherwise', propose({ serial: dear, city: 'DL' }));
    expect(await story.done(201, propose({ serial: dear, valueFen: 120_000, city: 'SY' }))).toMatchObject({
      valueFen: 120_000,
      model: 'M-120000',
    });
  });

  it('R9 the department of an appraiser is the account’s', async () => {
    const scrapNumber = await poolUnit();
    const claimed = { ...opinion(true), department: 'materials' };
    await story.refused(422, 'scrap-known-otherwise', act(people.quality, scrapNumber, 'appraise', claimed));
    await story.refused(
      422,
      'appraiser-without-department',
      act(people.secondWarehouse, scrapNumber, 'appraise', opinion(false)),
    );
    const stranger = { ...people.quality, subject: 'nobody.known' };
    await story.refused(409, 'person-not-known', act(stranger, scrapNumber, 'appraise', opinion(false)));
    const signed = await story.done(200, act(people.quality, scrapNumber, 'appraise', opinion(false)));
    expect(signed['appraisals']).toMatchObject([{ department: 'quality' }]);
  });

  it('R9 E4 what was lent or lost after its approval is not executed but withdrawn, and may be proposed again', async () => {
    const serial = await story.moved(story.newSerial());
    const scrapNumber = await poolUnit(serial);
    await appraised(scrapNumber);
    await story.done(200, act(people.approver, scrapNumber, 'approve'));
    await story.moved(serial, { movement: 'lost', toPlace: 'lost' });
    await story.refused(422, 'scrap-unit-not-held', act(people.secondWarehouse, scrapNumber, 'execute', execution));
    const reason = { reason: 'Lost meanwhile.' };
    await story.refused(403, 'scrap-is-anothers', act(people.secondWarehouse, scrapNumber, 'withdraw', reason));
    expect(await story.done(200, act(people.warehouse, scrapNumber, 'withdraw', reason))).toMatchObject({
      state: 'withdrawn',
      withdrawalReason: 'Lost meanwhile.',
    });
    await story.moved(serial, { movement: 'found' });
    await story.done(201, propose({ serial }));
  });

  it('R9 S9 E what the pool lent first is not scrapped; back in the house it is asked for again, and executed', async () => {
    const serial = await story.moved(story.newSerial());
    const scrapNumber = await poolUnit(serial);
    await appraised(scrapNumber);
    await story.refused(409, 'illegal-transition', act(people.secondWarehouse, scrapNumber, 'hold'));
    await story.done(200, act(people.approver, scrapNumber, 'approve'));
    await notHeld(scrapNumber, 'customer:LN-20130428-0001');
    // What rma has heard of the unit itself is older than that answer.
    const execute = () => act(people.secondWarehouse, scrapNumber, 'execute', execution);
    expect(await story.refused(422, 'scrap-hold-was-refused', execute())).toContain('LN-20130428-0001');
    expect(await story.done(200, act(people.secondWarehouse, scrapNumber, 'hold'))).toMatchObject({ hold: 'asked' });
    await story.refused(409, 'scrap-hold-not-known-yet', execute());
    await held(scrapNumber);
    await story.refused(409, 'scrap-hold-stands', act(people.secondWarehouse, scrapNumber, 'hold'));
    await story.done(200, execute());
    await notHeld(scrapNumber, 'lost');
    expect(await story.done(200, rma.get(people.warehouse, `/v1/scrap-records/${scrapNumber}`))).toMatchObject({
      state: 'executed',
      hold: 'held',
    });
  });

  it('R9 S9 E a unit that was reported since is not scrapped behind its case, nor restocked before its record is withdrawn', async () => {
    const serial = await story.moved(story.newSerial());
    const scrapNumber = await poolUnit(serial);
    await appraised(scrapNumber);
    await story.done(200, act(people.approver, scrapNumber, 'approve'));
    await held(scrapNumber);
    const body = story.reportBody({ serial, city: 'SY' });
    const { faultNumber } = await story.done(201, rma.post(people.warehouse, '/v1/rma-cases', body));
    const reported = { faultNumber: text(faultNumber), serial };
    await story.refused(422, 'scrap-needs-case', act(people.secondWarehouse, scrapNumber, 'execute', execution));
    await story.done(200, story.receive(reported));
    await story.done(200, story.inspect(reported.faultNumber, 'no-fault-found'));
    await story.done(200, story.test(reported.faultNumber));
    const restock = () =>
      story.act(people.warehouse, reported.faultNumber, 'restock', { site: 'SY', restockedAt: '2013-04-24T02:00:00Z' });
    expect(await story.refused(422, 'unit-is-to-be-scrapped', restock())).toContain(scrapNumber);
    await story.done(200, act(people.warehouse, scrapNumber, 'withdraw', { reason: 'It works.' }));
    await story.done(200, restock());
  });

  it('R9 signatures cannot be changed afterwards, by anyone but the owner of the tables', async () => {
    const scrapNumber = await poolUnit();
    await story.done(200, act(people.quality, scrapNumber, 'appraise', opinion(false)));
    const [held] = await rma.query<{ change: boolean; remove: boolean }>(
      `select has_table_privilege($1, 'scrap_appraisal', 'update') as change, has_table_privilege($1, 'case_timeline', 'delete') as remove`,
      [rma.database.appRole],
    );
    expect(held).toEqual({ change: false, remove: false });
  });
});
