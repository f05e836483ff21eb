import { faultReportedV1, scrapExecutedV1 } from '@rotables/contracts';
import { FixedClock } from '@rotables/domain-kernel';
import { caller, RunningTestService, tellCities } from '@rotables/testing';
import { warrantyService } from '../src/index.js';
import { standardPlan } from './registrations.js';

const headquarters = caller('wang.fang', 'headquarters-approver');
const dalianClerk = caller('zhang.wei', 'branch-clerk', ['DL']);

/** The last day on which what was accepted on 2013-01-10 is covered. */
const clock = new FixedClock(new Date('2015-01-10T04:00:00Z'));
let warranty: RunningTestService;
let serials = 0;

beforeAll(async () => {
  warranty = await RunningTestService.start(warrantyService, { clock });
  await tellCities(warranty, ['DL', 'AS']);
  expect((await warranty.post(headquarters, '/v1/warranty-plans', standardPlan)).status).toBe(201);
});

afterAll(() => warranty.stop());

async function registered(other: Record<string, unknown> = {}): Promise<string> {
  const serial = `U-${(serials += 1)}`;
  const body = {
    serial,
    model: 'M1',
    city: 'DL',
    plan: 'STD24',
    acceptanceOn: '2013-01-10',
    installedOn: '2013-01-10',
    customerName: 'Harbour',
    customerPhone: '0411-5550-0101',
    contractNumber: 'C-1',
    ...other,
  };
  expect(await warranty.post(headquarters, '/v1/covered-units', body)).toMatchObject({ status: 201 });
  return serial;
}

describe('coverage about to end', () => {
  it('W10 lists what runs out between two days, the first first, page by page, of a branch its own city', async () => {
    const ending = (acceptanceOn: string, city = 'DL') =>
      registered({ model: 'M-OUT', city, acceptanceOn, installedOn: acceptanceOn });
    const [later, sooner, elsewhere] = [
      await ending('2013-03-20'),
      await ending('2013-03-05'),
      await ending('2013-03-10', 'AS'),
    ];
    const [renewed, ended] = [await ending('2013-03-08'), await ending('2013-03-09')];
    await ending('2013-04-02');
    await warranty.post(headquarters, `/v1/covered-units/${renewed}/renew`, { months: 12, renewedOn: '2015-01-10' });
    const faultNumber = 'FR-20130416-0007';
    await warranty.deliver(faultReportedV1, faultNumber, { ...faultReportedV1.example, faultNumber, serial: ended });
    await warranty.deliver(scrapExecutedV1, ended, { ...scrapExecutedV1.example, faultNumber, serial: ended });
    interface Listed {
      readonly items: readonly { readonly serial: string; readonly coveredUntil: string }[];
      readonly nextCursor: string | null;
    }
    const list = async (who: typeof headquarters, further = ''): Promise<Listed> => {
      const range = 'model=M-OUT&coveredUntilFrom=2015-03-05&coveredUntilTo=2015-04-01&sort=coveredUntil';
      return (await warranty.get<Listed & Record<string, never>>(who, `/v1/covered-units?${range}${further}`)).body;
    };
    const { items } = await list(headquarters);
    expect(items.map(({ serial, coveredUntil }) => [serial, coveredUntil])).toEqual([
      [sooner, '2015-03-06'],
      [elsewhere, '2015-03-11'],
      [later, '2015-03-21'],
    ]);
    expect((await list(dalianClerk)).items.map(({ serial }) => serial)).toEqual([sooner, later]);
    expect((await list(headquarters, '&city=AS')).items.map(({ serial }) => serial)).toEqual([elsewhere]);
    const first = await list(headquarters, '&limit=1');
    const second = await list(headquarters, `&limit=2&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map(({ serial }) => serial)).toEqual([sooner, elsewhere, later]);
    expect(second.nextCursor).toBeNull();
  });

  it('W10 a unit that is renewed runs out with its last term', async () => {
    const serial = await registered({ model: 'M-LAST' });
    await warranty.post(headquarters, `/v1/covered-units/${serial}/renew`, { months: 12, renewedOn: '2014-12-01' });
    const list = async (from: string, to: string) => {
      const range = `model=M-LAST&coveredUntilFrom=${from}&coveredUntilTo=${to}`;
      const { body } = await warranty.get<{ items: unknown[] }>(headquarters, `/v1/covered-units?${range}`);
      return body.items;
    };
    expect(await list('2015-01-01', '2015-12-31')).toEqual([]);
    expect(await list('2016-01-11', '2016-01-11')).toMatchObject([{ serial, coveredUntil: '2016-01-11' }]);
  });

  it.each([
    ['coveredUntilFrom=2015-13-01', 'coveredUntilFrom'],
    ['coveredUntilFrom=2015-03-02&coveredUntilTo=2015-03-01', 'coveredUntilTo'],
    ['sort=model', 'sort'],
  ])('W10 a list of %s is refused by its field', async (query, field) => {
    const answer = await warranty.get(headquarters, `/v1/covered-units?${query}`);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  });
});
