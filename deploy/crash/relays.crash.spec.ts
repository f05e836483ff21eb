import { randomUUID } from 'node:crypto';
import { describeWithKafka, requireKafkaBrokers } from '@rotables/testing';
import { until } from './test/depot.js';
import { Installation, report, shelves } from './test/installation.js';
import type { Safeguard } from './test/shelf.js';

const buckets = 16;
/** A lease to run out, another for what its holder may have locked, and a machine with much else to do. */
const longestTakeOverMilliseconds = 20_000;

describeWithKafka('two depots on one outbox', () => {
  let installation: Installation;
  const cleanUps: (() => Promise<void>)[] = [];

  beforeEach(async () => {
    installation = await Installation.create({ brokers: requireKafkaBrokers() });
    cleanUps.push(() => installation.close());
  }, 60_000);
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0)) await cleanUp();
  }, 60_000);

  async function shareTheWork(without: readonly Safeguard[] = []): Promise<void> {
    // The product's own lease: none is to run out here, however slow the machine.
    const settings = { without, leaseMilliseconds: 6_000 };
    const depots = await Promise.all([installation.start(settings), installation.start(settings)]);
    const [one, other] = depots;
    await until('each relay to hold half of the buckets', async () => {
      const figures = await Promise.all(depots.map((depot) => depot.figures()));
      return figures.every(({ bucketsHeld, joined }) => bucketsHeld === buckets / 2 && joined);
    });
    await installation.putAll(120, (command) => (command % 4 < 2 ? one : other));
    await installation.settle(one);
    const [first, second] = await Promise.all(depots.map((depot) => depot.figures()));
    const seen = await installation.audit();
    report('two relays', {
      ...seen,
      'published by the one': first?.publishedSinceStart ?? 0,
      'by the other': second?.publishedSinceStart ?? 0,
    });
    expect(first?.publishedSinceStart).toBeGreaterThan(0);
    expect(second?.publishedSinceStart).toBeGreaterThan(0);
    expect(seen.duplicates).toBe(0);
  }

  it(
    'share it: each event is published once, in order per key, and has its effect once',
    () => shareTheWork(),
    180_000,
  );

  it('negative control: without the aggregate lock the case fails', async () => {
    await expect(shareTheWork(['aggregate-lock'])).rejects.toThrow(/answered with 500|disagreements/);
  }, 180_000);

  it('X7 share the idempotency keys: of two clients with one key at once both get the answer to the one effect', async () => {
    const [one, other] = await Promise.all([installation.start(), installation.start()]);
    const rounds = Array.from({ length: 10 }, () => shelves.map((shelf) => ({ shelf, command: randomUUID() })));
    for (const atOnce of rounds) {
      await Promise.all(
        atOnce.map(async ({ shelf, command }) => {
          const answers = await Promise.all([one.send(shelf, command), other.send(shelf, command)]);
          expect(answers.map((answer) => answer?.status)).toEqual([201, 201]);
          expect(answers[0]?.text).toBe(answers[1]?.text);
          expect(answers.filter((answer) => answer?.replayed)).toHaveLength(1);
        }),
      );
    }
    const [first] = rounds.flat();
    expect(await other.send('f', first?.command ?? '')).toMatchObject({
      status: 409,
      text: expect.stringContaining('IdempotencyKeyReused'),
    });
    await installation.settle(one);
    const seen = await installation.audit();
    report('two clients with one key at once', { keys: rounds.flat().length, ...seen });
    expect(seen.commands).toBe(rounds.flat().length + shelves.length);
  }, 180_000);

  /**
   * One depot gets SIGSTOP with a batch in its hands, for longer than its lease lasts; the other takes over and goes on with the same
   * shelves; then the first gets SIGCONT. Returns how many records the stopped one put on the topic a second time.
   */
  async function stopPastTheLease(
    point: 'before-publish' | 'after-publish',
    without: readonly Safeguard[] = [],
  ): Promise<number> {
    const stopped = await installation.start({ without });
    await until('the first depot to hold every bucket', async () => (await stopped.figures()).bucketsHeld === buckets);
    const other = await installation.start({ without });
    await until('the other to hold half of them', async () => (await other.figures()).bucketsHeld === buckets / 2);
    await stopped.arm(point);
    await installation.putAll(36, () => other);
    await stopped.child.reaches(point);
    await untilQuiet(point);
    stopped.child.signal('SIGSTOP');
    const began = performance.now();
    await until('the other to hold every bucket', async () => (await other.figures()).bucketsHeld === buckets);
    const takenOver = performance.now() - began;
    await installation.putAll(36, () => other);
    await installation.settle(other);
    const before = await installation.audit();
    stopped.child.signal('SIGCONT');
    stopped.child.goOn();
    await until('the first to notice that its leases are lost', async () => (await stopped.figures()).leasesLost > 0);
    await installation.settle(other);
    const seen = await installation.audit();
    report(`SIGSTOP ${point}`, {
      commands: before.commands + seen.commands,
      effects: before.effects + seen.effects,
      'stood still in s': (performance.now() - began) / 1_000,
      'buckets taken over after s': takenOver / 1_000,
      'published again by the successor': before.duplicates,
      'published late by the stopped one': seen.duplicates,
      redelivered: before.redelivered + seen.redelivered,
    });
    expect(before.duplicates > 0).toBe(point === 'after-publish');
    // Wherever it was stopped, also inside a transaction of its own, the server frees what it has locked.
    expect(takenOver).toBeLessThan(longestTakeOverMilliseconds);
    return seen.duplicates;
  }

  /** Nothing is under way any more but the batch that is held, so that no lock is kept by the process that will stand still. */
  function untilQuiet(point: 'before-publish' | 'after-publish'): Promise<void> {
    return until(`quiet around a relay held ${point}`, async () => {
      const [row] = await installation.rows<{ quiet: boolean }>(
        `select (select count(*) from effect) = (select count(distinct (partition, record_offset)) from delivery)
           and (select count(*) from effect) >= (select count(*) from outbox_published)
           and not exists (select from pg_stat_activity where datname = current_database() and state = 'idle in transaction') as quiet`,
      );
      return row?.quiet === true;
    });
  }

  it('a relay stopped past its lease before it publishes, and continued, publishes nothing any more', async () => {
    expect(await stopPastTheLease('before-publish')).toBe(0);
  }, 240_000);

  it('a relay stopped past its lease after it has published, and continued, notices that its leases are lost', async () => {
    expect(await stopPastTheLease('after-publish')).toBe(0);
  }, 240_000);

  it('negative control: without the fence the stopped relay publishes late', async () => {
    expect(await stopPastTheLease('before-publish', ['fence'])).toBeGreaterThan(0);
  }, 240_000);
});
