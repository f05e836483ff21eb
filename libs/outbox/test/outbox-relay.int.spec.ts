import type { OutgoingEvent } from '@rotables/event-bus';
import { UnitOfWork } from '@rotables/persistence';
import type { ServiceDatabase } from '@rotables/persistence';
import { LeaseLost, OutboxRelay, OutboxStore, redeliver } from '../src/index.js';
import { BucketLeases } from '../src/bucket-leases.js';
import type { Lease, Marked, OutboxRelayOptions } from '../src/index.js';
import {
  createScratchOutbox,
  ensureOnceAndInOrder,
  putUnit,
  query,
  RecordingPublisher,
  session,
  signal,
  eventually,
  topic,
} from './scratch-outbox.js';
import type { ScratchOutbox } from './scratch-outbox.js';

const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

let scratch: ScratchOutbox;
let running: OutboxRelay[];
let log: OutgoingEvent[];

beforeAll(async () => {
  scratch = await createScratchOutbox();
});
afterAll(() => scratch.drop());
beforeEach(async () => {
  [running, log] = [[], []];
  await query(scratch.ownerUrl, 'truncate outbox, outbox_published, outbox_relay, shelf');
  await query(scratch.ownerUrl, 'update outbox_lease set owner = null, expires_at = null, epoch = 0');
  await query(scratch.ownerUrl, 'insert into shelf select key, 0, 0 from unnest($1::text[]) as key', [keys]);
});
afterEach(() => Promise.all(running.map((relay) => relay.stop())));

const putUnits = (rounds: number, database: ServiceDatabase = scratch.database) =>
  Promise.all(
    keys.map(async (key) => {
      for (let round = 0; round < rounds; round += 1) await database.unitOfWork.run(session, () => putUnit(key));
    }),
  );
const waiting = async () => (await query(scratch.ownerUrl, 'select from outbox')).length;
const epochsMarked = async () =>
  (await query<{ epoch: string }>(scratch.ownerUrl, 'select distinct epoch from outbox_published order by epoch')).map(
    ({ epoch }) => Number(epoch),
  );
const eachOf = (count: number) => Object.fromEntries(keys.map((key) => [key, count]));

type Changes = Partial<OutboxRelayOptions> & { readonly relay?: typeof OutboxRelay };
function startRelay({ relay: Relay = OutboxRelay, ...changes }: Changes = {}): OutboxRelay {
  const relay = new Relay({
    unitOfWork: scratch.database.unitOfWork,
    publisher: new RecordingPublisher(log),
    source: 'spec',
    leaseMilliseconds: 400,
    ...changes,
  });
  relay.start();
  running.push(relay);
  return relay;
}

/** A store whose lease-keeping can be made to stand still, as that of a process which got SIGSTOP. */
class StoppableStore extends OutboxStore {
  go: Promise<unknown> = Promise.resolve();
  override async heartbeat(...parameters: Parameters<OutboxStore['heartbeat']>): Promise<number> {
    await this.go;
    return super.heartbeat(...parameters);
  }
}

/** A place where a relay stands still once, with everything that is its own. */
class StandStill {
  readonly #reached = signal();
  readonly #go = signal();
  readonly reached = this.#reached.promise;
  #used = false;

  constructor(private readonly store?: StoppableStore) {}

  readonly here = async (): Promise<void> => {
    if (this.#used) return;
    this.#used = true;
    if (this.store) this.store.go = this.#go.promise;
    this.#reached.done();
    await this.#go.promise;
  };
  continue(): void {
    this.#go.done();
  }
}

describe('the outbox relay', () => {
  it('publishes what was committed, whole and in order, and keeps it in the log', async () => {
    await scratch.database.unitOfWork.run(session, () => putUnit('a'), { traceparent: '00-trace-span-01' });
    startRelay();
    await eventually('the event is marked', async () => log.length === 1 && (await waiting()) === 0);
    expect(log[0]).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      type: 'spec.unit-put.v1',
      source: 'spec',
      topic,
      key: 'a',
      sequence: 1,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
      city: 'DL',
      actor: 'system:outbox-spec',
      traceparent: '00-trace-span-01',
      body: { shelf: 'a', units: 1 },
    });
    expect(await query(scratch.ownerUrl, 'select event_id from outbox_published')).toEqual([{ event_id: log[0]?.id }]);
  });

  it('X5 two relays on one outbox share it, and publish each event once and in order', async () => {
    const other = await scratch.open();
    const relays = [startRelay({ batchSize: 7 }), startRelay({ batchSize: 7, unitOfWork: other.unitOfWork })];
    await eventually('both have their share', async () => {
      const figures = await Promise.all(relays.map((relay) => relay.figures()));
      return figures.every(({ bucketsHeld }) => bucketsHeld === 8);
    });
    await Promise.all([putUnits(15), putUnits(15, other)]);
    await eventually('the outbox is empty', async () => (await waiting()) === 0);
    ensureOnceAndInOrder(log, eachOf(30));
    const published = await Promise.all(relays.map(async (relay) => (await relay.figures()).publishedSinceStart));
    expect(published.every((count) => count > 0)).toBe(true);
  });

