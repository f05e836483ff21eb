import {
  eventContracts,
  faultReportedV1,
  formalReplacementMadeV1,
  serviceFeePaidV1,
  unitInspectedV1,
  unitReturnedToCustomerV1,
} from '@rotables/contracts';
import { caller, RunningTestService, tellCities } from '@rotables/testing';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { warrantyService } from '../src/index.js';
import { standardPlan } from './registrations.js';

const ajv = new Ajv({ allErrors: true });
addFormats.default(ajv);

const ownTypes = [...eventContracts.keys()]
  .filter((type) => type.startsWith('warranty.') && !type.endsWith('.trail-anchored.v1'))
  .sort();
const headquarters = caller('wang.fang', 'headquarters-approver');
const faultNumber = 'FR-20130416-0007';
const told = { faultNumber, city: 'DL' };

let warranty: RunningTestService;

beforeAll(async () => {
  warranty = await RunningTestService.start(warrantyService);
  await tellCities(warranty, ['DL']);
  await story();
});

afterAll(() => warranty.stop());

const done = async (path: string, body: object): Promise<void> => {
  const { status, body: answer } = await warranty.post(headquarters, path, body);
  if (status >= 300) throw new Error(`${path}: ${JSON.stringify(answer)}`);
};

/** A unit with a term and one with a fee: covered, repaired, decided twice, renewed, replaced. */
async function story(): Promise<void> {
  await done('/v1/warranty-plans', standardPlan);
  await done('/v1/warranty-plans', { ...standardPlan, plan: 'FEE', kind: 'service-fee', contractMonths: 0 });
  const unit = {
    model: 'M1',
    city: 'DL',
    acceptanceOn: '2013-01-10',
    installedOn: '2013-01-10',
    customerName: 'Harbour',
    customerPhone: '0411-5550-0101',
    contractNumber: 'C-1',
  };
  await done('/v1/covered-units', { ...unit, serial: 'A-1', plan: 'STD24' });
  await done('/v1/covered-units', { ...unit, serial: 'A-2', plan: 'FEE', plate: '辽B12345' });
  await warranty.deliver(faultReportedV1, faultNumber, { ...faultReportedV1.example, ...told, serial: 'A-1' });
  const inspected = { ...unitInspectedV1.example, ...told, serial: 'A-1' };
  await warranty.deliver(unitInspectedV1, faultNumber, { ...inspected, cause: 'liquid' });
  await warranty.deliver(unitInspectedV1, faultNumber, { ...inspected, cause: 'product-fault' });
  const returned = { ...unitReturnedToCustomerV1.example, ...told, serial: 'A-1' };
  const returnedAt = '2013-04-25T02:10:00.000Z';
  await warranty.deliver(unitReturnedToCustomerV1, faultNumber, { ...returned, repaired: true, returnedAt });
  await done('/v1/covered-units/A-1/renew', { months: 12 });
  await warranty.deliver(serviceFeePaidV1, 'CH-1', { ...serviceFeePaidV1.example, serial: 'A-2' });
  const replaced = { ...told, replacedSerial: 'A-1', serial: 'SP-1', madeAt: '2013-04-26T02:10:00.000Z' };
  await warranty.deliver(formalReplacementMadeV1, 'LN-1', { ...formalReplacementMadeV1.example, ...replaced });
}

describe('the events of warranty', () => {
  it('are all told in one story', async () => {
    const types = new Set((await warranty.events()).map(({ type }) => type));
    expect([...types].sort()).toEqual(ownTypes);
  });

  it.each(ownTypes)('%s obeys its contract, under the topic that it names', async (type) => {
    const contract = eventContracts.get(type);
    const bodies = (await warranty.events()).filter((event) => event.type === type);
    for (const { topic, body } of bodies) {
      expect(topic).toBe(contract?.topic);
      expect([contract && ajv.validate(contract.schema, body), ajv.errors]).toEqual([true, null]);
    }
  });
});
