import { randomUUID } from 'node:crypto';
import { faultReportedV1, formalReplacementMadeV1 } from '@rotables/contracts';
import {
  caller,
  postAtOnce,
  RunningTestService,
  tellCities,
  statusCounts,
  waitFor,
  type Answer,
} from '@rotables/testing';
import { warrantyService } from '../src/index.js';
import { standardPlan } from './registrations.js';

const headquarters = caller('wang.fang', 'headquarters-approver');
const unit = {
  serial: 'U-1',
  model: 'M1',
  city: 'DL',
  plan: 'STD24',
  acceptanceOn: '2013-01-10',
  installedOn: '2013-01-10',
  customerName: 'Harbour',
  customerPhone: '0411-5550-0101',
  contractNumber: 'C-1',
};

/** Two replicas of the service on one database: what is scarce is kept by the database, not by a lock in memory. */
let replicas: readonly RunningTestService[] = [];
let warranty: RunningTestService;

beforeAll(async () => {
  warranty = await RunningTestService.start(warrantyService);
  await tellCities(warranty, ['DL', 'AS']);
  replicas = [warranty, await RunningTestService.start(warrantyService, { database: warranty.database })];
  expect((await warranty.post(headquarters, '/v1/warranty-plans', standardPlan)).status).toBe(201);
});

afterAll(async () => {
  await replicas[1]?.close();
  await warranty.stop();
});

const installed = async (): Promise<unknown> =>
  (await warranty.get<{ items: unknown }>(headquarters, '/v1/installed-base?city=DL&model=M1')).body.items;

describe('scarce things, asked for at once of two replicas', () => {
  it('W1 one serial is registered once', async () => {
    const answers = await postAtOnce(replicas, 20, headquarters, '/v1/covered-units', () => unit);
    expect(statusCounts(answers)).toEqual({ 201: 1, 409: 19 });
    expect(await installed()).toMatchObject([{ installed: 1 }]);
  });

  it('W8 X5 one replacement, told to both at once, inherits once', async () => {
    const body = {
      ...formalReplacementMadeV1.example,
      faultNumber: 'FR-20130501-0008',
      replacedSerial: 'U-1',
      serial: 'SP-8',
      model: 'M1',
      madeAt: '2013-05-01T04:00:00.000Z',
    };
    const reported = { serial: 'U-1', faultNumber: body.faultNumber, reportedAt: '2013-05-01T02:00:00.000Z' };
    await warranty.deliver(faultReportedV1, body.faultNumber, { ...faultReportedV1.example, ...reported });
    const event = { id: randomUUID(), sequence: 1 };
    await Promise.all(replicas.map((replica) => replica.deliver(formalReplacementMadeV1, 'LN-8', body, event)));
    const heirs = await warranty.query('select serial from coverage where inherited_by_fault is not null');
    expect(heirs).toEqual([{ serial: 'SP-8' }]);
    expect(await installed()).toMatchObject([{ installed: 1 }]);
  });

  it('W1 one file, sent to both at once, is one registration and each of its units is registered once', async () => {
    const heading = Object.keys(columns).join(',');
    const rows = Array.from({ length: 3_000 }, (_, index) =>
      Object.values({ ...columns, serial: `F-${index}` }).join(','),
    );
    const file = Buffer.from([heading, ...rows].join('\n'));
    const send = (replica: RunningTestService): Promise<Answer> =>
      replica.post(headquarters, '/v1/registrations?fileName=fleet.csv', file, {
        headers: { 'content-type': 'text/csv' },
      });
    const sent = await Promise.all([...replicas, ...replicas].map(send));
    const numbers = new Set(
      sent.map(({ body }) => (typeof body['registrationNumber'] === 'string' ? body['registrationNumber'] : '')),
    );
    expect(numbers.size).toBe(1);
    const path = `/v1/registrations/${[...numbers][0] ?? ''}`;
    const done = await waitFor(
      async () => {
        const { body } = await warranty.get(headquarters, path);
        return body['state'] === 'running' ? undefined : body;
      },
      { timeoutMilliseconds: 60_000, describe: 'the registration to end' },
    );
    expect(done).toMatchObject({ state: 'finished', registered: 3_000, alreadyRegistered: 0, refused: 0 });
    expect(await installed()).toMatchObject([{ installed: 3_001 }]);
  });
});

const columns = {
  serial: '',
  model: 'M1',
  city: 'DL',
  plan: 'STD24',
  acceptance_date: '2013-01-10',
  installed_on: '2013-01-10',
  customer_name: 'Harbour',
  customer_phone: '0411-5550-0101',
  contract_number: 'C-1',
};
