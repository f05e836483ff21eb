import { describeWithKafka } from '@rotables/testing';
import { caseStates } from './states/cases.js';
import { moneyStates } from './states/money.js';
import { poolStates } from './states/pool.js';
import { WholeSystem } from './support/whole-system.js';

/**
 * E4 through the whole system: things of every kind are led into each state that waits for somebody, and whoever the route names takes the way
 * on. That no state of a table is without one is asked in each service (`ways-on.unit.spec.ts`).
 */
describeWithKafka('from every state somebody has a way on', () => {
  let system: WholeSystem | null = null;
  const onStage = (): WholeSystem => {
    if (system === null) throw new Error('The system was not brought up.');
    return system;
  };

  beforeAll(async () => {
    system = await WholeSystem.open();
  }, 300_000);
  afterAll(() => system?.close(), 60_000);

  caseStates(onStage);
  moneyStates(onStage);
  // The clock goes on to a month's end here.
  poolStates(onStage);
});
