import { setImmediate as nextTurn } from 'node:timers/promises';
import { encodeEvent, KafkaEventServer, type OutgoingEvent } from '@rotables/event-bus';
import { GapStillOpen } from '../src/index.js';
import { Bench, benchTopic, thing, things, until, type BusUnderTest } from './bench.js';

/** The cases of the contract whose failure without a safeguard is proven apart, in the negative controls. */
export const safeguardedCases = {
  async eachEffectOnce(bench: Bench): Promise<void> {
    const events = [...things('A', 1, 5), ...things('B', 1, 5)];
    await bench.start();
    await bench.publish(...events);
    await bench.publish(...events, ...events);
    await bench.stop();
    await bench.start();
    await bench.publish(...events);
    // The last event comes after all the repetitions of its partition: when it is there, they have been dealt with.
    await bench.publish(thing('A', 6), thing('B', 6));
    await until('the last event of each key has its effect', async () => {
      const effects = await bench.effects();
      return ['A', 'B'].every((key) => effects.some((effect) => effect.key === key && effect.sequence === 6));
    });
    expect(await bench.sequencesOf('A')).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await bench.sequencesOf('B')).toEqual([1, 2, 3, 4, 5, 6]);
  },

  async aPoisonedKeyWaits(bench: Bench): Promise<void> {
    bench.conduct.failingKeys.add('A');
    await bench.start();
    await bench.publish(thing('A', 1));
    await until('the poison event is a dead letter', async () => (await bench.operator.figures()).openDeadLetters > 0);
    bench.conduct.failingKeys.clear();
    await bench.publish(...things('A', 2, 3), ...things('B', 1, 3));
    await until('A 3 has been dealt with', async () => {
      const [effects, letters] = [await bench.effects(), await bench.operator.listDeadLetters()];
      return [...effects, ...letters].some(({ key, sequence }) => key === 'A' && sequence === 3);
    });
    await until('the other key flows', async () => (await bench.sequencesOf('B')).length === 3);
    expect(await bench.sequencesOf('A')).toEqual([]);
    expect((await bench.operator.listParkedKeys()).map(({ key, reason }) => ({ key, reason }))).toEqual([
      { key: 'A', reason: 'poison' },
    ]);
    const released = await bench.operator.release(benchTopic, 'A', {
      actor: bench.actor,
      reason: 'The handler was corrected.',
    });
    expect(released).toEqual({ processed: 3, blockedBy: null });
    expect(await bench.sequencesOf('A')).toEqual([1, 2, 3]);
  },
};

const poisonKinds: readonly {
  kind: string;
  reason: string;
  spoil: (event: OutgoingEvent) => Promise<Spoilt>;
  mendable: boolean;
}[] = [
  {
    kind: 'broken JSON',
    reason: 'broken-json',
    mendable: true,
    spoil: async (event) => ({ event, value: '{"value": 2,' }),
  },
  {
    kind: 'JSON that is no object',
    reason: 'broken-json',
    mendable: true,
    spoil: async (event) => ({ event, value: '"two"' }),
  },
  {
    kind: 'wrong schema',
    reason: 'schema-violation',
    mendable: true,
    spoil: async (event) => ({ event, value: '{"value":"two"}' }),
  },
  {
    kind: 'unknown type',
    reason: 'unknown-type',
    mendable: false,
    spoil: async (event) => ({ event: { ...event, type: 'bench.thing-vanished.v1' } }),
  },
  {
    kind: 'unknown version',
    reason: 'unknown-version',
    mendable: false,
    spoil: async (event) => ({ event: { ...event, type: 'bench.thing-happened.v2' } }),
  },
];

interface Spoilt {
  readonly event: OutgoingEvent;
  readonly value?: string;
}

