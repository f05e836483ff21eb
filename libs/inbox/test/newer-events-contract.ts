import type { JsonObject } from '@rotables/domain-kernel';
import { encodeEvent, type DeliveredMessage, type OutgoingEvent } from '@rotables/event-bus';
import { Bench, benchTopic, thing, things, until, type BusUnderTest } from './bench.js';

const judged = 'bench.thing-judged.v1';

/** What the next release tells and the first does not know. */
const newerKinds: readonly { kind: string; reason: string; error: string; told: { type: string; body: JsonObject } }[] =
  [
    {
      kind: 'a type that was added',
      reason: 'unknown-type',
      error: 'bench.thing-renamed.v1, which is not in the contracts known here. Deploy the release that knows it',
      told: { type: 'bench.thing-renamed.v1', body: { value: 2 } },
    },
    {
      kind: 'a version that was added',
      reason: 'unknown-version',
      error: 'only bench.thing-happened.v1 is known here. Deploy the release that knows it',
      told: { type: 'bench.thing-happened.v2', body: { values: [2] } },
    },
    {
      kind: 'a word that was added to a closed list',
      reason: 'newer-shape',
      error: 'body/verdict must be equal to constant {"allowedValue":"good"}',
      told: { type: judged, body: { value: 2, verdict: 'unclear', note: '' } },
    },
    {
      kind: 'a value beyond a limit that was widened',
      reason: 'newer-shape',
      error: 'body/note must NOT have more than 5 characters',
      told: { type: judged, body: { value: 2, verdict: 'good', note: 'at length', since: 'the next release' } },
    },
  ];

const newer = (key: string, sequence: number): OutgoingEvent =>
  thing(key, sequence, { type: 'bench.thing-renamed.v1', body: { value: sequence } });

function deliveries(events: readonly OutgoingEvent[]): DeliveredMessage[] {
  return events.map((event, index) => ({
    topic: event.topic,
    partition: 0,
    offset: String(index),
    ...encodeEvent(event),
  }));
}

const nothingWaits = { openDeadLetters: 0, parkedKeys: 0, oldestParkedSeconds: null };

