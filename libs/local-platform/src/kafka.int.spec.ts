import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWithKafka, TcpProxy, waitFor } from '@rotables/testing';
import { Kafka, logLevel } from 'kafkajs';
import { startKafka, type LocalKafka } from './kafka.js';
import type { KafkaNodeAddress } from './kafka-settings.js';
import { freePorts, isPortFree } from './ports.js';

const minutes = 60_000;

async function addresses(count: number): Promise<KafkaNodeAddress[]> {
  const ports = await freePorts(count * 2);
  return Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    port: ports[index * 2] ?? 0,
    controllerPort: ports[index * 2 + 1] ?? 0,
  }));
}

function client(brokers: readonly string[]): Kafka {
  return new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING, retry: { retries: 20, maxRetryTime: 1_000 } });
}

async function withAdmin<T>(kafka: Kafka, work: (admin: ReturnType<Kafka['admin']>) => Promise<T>): Promise<T> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}

describeWithKafka('startKafka', () => {
  let directory: string;
  let kafka: LocalKafka | null = null;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'rotables-kafka-'));
  });

  afterEach(async () => {
    await kafka?.stop();
    kafka = null;
    rmSync(directory, { recursive: true });
  });

  it(
    'keeps topics over a kill -9, makes none by accident, and is gone after stop',
    async () => {
      const nodes = await addresses(1);
      kafka = await startKafka({ directory, nodes });
      const bus = client(kafka.brokers);
      await withAdmin(bus, (admin) => admin.createTopics({ topics: [{ topic: 'unit.v1' }], waitForLeaders: true }));
      await kafka.nodes[0]?.kill();
      await kafka.nodes[0]?.start();
      const topics = await withAdmin(bus, (admin) => admin.listTopics());
      expect(topics).toContain('unit.v1');
      await kafka.stop();
      expect(await Promise.all(nodes.map(({ port }) => isPortFree(port)))).toEqual([true]);
    },
    2 * minutes,
  );

  it(
    'replicates over three nodes and goes on without one',
    async () => {
      kafka = await startKafka({ directory, nodes: await addresses(3), heapMegabytes: 256 });
      const bus = client(kafka.brokers);
      const created = await withAdmin(bus, async (admin) => {
        await admin.createTopics({ topics: [{ topic: 'unit.v1', numPartitions: 1 }], waitForLeaders: true });
        return admin.fetchTopicMetadata({ topics: ['unit.v1'] });
      });
      expect(created.topics[0]?.partitions[0]?.replicas).toHaveLength(3);
      const producer = bus.producer({ idempotent: true, maxInFlightRequests: 1, retry: { retries: 30 } });
      await producer.connect();
      await kafka.nodes[2]?.kill();
      const send = () => producer.send({ topic: 'unit.v1', acks: -1, messages: [{ key: 'A1', value: '{}' }] });
      await waitFor(send, {
        describe: 'an acknowledged record with one node of three killed',
        timeoutMilliseconds: minutes,
      });
      await producer.disconnect();
    },
    3 * minutes,
  );

  it(
    'leads clients through a proxy that it advertises',
    async () => {
      const [node = { id: 1, port: 0, controllerPort: 0 }] = await addresses(1);
      const proxy = await TcpProxy.start({ host: '127.0.0.1', port: node.port });
      try {
        kafka = await startKafka({ directory, nodes: [{ ...node, advertisedPort: proxy.port }] });
        const cluster = await withAdmin(client([`127.0.0.1:${node.port}`]), (admin) => admin.describeCluster());
        expect(cluster.brokers).toEqual([expect.objectContaining({ port: proxy.port })]);
      } finally {
        await proxy.close();
      }
    },
    2 * minutes,
  );
});
