import { RunningTestService, type Caller } from '@rotables/testing';
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

const propose = (body: Record<string, unknown>, who: Caller = people.warehouse) =>
  rma.post(who, '/v1/scrap-records', { reason: 'beyond-repair', valueFen: 80_000, ...body });

const act = (who: Caller, scrapNumber: string, verb: string, body: Record<string, unknown> = {}) =>
  rma.post(who, `/v1/scrap-records/${scrapNumber}/${verb}`, body);

const opinion = (department: string, lead: boolean, said = 'scrap') => ({
  department,
  lead,
  opinion: said,
  note: 'Bent.',
});

async function poolUnit(other: Record<string, unknown> = {}): Promise<string> {
  const body = await story.done(201, propose({ serial: story.newSerial(), city: 'SY', ...other }));
  return text(body['scrapNumber']);
}

async function appraised(scrapNumber: string, said = 'scrap'): Promise<void> {
  await story.done(200, act(people.materials, scrapNumber, 'appraise', opinion('materials', true)));
  await story.done(200, act(people.technician, scrapNumber, 'appraise', opinion('technical', false, said)));
  await story.done(200, act(people.quality, scrapNumber, 'appraise', opinion('quality', false, said)));
}

const execution = { method: 'Shredded.', evidence: 'Certificate 114.' };

describe('scrap', () => {
  it('R9 proposal, three opinions, approval, execution: all different people, and the case ends with it', async () => {
    const reported = await story.inspected('repair');
    await story.refused(422, 'unit-belongs-to-customer', propose(reported));
    const loan = await story.lent(reported);
    await story.done(200, story.startRepair(reported.faultNumber));
    await story.done(200, story.completeRepair(reported.faultNumber, 'beyond-repair'));
    await story.replaced(reported, loan);
    await story.refused(422, 'scrap-needs-case', propose({ serial: reported.serial, city: 'DL' }));
    await story.refused(422, 'scrap-is-of-another-unit', propose({ serial: 'X-1', faultNumber: reported.faultNumber }));
    const proposed = await story.done(201, propose(reported));
    const scrapNumber = text(proposed['scrapNumber']);
    expect(proposed).toMatchObject({ city: 'DL', state: 'proposed' });
    await story.refused(409, 'scrap-record-exists', propose(reported, people.secondWarehouse));
    await appraised(scrapNumber);
    await story.done(200, act(people.approver, scrapNumber, 'approve'));
    await story.refused(
      422,
      'scrap-signed-already',
      act({ ...people.approver, roles: ['warehouse'] }, scrapNumber, 'execute', execution),
    );
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
    await story.refused(409, 'scrap-record-exists', propose({ serial: reported.serial, city: 'DL' }));
  });

  it('R9 a unit whose test passed is not scrapped', async () => {
    const reported = await story.inspected('repair');
    const loan = await story.lent(reported);
    await story.replaced(reported, loan);
    await story.done(200, story.test(reported.faultNumber));
    await story.refused(409, 'illegal-transition', propose(reported));
  });

  it('R9 the value decides who approves', async () => {
    const dear = await poolUnit({ valueFen: 100_001 });
    await appraised(dear);
    const sentence = await story.refused(403, 'approver-role-too-low', act(people.approver, dear, 'approve'));
    expect(sentence).toContain('general-manager');
    await story.done(200, act(people.generalManager, dear, 'approve'));
    const limit = await poolUnit({ valueFen: 100_000 });
    await appraised(limit);
    await story.done(200, act(people.approver, limit, 'approve'));
  });

  it('R9 proposer and appraisers sign once, and the lead is one, of the materials department', async () => {
    const scrapNumber = await poolUnit();
    await story.refused(
      422,
      'scrap-signed-already',
      act(people.warehouse, scrapNumber, 'appraise', opinion('materials', true)),
    );
    await story.refused(
      422,
      'appraisal-lead-wrong',
      act(people.quality, scrapNumber, 'appraise', opinion('quality', true)),
    );
    await story.done(200, act(people.quality, scrapNumber, 'appraise', opinion('quality', false)));
    await story.refused(
      422,
      'scrap-signed-already',
      act(people.quality, scrapNumber, 'appraise', opinion('technical', false)),
    );
    await story.done(200, act(people.technician, scrapNumber, 'appraise', opinion('technical', false)));
    await story.refused(
      422,
      'appraisal-lead-wrong',
      act(people.secondTechnician, scrapNumber, 'appraise', opinion('technical', false)),
    );
    await story.refused(409, 'illegal-transition', act(people.approver, scrapNumber, 'approve'));
    await story.done(200, act(people.materials, scrapNumber, 'appraise', opinion('materials', true)));
    await story.refused(
      422,
      'scrap-signed-already',
      act({ ...people.quality, roles: ['general-manager'] }, scrapNumber, 'approve'),
    );
  });

  it('R9 two of three who say keep stand against approval, and a rejected unit may be proposed again', async () => {
    const serial = story.newSerial();
    const scrapNumber = await poolUnit({ serial });
    await appraised(scrapNumber, 'keep');
    await story.refused(422, 'appraisers-say-keep', act(people.approver, scrapNumber, 'approve'));
    await story.done(200, act(people.approver, scrapNumber, 'reject', { reason: 'The vendor takes it back.' }));
    await story.done(201, propose({ serial, city: 'SY' }));
  });

  it('R9 one signature is given once, however often it is sent at once', async () => {
    const scrapNumber = await poolUnit();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => act(people.quality, scrapNumber, 'appraise', opinion('quality', false))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422, 422, 422, 422, 422]);
    await story.done(200, act(people.materials, scrapNumber, 'appraise', opinion('materials', true)));
    await story.done(200, act(people.technician, scrapNumber, 'appraise', opinion('technical', false)));
    const approvals = await Promise.all(Array.from({ length: 8 }, () => act(people.approver, scrapNumber, 'approve')));
    expect(approvals.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409, 409, 409]);
    const signatures = await rma.query('select from scrap_appraisal where scrap_number = $1', [scrapNumber]);
    expect(signatures).toHaveLength(3);
  });

  it('R9 one unit is proposed once where several propose it at once', async () => {
    const serial = story.newSerial();
    const answers = await Promise.all(Array.from({ length: 6 }, () => propose({ serial, city: 'SY' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
  });

  it('R9 a unit without a case needs its city', async () => {
    const sentence = await story.refused(400, 'invalid-input', propose({ serial: story.newSerial() }));
    expect(sentence).toContain('city is missing');
  });

  it('R9 signatures cannot be changed afterwards, by anyone but the owner of the tables', async () => {
    const scrapNumber = await poolUnit();
    await story.done(200, act(people.quality, scrapNumber, 'appraise', opinion('quality', false)));
    const [held] = await rma.query<{ change: boolean; remove: boolean }>(
      `select has_table_privilege($1, 'scrap_appraisal', 'update') as change, has_table_privilege($1, 'case_timeline', 'delete') as remove`,
      [rma.database.appRole],
    );
    expect(held).toEqual({ change: false, remove: false });
  });
});
