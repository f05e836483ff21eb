import { describeWithKafka, requireKafkaBrokers } from '@rotables/testing';
import type { Depot } from './test/depot.js';
import { Installation, report } from './test/installation.js';
import type { Sighting } from './test/books.js';
import type { Point, Safeguard } from './test/shelf.js';

const repetitions = repetitionsAsked();
/** So many installations are killed beside each other: most of the time a case waits for a group to miss its dead member. */
const lanes = Math.min(5, repetitions);
const commandsPerCrash = 24;

function repetitionsAsked(): number {
  const asked = process.env['ROTABLES_CRASH_REPETITIONS'] ?? '3';
  if (/^[1-9]\d{0,3}$/.test(asked)) return Number(asked);
  throw new Error(`ROTABLES_CRASH_REPETITIONS is ${JSON.stringify(asked)}, but must be a whole number from 1 to 9999.`);
}

/** What is particular to one crash, beside what holds after every one. */
interface Crash extends Sighting {
  /** Commands acknowledged before the process was killed. */
  readonly acknowledgedBefore: number;
  /** Events that waited in the outbox when it was dead. */
  readonly waitingAtDeath: number;
  readonly upAgainMilliseconds: number;
  readonly wholeMilliseconds: number;
  /** The process that was started in the dead one's place, to be killed next. */
  readonly successor: Depot;
}

describeWithKafka('a depot killed with -9', () => {
  const installations: Installation[] = [];

  beforeAll(async () => {
    while (installations.length < lanes)
      installations.push(await Installation.create({ brokers: requireKafkaBrokers() }));
  }, 120_000);
  afterAll(async () => {
    await Promise.all(installations.map((installation) => installation.close()));
  }, 60_000);

  /** Kills the depot while it is held at the point with commands under way, starts it again, and looks into the books. */
  async function crash(
    installation: Installation,
    victim: Depot,
    point: Point,
    passes: number,
    without: readonly Safeguard[] = [],
  ): Promise<Crash> {
    const began = performance.now();
    let depot = victim;
    await depot.arm(point, passes);
    const before = installation.acknowledged.length;
    const load = installation.putAll(commandsPerCrash, () => depot);
    // Only so that a failure of the load before it is awaited is not called unhandled.
    load.catch(() => undefined);
    await depot.child.reaches(point, { timeoutMilliseconds: 60_000 });
    await depot.child.kill();
    const acknowledgedBefore = installation.acknowledged.length - before;
    const waitingAtDeath = await installation.count('outbox');
    depot = await installation.start({ without });
    await load;
    await installation.settle(depot);
    const seen = await installation.audit();
    const wholeMilliseconds = performance.now() - began;
    return {
      ...seen,
      acknowledgedBefore,
      waitingAtDeath,
      upAgainMilliseconds: depot.startedInMilliseconds,
      wholeMilliseconds,
      successor: depot,
    };
  }

  /** All repetitions, spread over the lanes; each kills at another pass of the point. */
  async function crashes(point: Point): Promise<readonly Crash[]> {
    const outstanding = Array.from({ length: repetitions }, (_, index) => index);
    const seen: Crash[] = [];
    const lane = async (installation: Installation): Promise<void> => {
      let victim = await installation.start();
      for (let next = outstanding.shift(); next !== undefined; next = outstanding.shift()) {
        const one = await crash(installation, victim, point, 1 + (next % 3));
        seen.push(one);
        victim = one.successor;
      }
      await victim.child.stop();
    };
    await Promise.all(installations.map(lane));
    return seen;
  }

  function tell(point: Point, seen: readonly Crash[]): void {
    const sum = (figure: (crash: Crash) => number): number => seen.reduce((total, one) => total + figure(one), 0);
    report(`killed ${point}`, {
      kills: seen.length,
      commands: sum(({ commands }) => commands),
      'acknowledged before the kill': sum(({ acknowledgedBefore }) => acknowledgedBefore),
      events: sum(({ events }) => events),
      'unpublished at the kill': sum(({ waitingAtDeath }) => waitingAtDeath),
      'published twice': sum(({ duplicates }) => duplicates),
      redelivered: sum(({ redelivered }) => redelivered),
      effects: sum(({ effects }) => effects),
      'up again in ms': sum(({ upAgainMilliseconds }) => upAgainMilliseconds) / seen.length,
      's per kill': sum(({ wholeMilliseconds }) => wholeMilliseconds) / seen.length / 1_000,
    });
  }

  const limit = 120_000 + repetitions * 30_000;

  it(
    'after the commit and before it publishes: what was acknowledged is published by its successor',
    async () => {
      const seen = await crashes('before-publish');
      tell('before-publish', seen);
      expect(seen).toHaveLength(repetitions);
      // Each time there was something that only the outbox knew.
      expect(
        seen.filter(({ waitingAtDeath, acknowledgedBefore }) => waitingAtDeath > 0 && acknowledgedBefore > 0),
      ).toHaveLength(repetitions);
    },
    limit,
  );

  it(
    'after it has published and before it has marked: what is published twice has its effect once',
    async () => {
      const seen = await crashes('after-publish');
      tell('after-publish', seen);
      expect(seen.filter(({ duplicates }) => duplicates > 0)).toHaveLength(repetitions);
    },
    limit,
  );

  it(
    'between effect and offset: what is delivered twice has its effect once',
    async () => {
      const seen = await crashes('after-effect');
      tell('after-effect', seen);
      expect(seen.filter(({ redelivered }) => redelivered > 0)).toHaveLength(repetitions);
    },
    limit,
  );

  it(
    'in mid-batch: the half that was done is undone, and done again with the rest',
    async () => {
      const seen = await crashes('mid-batch');
      tell('mid-batch', seen);
      expect(seen.filter(({ redelivered }) => redelivered > 0)).toHaveLength(repetitions);
    },
    limit,
  );

  it('negative control: without the inbox dedupe the case between effect and offset fails', async () => {
    const installation = await Installation.create({ brokers: requireKafkaBrokers() });
    try {
      const without: readonly Safeguard[] = ['inbox-dedupe'];
      const victim = await installation.start({ without });
      await expect(crash(installation, victim, 'after-effect', 1, without)).rejects.toThrow(/has its effect 2 times/);
    } finally {
      await installation.close();
    }
  }, 120_000);
});
