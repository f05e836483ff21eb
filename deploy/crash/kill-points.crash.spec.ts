import { describeWithKafka, requireKafkaBrokers } from '@rotables/testing';
import { crash, crashes, tell, type Crash } from './test/crashes.js';
import { Installation } from './test/installation.js';
import type { Point, Safeguard } from './test/shelf.js';

const repetitions = repetitionsAsked();
/** So many installations are killed beside each other: most of the time a case waits for a group to miss its dead member. */
const mostLanes = 5;
/** On the bus in the process, which has no group to wait for, every kill is nothing but work for the processor. */
const mostInProcess = 5;

function repetitionsAsked(): number {
  const asked = process.env['ROTABLES_CRASH_REPETITIONS'] ?? '3';
  if (/^[1-9]\d{0,3}$/.test(asked)) return Number(asked);
  throw new Error(`ROTABLES_CRASH_REPETITIONS is ${JSON.stringify(asked)}, but must be a whole number from 1 to 9999.`);
}

interface Bus {
  readonly name: string;
  readonly brokers: () => readonly string[];
  /** What shows that records of the crash came to a receiver once more. */
  readonly deliveredAgain: (seen: Crash) => boolean;
  readonly kills: number;
}

function killPoints({ name, brokers, deliveredAgain, kills }: Bus): void {
  const lanes = Math.min(mostLanes, kills);
  const limit = 120_000 + kills * 30_000;
  const installations: Installation[] = [];

  beforeAll(async () => {
    while (installations.length < lanes) installations.push(await Installation.create({ brokers: brokers() }));
  }, 120_000);
  afterAll(async () => {
    await Promise.all(installations.map((installation) => installation.close()));
  }, 60_000);

  it.each<{ point: Point; what: string; proof: (seen: Crash) => boolean }>([
    {
      point: 'before-publish',
      what: 'after the commit and before it publishes: what was acknowledged is published by its successor',
      // Each time there was something that only the outbox knew.
      proof: ({ waitingAtDeath, acknowledgedBefore }) => waitingAtDeath > 0 && acknowledgedBefore > 0,
    },
    {
      point: 'after-publish',
      what: 'after it has published and before it has marked: what is published twice has its effect once',
      proof: ({ duplicates }) => duplicates > 0,
    },
    {
      point: 'after-effect',
      what: 'between effect and offset: what is delivered twice has its effect once',
      proof: deliveredAgain,
    },
    {
      point: 'mid-batch',
      what: 'in mid-batch: the half that was done is undone, and done again with the rest',
      proof: deliveredAgain,
    },
  ])(
    '$what',
    async ({ point, proof }) => {
      const seen = await crashes(installations, point, kills);
      tell(name, point, seen);
      expect(seen.filter(proof)).toHaveLength(kills);
    },
    limit,
  );

  it('negative control: without the inbox dedupe the case between effect and offset fails', async () => {
    const installation = await Installation.create({ brokers: brokers() });
    try {
      const without: readonly Safeguard[] = ['inbox-dedupe'];
      const victim = await installation.start({ without });
      await expect(crash(installation, victim, 'after-effect', 1, without)).rejects.toThrow(/has its effect 2 times/);
    } finally {
      await installation.close();
    }
  }, 120_000);
}

describeWithKafka('a depot on Kafka killed with -9', () =>
  killPoints({
    name: 'Kafka',
    brokers: requireKafkaBrokers,
    deliveredAgain: ({ redelivered }) => redelivered > 0,
    kills: repetitions,
  }),
);

// Its bus forgets everything with the process: whatever is delivered again has been published again.
describe('a depot on the bus in its process killed with -9', () =>
  killPoints({
    name: 'in process',
    brokers: () => [],
    deliveredAgain: ({ duplicates }) => duplicates > 0,
    kills: Math.min(repetitions, mostInProcess),
  }));
