import { eventContracts } from '@rotables/contracts';
import type { JsonObject } from '@rotables/domain-kernel';
import { told, tellings } from './timeline-sentences.js';

describe('the sentences of the timeline', () => {
  it.each(tellings.map((telling) => [telling.contract.type, telling] as const))(
    'R11 %s names only fields that it has',
    (_type, telling) => {
      const fields = Object.keys(telling.contract.schema.properties);
      const named = [...telling.sentence.matchAll(/\{(\w+)\}/g)].map(([, field]) => field);
      expect(fields).toEqual(expect.arrayContaining([...named, ...(telling.at === null ? [] : [telling.at])]));
    },
  );

  it('R11 every event that names a fault is told', () => {
    const withFault = [...eventContracts.values()].filter(({ schema }) => 'faultNumber' in schema.properties);
    const toldTypes = tellings.map(({ contract }) => contract.type);
    expect(withFault.map(({ type }) => type).filter((type) => !toldTypes.includes(type))).toEqual([]);
  });

  it('R11 a sentence is filled in from the event, with its business time', () => {
    const body: JsonObject = { serial: 'A1', site: 'SY', receivedBy: 'liu.yang', receivedAt: '2013-04-17T02:00:00Z' };
    expect(told('rma.unit-received.v1', body)).toEqual({
      occurredAt: '2013-04-17T02:00:00Z',
      sentence: 'A1 was received at SY by liu.yang.',
      facts: { serial: 'A1', site: 'SY', receivedBy: 'liu.yang' },
    });
    expect(told('spare-pool.site-opened.v1', {})).toBeUndefined();
  });

  it('W2 an end of coverage is told by its last covered day', () => {
    const body: JsonObject = { serial: 'A1', city: 'DL', faultNumber: 'FR-1', days: 7, coveredUntil: '2018-03-01' };
    expect(told('warranty.coverage-extended.v1', body)).toMatchObject({
      sentence: 'Coverage of A1 was extended by 7 days, to 2018-02-28.',
      facts: { coveredUntil: '2018-02-28' },
    });
    const renewed: JsonObject = { serial: 'A1', fromOn: '2018-03-01', untilOn: '2019-03-01', renewedOn: '2018-02-10' };
    expect(told('warranty.coverage-renewed.v1', renewed)).toMatchObject({
      sentence: 'Coverage of A1 was renewed from 2018-03-01 to 2019-02-28.',
    });
  });
});
