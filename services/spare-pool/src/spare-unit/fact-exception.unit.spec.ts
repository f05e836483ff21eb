import { parseActorId, parseCityCode, parseSerial } from '@rotables/domain-kernel';
import { given } from '@rotables/testing';
import { settleFact, type FactException } from './fact-exception.js';
import { UnitFactMayComeYet, UnitFactSettledAlready } from './spare-unit.errors.js';

const fact: FactException = {
  id: 17,
  serial: parseSerial('9VS3FM1J'),
  city: parseCityCode('DL'),
  kind: 'became-companys',
  document: 'LN-20130416-0001',
  setAside: false,
  waitsLong: true,
  settledBy: null,
  settledAt: null,
  settlement: null,
  version: 0,
};
const settling = { by: parseActorId('wang.fang'), reason: 'Never came.', at: new Date('2013-04-20T02:00:00Z') };

describe('what another service told of a unit, and the pool did not enter', () => {
  it('E4 S9 is settled by headquarters with a reason, and kept', () => {
    for (const one of [fact, { ...fact, setAside: true, waitsLong: false }]) {
      const { state, events } = settleFact(one, settling);
      expect(state).toMatchObject({ settledBy: 'wang.fang', settlement: 'Never came.' });
      expect(events).toMatchObject([
        {
          type: 'spare-pool.unit-fact-settled.v1',
          body: { factId: '17', fact: 'became-companys', reason: 'Never came.' },
        },
      ]);
    }
  });

  it('E4 S9 not while it is just under way, and once', () => {
    given({ ...fact, waitsLong: false })
      .when(settleFact, settling)
      .thenRefused(UnitFactMayComeYet);
    given(settleFact(fact, settling).state).when(settleFact, settling).thenRefused(UnitFactSettledAlready);
  });
});