  it('does not skip what commits late', async () => {
    startRelay();
    const commit = signal();
    const written = signal();
    const late = scratch.database.unitOfWork.run(session, async () => {
      await putUnit('a');
      written.done();
      await commit.promise;
    });
    await written.promise;
    await scratch.database.unitOfWork.run(session, () => putUnit('b'));
    await eventually('the later event is published', () => log.length === 1);
    commit.done();
    await late;
    await eventually('the earlier event is published', () => log.length === 2);
    expect(log.map(({ key }) => key)).toEqual(['b', 'a']);
  });

  it('waits while the broker is down, while commands go on, and drains later', async () => {
    const publisher = new RecordingPublisher(log);
    publisher.fault = new Error('broker is down');
    const troubles: unknown[] = [];
    const relay = startRelay({ publisher, onTrouble: (trouble) => troubles.push(trouble) });
    await putUnits(2);
    await eventually('it has tried twice', () => troubles.length >= 2);
    expect(await relay.figures()).toMatchObject({ depth: 16, publishedSinceStart: 0 });
    expect((await relay.figures()).consecutiveFaults).toBeGreaterThanOrEqual(2);
    publisher.fault = undefined;
    await eventually('the outbox is empty', async () => (await waiting()) === 0);
    ensureOnceAndInOrder(log, eachOf(2));
    expect(await relay.figures()).toMatchObject({
      depth: 0,
      oldestAgeSeconds: 0,
      consecutiveFaults: 0,
      publishedSinceStart: 16,
    });
  });

  it('publishes on while a batch is being marked, each event once and in order', async () => {
    const still = new StandStill();
    await putUnits(1);
    const relay = startRelay({ leaseMilliseconds: 600_000, hooks: { beforeMark: still.here } });
    await still.reached;
    expect(log).toHaveLength(8);
    await putUnits(1);
    await eventually('what came later is published as well', () => log.length > 8);
    expect(await waiting()).toBe(16);
    expect((await relay.figures()).publishedSinceStart).toBe(0);
    still.continue();
    await eventually('the outbox is empty', async () => (await waiting()) === 0);
    ensureOnceAndInOrder(log, eachOf(2));
  });

  it('publishes a batch once more whose mark failed, and everything is in the log in the end', async () => {
    class FailsOnce extends OutboxStore {
      failed = false;
      override async markPublished(...parameters: Parameters<OutboxStore['markPublished']>): Promise<Marked> {
        if (this.failed) return super.markPublished(...parameters);
        this.failed = true;
        throw new Error('the database has gone');
      }
    }
    const troubles: unknown[] = [];
    const store = new FailsOnce(scratch.database.unitOfWork);
    await putUnits(2);
    const relay = startRelay({ store, batchSize: 16, onTrouble: (trouble) => troubles.push(trouble) });
    await eventually('the outbox is empty', async () => (await waiting()) === 0);
    expect(troubles.map(String)).toEqual(['Error: the database has gone']);
    ensureOnceAndInOrder([...new Map(log.map((event) => [event.id, event])).values()], eachOf(2));
    await eventually('it has counted them', async () => (await relay.figures()).publishedSinceStart === 16);
  });

  it('finishes its batch when it stops, and gives its buckets back at once', async () => {
    const still = new StandStill();
    const relay = startRelay({ leaseMilliseconds: 600_000, hooks: { afterPublish: still.here } });
    await putUnits(1);
    await still.reached;
    const stopped = relay.stop();
    still.continue();
    await stopped;
    const before = log.length;
    expect(await waiting()).toBe(8 - before);
    startRelay({ leaseMilliseconds: 600_000 });
    await eventually('the next relay has the rest', async () => (await waiting()) === 0);
    ensureOnceAndInOrder(log, eachOf(1));
  });

  it('leaves a batch alone that does not end, and another takes it up when the leases have run out', async () => {
    const still = new StandStill();
    const hanging = startRelay({ hooks: { beforePublish: still.here } });
    await putUnits(1);
    await still.reached;
    await hanging.stop(50);
    startRelay();
    await eventually('another has taken it up', async () => (await waiting()) === 0);
    still.continue();
    ensureOnceAndInOrder(log, eachOf(1));
  });
});

