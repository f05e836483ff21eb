import { postAtOnce, RunningTestService, statusCounts } from '@rotables/testing';
import { rmaService } from '../src/index.js';
import { CaseDriver, text } from './case-driver.js';
import { people } from './people.js';

/** Two replicas of the service on one database: what is scarce is kept by the database, not by a lock in memory. */
let replicas: readonly RunningTestService[] = [];
let rma: RunningTestService;
let story: CaseDriver;

beforeAll(async () => {
  rma = await RunningTestService.start(rmaService);
  replicas = [rma, await RunningTestService.start(rmaService, { database: rma.database })];
  story = await CaseDriver.of(rma);
});

afterAll(async () => {
  await replicas[1]?.close();
  await rma.stop();
});

describe('scarce things, asked for at once of two replicas', () => {
  it('R1 one fault number per unit, and none twice', async () => {
    const body = story.reportBody();
    const same = await postAtOnce(replicas, 20, people.dalianClerk, '/v1/rma-cases', () => body);
    expect(statusCounts(same)).toEqual({ 201: 1, 409: 19 });
    const others = await postAtOnce(replicas, 20, people.dalianClerk, '/v1/rma-cases', () => story.reportBody());
    expect(statusCounts(others)).toEqual({ 201: 20 });
    expect(new Set(others.map(({ body: { faultNumber } }) => faultNumber)).size).toBe(20);
  });

  it('R9 one signature per person and one approval', async () => {
    const proposal = { serial: await story.moved(story.newSerial()), reason: 'beyond-repair' };
    const proposed = await postAtOnce(replicas, 6, people.warehouse, '/v1/scrap-records', () => proposal);
    expect(statusCounts(proposed)).toEqual({ 201: 1, 409: 5 });
    const path = `/v1/scrap-records/${text(proposed.find(({ status }) => status === 201)?.body['scrapNumber'])}`;
    const opinionOf = (lead: boolean) => ({ lead, opinion: 'scrap', note: 'Bent.' });
    const appraised = await postAtOnce(replicas, 8, people.quality, `${path}/appraise`, () => opinionOf(false));
    expect(statusCounts(appraised)).toEqual({ 200: 1, 422: 7 });
    await story.done(200, rma.post(people.materials, `${path}/appraise`, opinionOf(true)));
    await story.done(200, rma.post(people.technician, `${path}/appraise`, opinionOf(false)));
    const approved = await postAtOnce(replicas, 8, people.approver, `${path}/approve`, () => ({}));
    expect(statusCounts(approved)).toEqual({ 200: 1, 409: 7 });
  });
});