/** What becomes of events that are newer than the service that receives them; run against each adapter. */
export function newerEventsContract(name: string, createBus: () => Promise<BusUnderTest>): void {
  describe(`X5 events that are newer than their service: ${name}`, () => {
    let bench: Bench;
    beforeEach(async () => {
      bench = await Bench.on(createBus);
    });
    afterEach(async () => {
      await bench.close();
      expect(bench.conduct.fatal).toEqual([]);
    });

    it.each(newerKinds)(
      '$kind waits with its key while others flow, and has its effect once and in order when the service is upgraded',
      async ({ reason, error, told }) => {
        await bench.start();
        const ofA = [thing('A', 1), thing('A', 2, told), ...things('A', 3, 4)];
        await bench.publish(...ofA, ...things('B', 1, 4));
        await until('A waits', async () => (await bench.operator.listDeadLetters({ key: 'A' })).length === 3);
        await until('the other key flows', async () => (await bench.sequencesOf('B')).length === 4);
        expect(await bench.operator.listParkedKeys()).toMatchObject([
          { key: 'A', reason: 'newer', waiting: 3, missingSequence: null },
        ]);
        await bench.publish(...ofA, thing('B', 5));
        await until('the repetitions have been dealt with', async () => (await bench.sequencesOf('B')).includes(5));
        expect(await bench.takeUpNewer()).toBe(0);
        expect(await bench.operator.listDeadLetters({ key: 'A' })).toMatchObject([
          { sequence: 2, reason, attempts: 1, error: expect.stringContaining(error) },
          { sequence: 3, reason: 'waiting' },
          { sequence: 4, reason: 'waiting' },
        ]);
        expect(bench.conduct.setAside).toMatchObject([{ key: 'A', sequence: 2, reason }]);
        expect(await bench.sequencesOf('A')).toEqual([1]);
        await bench.stop();

        await bench.start('next');
        expect(await bench.takeUpNewer()).toBe(3);
        await bench.publish(...ofA, thing('A', 5));
        await until('the key flows again', async () => (await bench.sequencesOf('A')).includes(5));
        expect(await bench.sequencesOf('A')).toEqual([1, 2, 3, 4, 5]);
        expect(await bench.operator.figures()).toEqual(nothingWaits);
        expect(await bench.rows('select action from inbox_operation')).toEqual([]);
        expect(await bench.operator.listDeadLetters({ state: 'processed' })).toMatchObject(
          [2, 3, 4].map((sequence) => ({ sequence, settledBy: 'system:bench' })),
        );
      },
    );

    it('is taken up when it comes again to a process that knows it', async () => {
      await bench.start();
      const ofA = [newer('A', 1), ...things('A', 2, 3)];
      await bench.publish(...ofA);
      await until('A waits', async () => (await bench.operator.figures()).openDeadLetters === 3);
      await bench.stop();
      await bench.start('next');
      await bench.publish(...ofA);
      await until('A has caught up', async () => (await bench.sequencesOf('A')).length === 3);
      expect(await bench.sequencesOf('A')).toEqual([1, 2, 3]);
      await until('nothing waits', async () => (await bench.operator.figures()).parkedKeys === 0);
    });

    it('is taken up though a process of the release before sets events aside after the upgrade, and that one leaves it alone', async () => {
      await bench.start('next');
      expect(await bench.takeUpNewer()).toBe(0);
      await bench.receiver('first').receive(deliveries([newer('A', 1), thing('A', 2)]));
      expect(await bench.operator.listParkedKeys()).toMatchObject([{ key: 'A', reason: 'newer', waiting: 2 }]);
      expect(await bench.takeUpNewer('first')).toBe(0);
      const [one, other] = await Promise.all([bench.takeUpNewer(), bench.takeUpNewer()]);
      expect(one + other).toBe(2);
      expect(await bench.sequencesOf('A')).toEqual([1, 2]);
      expect(await bench.operator.figures()).toEqual(nothingWaits);
    });

    it('waits again where the service was upgraded, and not far enough', async () => {
      await bench.start();
      const vanished = { type: 'bench.thing-from-after-next.v1', body: {} };
      await bench.publish(newer('A', 1), thing('A', 2, vanished), thing('A', 3));
      await until('A waits', async () => (await bench.operator.figures()).openDeadLetters === 3);
      await bench.stop();
      await bench.start('next');
      expect(await bench.takeUpNewer()).toBe(1);
      expect(await bench.takeUpNewer()).toBe(0);
      expect(await bench.operator.listParkedKeys()).toMatchObject([{ key: 'A', reason: 'newer', waiting: 2 }]);
      expect(await bench.operator.listDeadLetters()).toMatchObject([{ reason: 'unknown-type', attempts: 2 }, {}]);
      expect(await bench.sequencesOf('A')).toEqual([1]);
    });

    it('goes on as poison where its handler fails once it is known, and is tried no more without a person', async () => {
      await bench.start();
      await bench.receiver().receive(deliveries([newer('A', 1), thing('A', 2)]));
      await bench.stop();
      bench.conduct.failingKeys.add('A');
      await bench.start('next');
      expect(await bench.takeUpNewer()).toBe(1);
      expect(await bench.operator.listParkedKeys()).toMatchObject([{ key: 'A', reason: 'poison', waiting: 1 }]);
      expect(await bench.takeUpNewer()).toBe(0);
      // Once as one that waited, once by its handler.
      expect(await bench.operator.listDeadLetters()).toMatchObject([
        { sequence: 2, reason: 'handler-failed', attempts: 2 },
      ]);
    });

    it('is no excuse for what no release may say: a field missing, or of another type, is poison', async () => {
      await bench.start();
      await bench.publish(
        thing('A', 1, { type: judged, body: { value: 1, verdict: 'unclear' } }),
        thing('B', 1, { type: judged, body: { value: 'one', verdict: 'unclear', note: '' } }),
        thing('C', 1, { type: judged, body: { value: 1, verdict: 7, note: '' } }),
      );
      await until('all wait', async () => (await bench.operator.figures()).openDeadLetters === 3);
      const parked = await bench.operator.listParkedKeys();
      expect(parked.map(({ reason }) => reason)).toEqual(['poison', 'poison', 'poison']);
      const letters = await bench.operator.listDeadLetters();
      expect(letters.map(({ reason }) => reason)).toEqual(Array(3).fill('schema-violation'));
      expect(await bench.takeUpNewer('next')).toBe(0);
    });

    it('keeps its place where nobody here takes the event: its words are nobody’s concern', async () => {
      await bench.start();
      const noted = (body: JsonObject) => thing('A', 2, { type: 'bench.thing-noted.v1', body });
      await bench.publish(thing('A', 1), noted({ value: 2, colour: 'of the next release' }), thing('A', 3));
      await until('the last event has its effect', async () => (await bench.sequencesOf('A')).includes(3));
      const outcomes = await bench.rows('select sequence::int, outcome from inbox order by sequence');
      expect(outcomes).toMatchObject([{ outcome: 'processed' }, { outcome: 'ignored' }, { outcome: 'processed' }]);
    });

    it('lets no other event with its number overtake it', async () => {
      await bench.start();
      const [first, other] = [newer('A', 1), thing('A', 1)];
      for (const events of [[first], [other], [other], [first]]) await bench.receiver().receive(deliveries(events));
      expect(await bench.sequencesOf('A')).toEqual([]);
      await bench.stop();
      await bench.start('next');
      expect(await bench.takeUpNewer()).toBe(1);
      expect(await bench.rows('select event_id from inbox')).toEqual([{ event_id: first.id }]);
      expect(await bench.operator.listDeadLetters()).toMatchObject([
        { reason: 'identity-conflict', eventId: other.id },
      ]);
    });

    it('does not make a poison event of the same number try itself again, which nobody has decided on', async () => {
      await bench.start();
      const poison = thing('A', 1, { body: { value: -1 } });
      for (const events of [[poison], [newer('A', 1)]]) await bench.receiver().receive(deliveries(events));
      expect(await bench.operator.listParkedKeys()).toMatchObject([{ key: 'A', reason: 'poison' }]);
      expect(await bench.takeUpNewer('next')).toBe(0);
      expect(await bench.operator.listDeadLetters()).toMatchObject([{ eventId: poison.id, attempts: 1 }, {}]);
    });

    it('may be given up by a person, or released in vain', async () => {
      await bench.start();
      await bench.receiver().receive(deliveries([newer('A', 1), thing('A', 2)]));
      const by = { actor: bench.actor, reason: 'The service that told it was rolled back.' };
      expect(await bench.operator.release(benchTopic, 'A', by)).toEqual({ processed: 0, blockedBy: 'newer' });
      const [letter] = await bench.operator.listDeadLetters();
      await bench.operator.skip(letter?.id ?? '', by);
      expect(await bench.operator.release(benchTopic, 'A', by)).toEqual({ processed: 1, blockedBy: null });
      expect(await bench.sequencesOf('A')).toEqual([2]);
    });
  });
}