describe('fencing', () => {
  /** A relay stands still before it publishes, longer than its lease; another takes over; then the first goes on. */
  async function standStillBeforePublishing(relay: typeof OutboxRelay): Promise<void> {
    const store = new StoppableStore(scratch.database.unitOfWork);
    const still = new StandStill(store);
    const troubles: unknown[] = [];
    await putUnits(1);
    startRelay({ relay, store, hooks: { beforePublish: still.here }, onTrouble: (trouble) => troubles.push(trouble) });
    await still.reached;
    const other = startRelay();
    await putUnits(2);
    await eventually('the other has published everything', async () => (await waiting()) === 0);
    await other.stop();
    still.continue();
    await eventually('the first has noticed', () => troubles.some((trouble) => trouble instanceof LeaseLost));
    ensureOnceAndInOrder(log, eachOf(3));
  }

  it('a relay that stood still past its lease publishes nothing that is no longer its own', () =>
    standStillBeforePublishing(OutboxRelay));

  it('negative control: with that fence taken out the case fails', async () => {
    class Unfenced extends OutboxRelay {
      protected override ensureStillHeld(): void {
        // Taken out.
      }
    }
    await expect(standStillBeforePublishing(Unfenced)).rejects.toThrow(/toEqual/);
  });

  /** The same, but it stands still between publishing and marking, and goes on while the other is at the same place. */
  async function standStillBeforeMarking(makeStore: (unitOfWork: UnitOfWork) => StoppableStore): Promise<void> {
    const store = makeStore(scratch.database.unitOfWork);
    const [still, otherStill] = [new StandStill(store), new StandStill()];
    const marked = signal();
    await putUnits(1);
    startRelay({ store, hooks: { beforeMark: still.here, afterMark: async () => marked.done() } });
    await still.reached;
    startRelay({ hooks: { beforeMark: otherStill.here } });
    await otherStill.reached;
    still.continue();
    await marked.promise;
    otherStill.continue();
    await eventually('everything is marked', async () => (await waiting()) === 0);
    expect(await epochsMarked()).toEqual([2]);
  }

  it('marks only under the epoch that holds the bucket', () =>
    standStillBeforeMarking((unitOfWork) => new StoppableStore(unitOfWork)));

  it('negative control: with that fence taken out the case fails', async () => {
    class UnfencedStore extends StoppableStore {
      constructor(private readonly work: UnitOfWork) {
        super(work);
      }
      override markPublished(_owner: string, leases: readonly Lease[], ids: readonly string[]): Promise<Marked> {
        return this.work.run(session, async () => {
          const { rowCount } = await UnitOfWork.preparedQuery(
            'unfenced-mark',
            `with gone as (delete from outbox where id = any ($1::bigint[]) returning *)
             insert into outbox_published
               (id, event_id, topic, key, sequence, type, city, actor, traceparent, body, bucket, recorded_at, epoch)
             select id, event_id, topic, key, sequence, type, city, actor, traceparent, body, bucket, recorded_at, $2 from gone`,
            [ids, leases[0]?.epoch],
          );
          return { moved: rowCount, buckets: leases.map(({ bucket }) => bucket) };
        });
      }
    }
    const sabotaged = standStillBeforeMarking((unitOfWork) => new UnfencedStore(unitOfWork));
    await expect(sabotaged).rejects.toThrow(/toEqual/);
  });
});

describe('leases', () => {
  it('do not come back to life when they are given back while their renewal is under way', async () => {
    const [renewed, goOn] = [signal(), signal()];
    class SlowStore extends OutboxStore {
      override async renew(...parameters: Parameters<OutboxStore['renew']>): Promise<readonly Lease[]> {
        const leases = await super.renew(...parameters);
        renewed.done();
        await goOn.promise;
        return leases;
      }
    }
    const store = new SlowStore(scratch.database.unitOfWork);
    const leases = new BucketLeases(store, 'one', 60_000);
    expect(await leases.keep()).toBe(16);
    await store.heartbeat('other', 60_000);
    const keeping = leases.keep();
    await renewed.promise;
    await leases.releaseExcess();
    expect(await store.claim('other', 16, 60_000)).toHaveLength(8);
    goOn.done();
    await keeping;
    expect(leases.usable()).toHaveLength(8);
  });
});

describe('redelivery', () => {
  const again = (selection: Parameters<typeof redeliver>[0]) =>
    scratch.database.unitOfWork.run(session, () => redeliver(selection));

  beforeEach(async () => {
    await putUnits(3);
    startRelay();
    await eventually('everything is published', async () => (await waiting()) === 0);
    log.length = 0;
  });

  it('publishes the same events again, in order, and keeps one copy of each in the log', async () => {
    const ids = await query<{ event_id: string }>(
      scratch.ownerUrl,
      `select event_id from outbox_published where key = 'a' order by sequence`,
    );
    expect(await again({ topic, keys: ['a'] })).toEqual({ redelivered: 3, limited: false });
    await eventually('they are published again', async () => log.length === 3 && (await waiting()) === 0);
    expect(log.map(({ id }) => id)).toEqual(ids.map(({ event_id }) => event_id));
    expect(await query(scratch.ownerUrl, 'select from outbox_published')).toHaveLength(24);
  });

  it('publishes exactly what is missing', async () => {
    const missing = [
      { topic, key: 'b', sequence: 2 },
      { topic, key: 'c', sequence: 1 },
      { topic: 'other.v1', key: 'b', sequence: 1 },
    ];
    expect(await again({ missing })).toEqual({ redelivered: 2, limited: false });
    await eventually('they are published again', () => log.length === 2);
    expect(log.map(({ key, sequence }) => `${key}${sequence}`)).toEqual(['b2', 'c1']);
  });

  it('selects nothing recorded before the instant given, and refuses to select everything by accident', async () => {
    expect(await again({ recordedFrom: new Date(Date.now() + 60_000) })).toEqual({ redelivered: 0, limited: false });
    await expect(again({})).rejects.toThrow(
      'selection is missing, but must be at least one of topic, keys, missing and recordedFrom',
    );
  });
});
