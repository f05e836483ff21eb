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
});
