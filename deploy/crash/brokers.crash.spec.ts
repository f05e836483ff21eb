import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts, startKafka, type LocalKafka, type LocalKafkaNode } from '@rotables/local-platform';
import { describeWithKafka } from '@rotables/testing';
import { until, type Acknowledged, type Depot } from './test/depot.js';
import { leaderOfOffsets } from './test/group-coordinator.js';
import { Installation, report, shelves } from './test/installation.js';

const longestStallSeconds = 60;

describeWithKafka('a depot whose brokers fail', () => {
  let kafka: LocalKafka;
  let installation: Installation;
  const cleanUps: (() => Promise<void>)[] = [];

  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  }, 90_000);

  /** Brokers of this test's own, since it ends them. */
  async function startBrokers(count: number): Promise<void> {
    const directory = mkdtempSync(join(tmpdir(), 'rotables-brokers-'));
    cleanUps.push(async () => rmSync(directory, { recursive: true, force: true }));
    const ports = await freePorts(2 * count);
    const nodes = Array.from({ length: count }, (_, index) => ({
      id: index + 1,
      port: ports[2 * index] ?? 0,
      controllerPort: ports[2 * index + 1] ?? 0,
    }));
    kafka = await startKafka({ directory, nodes, heapMegabytes: 256 });
    cleanUps.push(() => kafka.stop());
    installation = await Installation.create({ brokers: kafka.brokers, replicationFactor: count });
    cleanUps.push(() => installation.close());
  }

  it('takes commands while its only broker is away, stopped or killed, and publishes them when it is back', async () => {
    await startBrokers(1);
    const depot = await installation.start();
    for (const ending of ['stopped', 'killed'] as const) await goOnWithoutBroker(depot, ending);
  }, 240_000);

  async function goOnWithoutBroker(depot: Depot, ending: 'stopped' | 'killed'): Promise<void> {
    const [broker] = kafka.nodes;
    if (broker === undefined) throw new Error('There is no broker to end.');
    await installation.settle(depot);
    const underWay = installation.putAll(60, () => depot);
    await (ending === 'stopped' ? broker.stop() : broker.kill());
    const [during, meanwhile] = [await installation.putAll(60, () => depot), await underWay];
    const waiting = await installation.count('outbox');
    expect(broker.pid).toBeNull();
    expect(waiting).toBeGreaterThanOrEqual(during.length * 2);
    await broker.start();
    const began = performance.now();
    await until('an empty outbox', async () => (await installation.count('outbox')) === 0);
    const drained = performance.now() - began;
    await installation.settle(depot);
    const seen = await installation.audit();
    report(`the only broker ${ending}`, {
      ...seen,
      'accepted without a broker': during.length,
      'slowest of them in ms': slowest([...during, ...meanwhile]),
      'events that waited': waiting,
      'outbox empty s after the broker was back': drained / 1_000,
      'all effects after s': (performance.now() - began) / 1_000,
    });
  }

  it('of three brokers, loses the one that coordinates its group to kill -9 under load, loses nothing, and moves again by itself', async () => {
    await startBrokers(3);
    // The product's own tuning: how long it stands still is what is measured.
    const product = { tuning: {}, leaseMilliseconds: 6_000, relayBatch: 1_000 };
    const depots = await Promise.all([installation.start(product), installation.start(product)]);
    const load = new Load(installation, depots);
    await until('effects on every partition', async () => (await partitionsMovedSince(new Date(0))) === 3);
    const victim = brokerAt(await leaderOfOffsets(kafka.brokers, installation.groupId));
    const killedAt = await databaseTime();
    await victim.kill();
    await until(
      'effects of later commands on every partition',
      async () => (await partitionsMovedSince(killedAt)) === 3,
      longestStallSeconds + 30,
    );
    const acknowledged = await load.stop();
    await installation.settle(depots[0]);
    const seen = await installation.audit();
    const stalls = await installation.rows<{ partition: number; seconds: number }>(stallsSql, [killedAt]);
    const rebuilds = await Promise.all(depots.map(async (depot) => (await depot.figures()).rebuilds));
    const [again] = await installation.rows<{ records: number }>(redeliveredSql);
    report('one of three brokers killed', {
      ...seen,
      'records redelivered at least once': again?.records ?? 0,
      'commands of the load': acknowledged.length,
      'slowest of them in ms': slowest(acknowledged),
      'stall of each partition in s': stalls.map(({ seconds }) => seconds.toFixed(1)).join(' '),
      'consumers rebuilt': rebuilds.join(' '),
    });
    expect(victim.pid).toBeNull();
    expect(stalls).toHaveLength(3);
    for (const { seconds } of stalls) expect(seconds).toBeLessThan(longestStallSeconds);
  }, 300_000);

  function brokerAt(address: string): LocalKafkaNode {
    const node = kafka.nodes.find(({ broker }) => broker === address);
    if (node === undefined) throw new Error(`No broker of this test has the address ${address}.`);
    return node;
  }

  async function databaseTime(): Promise<Date> {
    const [row] = await installation.rows<{ now: Date }>('select clock_timestamp() as now');
    return row?.now ?? new Date();
  }

  /** Partitions on which a command given after the instant has its effect. */
  async function partitionsMovedSince(instant: Date): Promise<number> {
    const [row] = await installation.rows<{ moved: number }>(
      `select count(distinct partition)::int as moved from put
       join effect using (command) join delivery using (key, sequence) where put.recorded_at > $1`,
      [instant],
    );
    return row?.moved ?? 0;
  }
});

/** The longest time between two deliveries on each partition, from the last before the instant on. */
const stallsSql = `
  select partition, max(extract(epoch from recorded_at - earlier))::float8 as seconds
  from (select partition, recorded_at, lag(recorded_at) over (partition by partition order by recorded_at) as earlier from delivery) as gap
  where recorded_at > $1 group by partition order by partition`;

const redeliveredSql = `
  select count(*)::int as records from (select from delivery group by partition, record_offset having count(*) > 1) as record`;

function slowest(acknowledged: readonly Acknowledged[]): number {
  return Math.max(...acknowledged.map(({ milliseconds }) => milliseconds));
}

/** Clients that go on sending commands, one for each shelf, until they are told to stop. */
class Load {
  private stopping = false;
  private readonly acknowledged: Acknowledged[] = [];
  private readonly clients: Promise<unknown>;

  constructor(installation: Installation, depots: readonly Depot[]) {
    const client = async (shelf: number): Promise<void> => {
      for (let round = 0; !this.stopping; round += 1) {
        const depot = depots[round % depots.length] ?? depots[0];
        if (depot === undefined) throw new Error('There is no depot to send commands to.');
        this.acknowledged.push(await installation.put(shelf, () => depot));
      }
    };
    this.clients = Promise.all(shelves.map((_, shelf) => client(shelf)));
    this.clients.catch(() => undefined);
  }

  async stop(): Promise<readonly Acknowledged[]> {
    this.stopping = true;
    await this.clients;
    return this.acknowledged;
  }
}
