import { InvalidInput } from '@rotables/domain-kernel';
import { encodeEvent, type DeliveredMessage, type OutgoingEvent } from '@rotables/event-bus';
import { Bench, thing, things } from './bench.js';
import { inProcessBus } from './buses.js';

function deliveries(events: readonly OutgoingEvent[]): DeliveredMessage[] {
  return events.map((event, index) => ({
    topic: event.topic,
    partition: 0,
    offset: String(index),
    ...encodeEvent(event),
  }));
}

describe('X5 the release of many keys at once', () => {
  let bench: Bench;
  const by = () => ({ actor: bench.actor, reason: 'The handler was corrected.' });
  const keys = Array.from({ length: 7 }, (_, index) => `K${index + 1}`);
  const figures = () => bench.operator.figures();

  beforeEach(async () => {
    bench = await Bench.on(inProcessBus);
    await bench.start();
    for (const key of keys) bench.conduct.failingKeys.add(key);
    await bench.receiver().receive(deliveries(keys.flatMap((key) => things(key, 1, 2))));
    expect(await figures()).toMatchObject({ openDeadLetters: 14, parkedKeys: 7 });
  });
  afterEach(async () => {
    await bench.close();
    expect(bench.conduct.fatal).toEqual([]);
  });

  it('goes batch by batch, the oldest first, and each key is on record with who and why', async () => {
    bench.conduct.failingKeys.clear();
    const first = await bench.operator.releaseMany({ limit: 4 }, by());
    expect(first).toMatchObject({ released: 4, blocked: 0, processed: 8, next: expect.anything() });
    const rest = await bench.operator.releaseMany({ limit: 4, ...(first.next && { after: first.next }) }, by());
    expect(rest).toEqual({ released: 3, blocked: 0, processed: 6, next: null });
    for (const key of keys) expect(await bench.sequencesOf(key)).toEqual([1, 2]);
    expect(await figures()).toMatchObject({ openDeadLetters: 0, parkedKeys: 0 });
    expect(await bench.rows('select action, key, actor, reason from inbox_operation order by key')).toEqual(
      keys.map((key) => ({ action: 'release', key, actor: 'li.na', reason: by().reason })),
    );
  });

  it('comes to an end where some keys stay blocked, and does nothing twice when it is repeated or comes twice at once', async () => {
    bench.conduct.failingKeys.clear();
    bench.conduct.failingKeys.add('K2');
    const both = await Promise.all([bench.operator.releaseMany({}, by()), bench.operator.releaseMany({}, by())]);
    expect(both.map(({ next }) => next)).toEqual([null, null]);
    expect(both.reduce((sum, { processed }) => sum + processed, 0)).toBe(12);
    expect(await bench.operator.releaseMany({}, by())).toEqual({ released: 0, blocked: 1, processed: 0, next: null });
    for (const key of keys) expect(await bench.sequencesOf(key)).toEqual(key === 'K2' ? [] : [1, 2]);
  });

  it('takes what the filter names: the type of the event in the way, what it was set aside for, since when', async () => {
    bench.conduct.failingKeys.clear();
    const wrong = [
      thing('W', 1, { body: { value: -1, note: 7 } }),
      thing('N', 1, { type: 'bench.thing-renamed.v1', body: { value: 1 } }),
      thing('G', 2),
    ];
    const [{ instant } = { instant: '' }] = await bench.rows<{ instant: string }>(
      'select clock_timestamp()::text as instant',
    );
    await bench.receiver().receive(deliveries(wrong));
    const released = (filter: Parameters<Bench['operator']['releaseMany']>[0]) =>
      bench.operator.releaseMany(filter, by());
    expect(await released({ failure: 'schema-violation' })).toMatchObject({ released: 0, blocked: 1 });
    expect(await released({ type: 'bench.thing-renamed.v1' })).toMatchObject({ released: 0, blocked: 1 });
    // W and N, and not G, which waits for an event that has not come.
    expect(await released({ since: instant })).toMatchObject({ released: 0, blocked: 2, next: null });
    expect(await released({ failure: 'handler-failed', since: instant })).toMatchObject({ released: 0, blocked: 0 });
    expect(await released({ failure: 'handler-failed' })).toMatchObject({ released: 7, processed: 14 });
    expect((await bench.operator.listParkedKeys()).map(({ key, reason }) => [key, reason])).toEqual([
      ['W', 'poison'],
      ['N', 'newer'],
      ['G', 'gap'],
    ]);
  });

  it('asks for a reason, and for a batch of a size that can be answered', async () => {
    await expect(bench.operator.releaseMany({}, { ...by(), reason: ' ' })).rejects.toThrow(InvalidInput);
    await expect(bench.operator.releaseMany({ limit: 501 }, by())).rejects.toThrow('limit is 501');
    expect(await bench.rows('select from inbox_operation')).toEqual([]);
  });
});