/** What every event bus promises together with the inbox; run against each adapter. */
export function eventBusContract(name: string, createBus: () => Promise<BusUnderTest>): void {
  describe(`event bus contract: ${name}`, () => {
    let bench: Bench;
    beforeEach(async () => {
      bench = await Bench.on(createBus);
    });
    afterEach(async () => {
      await bench.close();
      expect(bench.conduct.fatal).toEqual([]);
    });

    it('keeps the order per key', async () => {
      await bench.start();
      const keys = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
      for (let from = 1; from <= 41; from += 10) {
        await bench.publish(
          ...Array.from({ length: 10 }, (_, index) => keys.map((key) => thing(key, from + index))).flat(),
        );
      }
      await until('all effects are there', async () => (await bench.effects()).length >= keys.length * 50);
      const expected = Array.from({ length: 50 }, (_, index) => index + 1);
      for (const key of keys) expect(await bench.sequencesOf(key)).toEqual(expected);
    });

    it('gives each event its effect once under redelivery, duplicates and restart', () =>
      safeguardedCases.eachEffectOnce(bench));

    it('lets a key wait behind an event whose handler throws, and others flow', () =>
      safeguardedCases.aPoisonedKeyWaits(bench));

    it.each(poisonKinds)(
      'parks the key behind $kind; other keys flow; release resumes in order',
      async ({ reason, spoil, mendable }) => {
        await bench.start();
        const { event, value } = await spoil(thing('A', 2));
        await bench.publish(thing('A', 1));
        await bench.bus.inject(rawRecord(event, value));
        await bench.publish(...things('A', 3, 4), ...things('B', 1, 4));
        await until(
          'A waits with three letters',
          async () => (await bench.operator.listDeadLetters({ key: 'A' })).length === 3,
        );
        await until('the other key flows', async () => (await bench.sequencesOf('B')).length === 4);
        const [poison, ...waiting] = await bench.operator.listDeadLetters({ key: 'A' });
        expect(poison).toMatchObject({ reason, sequence: 2 });
        expect(waiting.map((letter) => letter.reason)).toEqual(['waiting', 'waiting']);
        const by = { actor: bench.actor, reason: 'Agreed with the producing service.' };
        const id = poison?.id ?? '';
        await (mendable ? bench.operator.mend(id, { value: 2, note: 'mended' }, by) : bench.operator.skip(id, by));
        await bench.operator.release(benchTopic, 'A', by);
        expect(await bench.sequencesOf('A')).toEqual(mendable ? [1, 2, 3, 4] : [1, 3, 4]);
        expect(await bench.operator.figures()).toEqual({
          openDeadLetters: 0,
          parkedKeys: 0,
          oldestParkedSeconds: null,
        });
        await bench.publish(thing('A', 5));
        await until('the key flows again', async () => (await bench.sequencesOf('A')).includes(5));
        const operations = await bench.rows('select action, actor, reason from inbox_operation order by id');
        expect(operations).toEqual(
          [mendable ? 'mend' : 'skip', 'release'].map((action) => ({ action, actor: 'li.na', reason: by.reason })),
        );
      },
    );

    it('parks the key behind a record without headers, until the event is redelivered whole', async () => {
      await bench.start();
      const [first, second, third] = [thing('A', 1), thing('A', 2), thing('A', 3)];
      await bench.publish(first);
      await bench.bus.inject({ ...rawRecord(second), headers: {} });
      await bench.publish(third, thing('B', 1));
      await until('A waits', async () => (await bench.operator.figures()).openDeadLetters === 2);
      await until('the other key flows', async () => (await bench.sequencesOf('B')).length === 1);
      const by = { actor: bench.actor, reason: 'The record is beyond repair; its service redelivers it.' };
      const malformed = (await bench.operator.listDeadLetters()).find(({ reason }) => reason === 'malformed-envelope');
      await bench.operator.skip(malformed?.id ?? '', by);
      await expect(bench.operator.release(benchTopic, 'A', by)).rejects.toThrow(GapStillOpen);
      await bench.publish(second);
      await until('the key has caught up', async () => (await bench.sequencesOf('A')).length === 3);
      expect(await bench.sequencesOf('A')).toEqual([1, 2, 3]);
    });

    it('retries transient faults with back-off, keeps its group membership, and gives each event its effect once', async () => {
      await bench.start();
      const before = membershipOf(bench);
      bench.conduct.connectionCuts = 4;
      await bench.publish(...things('A', 1, 3), ...things('B', 1, 3));
      await until('all effects are there', async () => (await bench.effects()).length >= 6);
      expect(bench.conduct.connectionCuts).toBe(0);
      expect(bench.conduct.calls).toBeGreaterThanOrEqual(10);
      expect(await bench.sequencesOf('A')).toEqual([1, 2, 3]);
      expect(await bench.sequencesOf('B')).toEqual([1, 2, 3]);
      expect(await bench.operator.listDeadLetters({ state: 'any' })).toEqual([]);
      expect(membershipOf(bench)).toEqual(before);
    });

    it('notices a gap in a sequence, and goes on by itself when the missing event arrives', async () => {
      await bench.start();
      await bench.publish(thing('A', 1), thing('A', 3), thing('A', 4), thing('B', 1));
      await until('A waits', async () => (await bench.operator.figures()).openDeadLetters === 2);
      expect(await bench.operator.listParkedKeys()).toMatchObject([
        { key: 'A', reason: 'gap', missingSequence: 2, waiting: 2 },
      ]);
      await bench.publish(thing('A', 2));
      await until('A has caught up', async () => (await bench.sequencesOf('A')).length === 4);
      expect(await bench.sequencesOf('A')).toEqual([1, 2, 3, 4]);
      await until('A is free', async () => (await bench.operator.figures()).parkedKeys === 0);
      expect(await bench.sequencesOf('B')).toEqual([1]);
    });

    it('loses and repeats nothing when it is shut down in mid-batch', async () => {
      await bench.start();
      let reached: () => void = () => undefined;
      const middle = new Promise<void>((resolve) => (reached = resolve));
      bench.conduct.afterEffect = async () => {
        if (bench.conduct.calls === 15) reached();
        await nextTurn();
      };
      const published = bench.publish(...things('A', 1, 100), ...things('B', 1, 100), ...things('C', 1, 100));
      await middle;
      await bench.stop();
      await bench.start();
      await published;
      await until('all effects are there', async () => (await bench.effects()).length >= 300);
      const expected = Array.from({ length: 100 }, (_, index) => index + 1);
      for (const key of ['A', 'B', 'C']) expect(await bench.sequencesOf(key)).toEqual(expected);
      expect(await bench.operator.listDeadLetters({ state: 'any' })).toEqual([]);
    });

    it('keeps the place in the sequence of events that have no handler here', async () => {
      await bench.start();
      await bench.publish(
        thing('A', 1),
        thing('A', 2, { type: 'bench.thing-noted.v1', body: { value: 2 } }),
        thing('A', 3),
      );
      await until('the last event has its effect', async () => (await bench.sequencesOf('A')).includes(3));
      const outcomes = await bench.rows('select sequence::int, outcome from inbox order by sequence');
      expect(outcomes).toEqual(
        ['processed', 'ignored', 'processed'].map((outcome, index) => ({ sequence: index + 1, outcome })),
      );
    });
  });
}

function membershipOf({ server }: Bench): unknown {
  return server instanceof KafkaEventServer ? server.membership() : server.progress().joined;
}

function rawRecord(event: OutgoingEvent, value?: string) {
  const record = encodeEvent(event);
  return { topic: event.topic, ...record, value: value === undefined ? record.value : Buffer.from(value) };
}
