import { randomUUID } from 'node:crypto';
import { InvalidInput } from '@rotables/domain-kernel';
import { encodeEvent, type DeliveredMessage, type OutgoingEvent } from '@rotables/event-bus';
import {
  DeadLetterNotFound,
  DeadLetterNotMendable,
  DeadLetterSettled,
  GapStillOpen,
  KeyNotParked,
} from '../src/index.js';
import { Bench, benchTopic, counted, thing, things, until } from './bench.js';
import { inProcessBus } from './buses.js';

function deliveries(events: readonly OutgoingEvent[]): DeliveredMessage[] {
  return events.map((event, index) => ({
    topic: event.topic,
    partition: 0,
    offset: String(index),
    ...encodeEvent(event),
  }));
}

describe('inbox', () => {
  let bench: Bench;
  const by = () => ({ actor: bench.actor, reason: 'Decided with the producing service.' });

  beforeEach(async () => {
    bench = await Bench.on(inProcessBus);
    await bench.start();
  });
  afterEach(async () => {
    await bench.close();
    expect(bench.conduct.fatal).toEqual([]);
  });

  it('gives each event its effect once when two replicas receive the same batches at once', async () => {
    const receivers = [bench.receiver(), bench.receiver(), bench.receiver()];
    for (let from = 1; from <= 81; from += 20) {
      const batch = deliveries([...things('A', from, from + 19), ...things('B', from, from + 19)]);
      await Promise.all(receivers.map((receiver) => receiver.receive(batch)));
    }
    const expected = Array.from({ length: 100 }, (_, index) => index + 1);
    for (const key of ['A', 'B']) expect(await bench.sequencesOf(key)).toEqual(expected);
    expect(await bench.operator.listDeadLetters({ state: 'any' })).toEqual([]);
  });

  it('gives each event its effect once when it is in a batch twice', async () => {
    const [first, second] = [thing('A', 1), thing('A', 2)];
    await bench.receiver().receive(deliveries([first, first, second, first, second]));
    expect(await bench.sequencesOf('A')).toEqual([1, 2]);
  });

  describe('an event with the number of another', () => {
    const otherOf = (key: string, sequence: number): OutgoingEvent => ({ ...thing(key, sequence), id: randomUUID() });
    const conflict = { reason: 'identity-conflict', sequence: 1, key: 'A' };

    it('is set aside and parks its key, in another batch or in the same, and is no repetition', async () => {
      const [first, other] = [otherOf('A', 1), otherOf('A', 1)];
      await bench.receiver().receive(deliveries([first, thing('B', 1)]));
      await bench.receiver().receive(deliveries([other, otherOf('A', 2), thing('B', 2)]));
      expect(await bench.operator.listDeadLetters()).toMatchObject([
        { ...conflict, eventId: other.id, error: expect.stringContaining(`was taken in with the id ${first.id}`) },
        { reason: 'waiting', sequence: 2 },
      ]);
      expect(await bench.operator.listParkedKeys()).toMatchObject([{ key: 'A', reason: 'poison', waiting: 2 }]);
      expect(await bench.sequencesOf('A')).toEqual([1]);
      expect(await bench.sequencesOf('B')).toEqual([1, 2]);

      await bench.receiver().receive(deliveries([otherOf('C', 1), otherOf('C', 1)]));
      expect(await bench.sequencesOf('C')).toEqual([1]);
      expect(await bench.operator.listDeadLetters({ key: 'C' })).toMatchObject([{ reason: 'identity-conflict' }]);
    });

    it('stays set aside however often it or the first comes, also from replicas at once', async () => {
      const [first, other] = [otherOf('A', 1), otherOf('A', 1)];
      const receivers = [bench.receiver(), bench.receiver()];
      await Promise.all(
        receivers.map((receiver, index) => receiver.receive(deliveries(index === 0 ? [first] : [other]))),
      );
      for (const receiver of receivers) await receiver.receive(deliveries([first, other, first]));
      expect(await bench.sequencesOf('A')).toEqual([1]);
      expect(await bench.operator.listDeadLetters()).toMatchObject([conflict]);
    });

    it('is tried in vain, cannot be mended, and lets its key go on once it is skipped, also when it comes again', async () => {
      const other = otherOf('A', 1);
      await bench.receiver().receive(deliveries([otherOf('A', 1)]));
      await bench.receiver().receive(deliveries([other, otherOf('A', 2)]));
      expect(await bench.operator.release(benchTopic, 'A', by())).toEqual({ processed: 0, blockedBy: 'poison' });
      const [letter] = await bench.operator.listDeadLetters();
      expect(letter).toMatchObject({ ...conflict, attempts: 2 });
      const id = letter?.id ?? '';
      await expect(bench.operator.mend(id, { value: 1, note: '' }, by())).rejects.toThrow(DeadLetterNotMendable);
      await bench.operator.skip(id, by());
      expect(await bench.operator.release(benchTopic, 'A', by())).toEqual({ processed: 1, blockedBy: null });
      await bench.receiver().receive(deliveries([other, otherOf('A', 3)]));
      expect(await bench.sequencesOf('A')).toEqual([1, 2, 3]);
      expect(await bench.operator.figures()).toMatchObject({ openDeadLetters: 0, parkedKeys: 0 });
    });

    it('is found among those that wait, when their turn comes', async () => {
      await bench.receiver().receive(deliveries([otherOf('A', 2), otherOf('A', 2)]));
      expect(await bench.operator.listDeadLetters()).toMatchObject([{ reason: 'waiting' }, { reason: 'waiting' }]);
      await bench.receiver().receive(deliveries([otherOf('A', 1)]));
      expect(await bench.sequencesOf('A')).toEqual([1, 2]);
      expect(await bench.operator.listDeadLetters()).toMatchObject([{ reason: 'identity-conflict', sequence: 2 }]);
      expect(await bench.operator.listParkedKeys()).toMatchObject([{ key: 'A', reason: 'poison' }]);
    });
  });

  it('takes a batch apart at a failing event and commits all other keys', async () => {
    bench.conduct.failingKeys.add('B').add('D');
    const keys = ['A', 'B', 'C', 'D', 'E', 'F'];
    await bench.receiver().receive(deliveries([1, 2].flatMap((sequence) => keys.map((key) => thing(key, sequence)))));
    for (const key of ['A', 'C', 'E', 'F']) expect(await bench.sequencesOf(key)).toEqual([1, 2]);
    for (const key of ['B', 'D']) expect(await bench.sequencesOf(key)).toEqual([]);
    expect((await bench.operator.listParkedKeys()).map(({ key, waiting }) => [key, waiting])).toEqual([
      ['B', 2],
      ['D', 2],
    ]);
    expect(await bench.operator.listDeadLetters({ key: 'B' })).toMatchObject([
      {
        sequence: 1,
        reason: 'handler-failed',
        error: 'Error: the handler refuses B',
        type: 'bench.thing-happened.v1',
        attempts: 1,
      },
      { sequence: 2, reason: 'waiting' },
    ]);
  });

  it('hands events that are taken together over in one call, in order, each once, and others between them', async () => {
    const batch = [counted('A', 1), counted('B', 1), counted('A', 2), thing('A', 3), counted('A', 4), counted('B', 2)];
    await bench.receiver().receive(deliveries([...batch, ...batch]));
    expect(await bench.sequencesOf('A')).toEqual([1, 2, 3, 4]);
    expect(await bench.sequencesOf('B')).toEqual([1, 2]);
    expect(bench.conduct.togetherCalls).toEqual([3, 2]);
  });

  it('tries events that are taken together one by one when their handler fails, and parks the failing key alone', async () => {
    bench.conduct.failingKeys.add('B');
    await bench.receiver().receive(deliveries(['A', 'B', 'C'].map((key) => counted(key, 1))));
    expect(bench.conduct.togetherCalls).toEqual([3, 1, 1, 1]);
    for (const key of ['A', 'C']) expect(await bench.sequencesOf(key)).toEqual([1]);
    expect((await bench.operator.listParkedKeys()).map(({ key }) => key)).toEqual(['B']);
    bench.conduct.failingKeys.clear();
    expect(await bench.operator.release(benchTopic, 'B', by())).toEqual({ processed: 1, blockedBy: null });
    expect(await bench.sequencesOf('B')).toEqual([1]);
  });

  it('parks a key again when its release meets the next poison event', async () => {
    bench.conduct.failingKeys.add('A');
    await bench.receiver().receive(deliveries(things('A', 1, 3)));
    expect(await bench.operator.release(benchTopic, 'A', by())).toEqual({ processed: 0, blockedBy: 'poison' });
    expect(await bench.operator.listDeadLetters({ key: 'A' })).toMatchObject([{ attempts: 2 }, {}, {}]);
    bench.conduct.failingKeys.clear();
    expect(await bench.operator.release(benchTopic, 'A', by())).toEqual({ processed: 3, blockedBy: null });
    expect(await bench.sequencesOf('A')).toEqual([1, 2, 3]);
  });

  it('goes on after a gap that an operator accepts, and drops the missing event if it comes after all', async () => {
    await bench.receiver().receive(deliveries([thing('A', 1), thing('A', 4), thing('A', 5)]));
    await expect(bench.operator.release(benchTopic, 'A', by())).rejects.toThrow(GapStillOpen);
    expect(await bench.operator.release(benchTopic, 'A', by(), { acceptGap: true })).toEqual({
      processed: 2,
      blockedBy: null,
    });
    await bench.receiver().receive(deliveries([thing('A', 2), thing('A', 3), thing('A', 6)]));
    expect(await bench.sequencesOf('A')).toEqual([1, 4, 5, 6]);
    const skipped = await bench.rows("select sequence::int from inbox where outcome = 'skipped' order by sequence");
    expect(skipped).toEqual([{ sequence: 2 }, { sequence: 3 }]);
    expect(await bench.rows('select action, actor from inbox_operation')).toEqual([
      { action: 'accept-gap', actor: 'li.na' },
    ]);
  });

  it('takes up a drain that a transient fault has interrupted', async () => {
    const receiver = bench.receiver();
    await receiver.receive(deliveries([thing('A', 2), thing('A', 3)]));
    const [missing] = [thing('A', 1)];
    // The cut comes in the middle of the drain: after the missing event, before the events that wait.
    bench.conduct.afterEffect = async () => {
      bench.conduct.connectionCuts = bench.conduct.calls === 2 ? 1 : 0;
    };
    await expect(receiver.receive(deliveries([missing]))).rejects.toThrow('connection');
    bench.conduct.afterEffect = () => Promise.resolve();
    bench.conduct.connectionCuts = 0;
    await receiver.receive(deliveries([missing]));
    await until('the key has caught up', async () => (await bench.sequencesOf('A')).length === 3);
    expect(await bench.sequencesOf('A')).toEqual([1, 2, 3]);
    expect(await bench.operator.figures()).toMatchObject({ openDeadLetters: 0, parkedKeys: 0 });
  });

  it('carries the trace of each event of a batch to what its handler appends', async () => {
    const traces = [
      '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
      '00-5bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    ];
    const seen: (string | null)[] = [];
    bench.conduct.observeTrace = (traceparent) => seen.push(traceparent);
    const [first, second] = traces.map((traceparent, index) => ({ ...thing('A', index + 1), traceparent }));
    await bench.receiver().receive(deliveries([first ?? thing('A', 1), second ?? thing('A', 2)]));
    expect(seen).toEqual(traces);
  });

  describe('the operator', () => {
    it('is told what he may not do, and why', async () => {
      const unknown = '00000000-0000-4000-8000-000000000000';
      await expect(bench.operator.release(benchTopic, 'A', by())).rejects.toThrow(KeyNotParked);
      await expect(bench.operator.skip(unknown, by())).rejects.toThrow(DeadLetterNotFound);
      await expect(bench.operator.skip('seventeen', by())).rejects.toThrow('deadLetterId is "seventeen"');
      await expect(bench.operator.skip(unknown, { actor: bench.actor, reason: ' ' })).rejects.toThrow(InvalidInput);
      await expect(bench.operator.listDeadLetters({ limit: 0 })).rejects.toThrow(
        'limit is 0, but must be a whole number from 1 to 500',
      );
      await expect(bench.operator.listDeadLetters({ after: 'x' })).rejects.toThrow('after is "x"');
    });

    it('cannot mend with a body that the contract refuses, nor what no body can mend, nor what is settled', async () => {
      bench.conduct.failingKeys.add('A');
      await bench.receiver().receive(deliveries([thing('A', 1), thing('B', 1, { type: 'bench.thing-vanished.v1' })]));
      const [ofA, ofB] = await bench.operator.listDeadLetters();
      const mend = (id: string | undefined, body: { value: number; note?: string }) =>
        bench.operator.mend(id ?? '', body, by());
      await expect(mend(ofA?.id, { value: -1, note: '' })).rejects.toThrow('body/value must be >= 0');
      await expect(mend(ofA?.id, { value: 1 })).rejects.toThrow("required property 'note'");
      await expect(mend(ofB?.id, { value: 1, note: '' })).rejects.toThrow(DeadLetterNotMendable);
      await bench.operator.skip(ofB?.id ?? '', by());
      await expect(bench.operator.skip(ofB?.id ?? '', by())).rejects.toThrow(DeadLetterSettled);
      expect(await bench.operator.deadLetter(ofB?.id ?? '')).toMatchObject({
        state: 'skipped',
        settledBy: 'li.na',
        settledReason: by().reason,
      });
    });

    it('pages through the dead letters in the order of their arrival', async () => {
      bench.conduct.failingKeys.add('A');
      await bench.receiver().receive(deliveries(things('A', 1, 5)));
      const first = await bench.operator.listDeadLetters({ limit: 2 });
      const rest = await bench.operator.listDeadLetters({ after: first.at(-1)?.position ?? '' });
      expect([...first, ...rest].map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
      expect(first).toHaveLength(2);
      expect(first[0]).toMatchObject({
        headers: { ce_actor: 'li.na' },
        value: '{"value":1,"note":""}',
        mendedBody: null,
      });
    });
  });

  it('keeps the application from rewriting what it has recorded', async () => {
    await bench.receiver().receive(deliveries([thing('A', 1)]));
    await expect(bench.rows('delete from inbox')).rejects.toThrow('permission denied');
    await expect(bench.rows("update inbox set outcome = 'skipped'")).rejects.toThrow('permission denied');
    await expect(bench.rows('delete from inbox_operation')).rejects.toThrow('permission denied');
  });
});
