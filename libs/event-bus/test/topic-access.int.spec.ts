import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts, startKafka, type KafkaCredentials, type LocalKafka } from '@rotables/local-platform';
import { describeWithKafka, waitFor } from '@rotables/testing';
import { Kafka, logLevel, type SASLOptions } from 'kafkajs';
import {
  createTopics,
  grantTopicAccess,
  KafkaEventPublisher,
  type KafkaConnectionOptions,
  type OutgoingEvent,
} from '../src/index.js';

const minutes = 60_000;
const silent = (): void => undefined;
const cases = 'rma.rma-case.v1';
const loans = 'spare-pool.loan.v1';

function saslOf({ mechanism, username, password }: KafkaCredentials): SASLOptions {
  return mechanism === 'plain' ? { mechanism, username, password } : { mechanism, username, password };
}

/** X10: what anybody on the machine could do at the broker. Each act is tried without a name, by a wrong secret, and by another service. */
describeWithKafka('X10 a broker that asks who is there', () => {
  let directory: string;
  let port: number;
  let controllerPort: number;
  let kafka: LocalKafka;

  const connectionOf = (credentials?: KafkaCredentials): KafkaConnectionOptions => ({
    brokers: kafka.brokers,
    clientId: credentials?.username ?? 'nobody',
    logger: { log: silent, debug: silent, warn: silent, error: silent },
    ...(credentials === undefined ? {} : { sasl: saslOf(credentials) }),
  });
  const of = (user: string): KafkaCredentials => kafka.access!.of(user);
  const wrong = (user: string): KafkaCredentials => ({ ...of(user), password: 'guessed' });
  const client = (credentials?: KafkaCredentials, brokers = [...kafka.brokers]): Kafka =>
    new Kafka({
      brokers,
      logLevel: logLevel.NOTHING,
      connectionTimeout: 3_000,
      retry: { retries: 0 },
      ...(credentials === undefined ? {} : { sasl: saslOf(credentials) }),
    });
  const start = async (users: readonly string[] | undefined): Promise<void> => {
    const nodes = [{ id: 1, port, controllerPort }];
    kafka = await startKafka({ directory, nodes, ...(users === undefined ? {} : { users }) });
  };
  const grant = async (): Promise<void> => {
    const operator = connectionOf(kafka.access!.operator);
    const topics = [cases, loans].map((name) => ({ name, partitions: 1 }));
    await createTopics(operator, topics, {});
    await grantTopicAccess(operator, [
      { user: 'rma', writes: [cases], reads: [cases, loans] },
      { user: 'spare-pool', writes: [loans], reads: [cases, loans] },
    ]);
  };
  const publish = async (topic: string, credentials?: KafkaCredentials): Promise<void> => {
    const publisher = new KafkaEventPublisher(connectionOf(credentials));
    try {
      await publisher.publish([eventOn(topic)]);
    } finally {
      await publisher.close();
    }
  };
  const recordsOn = async (topic: string): Promise<number> => {
    const admin = client(kafka.access!.operator).admin();
    await admin.connect();
    const offsets = await admin.fetchTopicOffsets(topic);
    await admin.disconnect();
    return offsets.reduce((sum, { high }) => sum + Number(high), 0);
  };
  /** Resolves with the first record's key, as group `groupId`. */
  const read = async (groupId: string, credentials?: KafkaCredentials): Promise<string> => {
    const consumer = client(credentials).consumer({ groupId, retry: { retries: 0 } });
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [cases], fromBeginning: true });
      return await new Promise((resolve, reject) => {
        consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
        void consumer.run({ eachMessage: async ({ message }) => resolve(String(message.key)) }).catch(reject);
      });
    } finally {
      await consumer.disconnect().catch(() => undefined);
    }
  };
  const deleteTopic = async (topic: string, credentials?: KafkaCredentials): Promise<void> => {
    const admin = client(credentials).admin();
    try {
      await admin.connect();
      await admin.deleteTopics({ topics: [topic] });
    } finally {
      await admin.disconnect().catch(() => undefined);
    }
  };

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'rotables-access-'));
    [port = 0, controllerPort = 0] = await freePorts(2);
    await start(['rma', 'spare-pool', 'warranty']);
    await grant();
  }, 2 * minutes);
  afterAll(async () => {
    await kafka.stop();
    rmSync(directory, { recursive: true });
  });

  it('lets a service write its own topics and read what it may', async () => {
    await publish(cases, of('rma'));
    expect(await recordsOn(cases)).toBe(1);
    // A new broker's coordinator needs a moment.
    const firstRead = (group: string, user: string): Promise<string> =>
      waitFor(() => read(group, of(user)), { describe: `${user} to read as ${group}` });
    expect(await firstRead('spare-pool', 'spare-pool')).toBe('A');
    expect(await firstRead('rma.live.1', 'rma')).toBe('A');
  });

  it.each<[string, () => KafkaCredentials | undefined]>([
    ['nobody', () => undefined],
    ['a service with a wrong secret', () => wrong('spare-pool')],
    ['a service that was granted nothing', () => of('warranty')],
  ])('lets %s read no event', async (_who, credentials) => {
    await expect(read('warranty', credentials())).rejects.toThrow();
  });

  it('lets no service read as the group of another, and so pass events by it', async () => {
    await expect(read('spare-pool', of('rma'))).rejects.toThrow();
  });

  it.each<[string, string, () => KafkaCredentials | undefined]>([
    ['nobody forges what a formal replacement or a loss would be', loans, () => undefined],
    ['a wrong secret forges nothing', loans, () => wrong('spare-pool')],
    ['rma forges no event of spare-pool', loans, () => of('rma')],
    ['spare-pool puts no event into the sequence of a case', cases, () => of('spare-pool')],
    ['a service that was granted nothing writes nothing', cases, () => of('warranty')],
  ])('%s', async (_what, topic, credentials) => {
    const before = await recordsOn(topic);
    await expect(publish(topic, credentials())).rejects.toThrow();
    expect(await recordsOn(topic)).toBe(before);
  });

  it.each<[string, () => KafkaCredentials | undefined]>([
    ['nobody', () => undefined],
    ['the service whose events are in it', () => of('rma')],
    ['another service', () => of('spare-pool')],
  ])('lets %s delete no topic', async (_who, credentials) => {
    await expect(deleteTopic(cases, credentials())).rejects.toThrow();
    expect(await recordsOn(cases)).toBeGreaterThan(0);
  });

  it('lets no service grant itself anything, by either door', async () => {
    const more = [{ user: 'warranty', writes: [cases, loans], reads: [] }];
    await expect(grantTopicAccess(connectionOf(of('warranty')), more)).rejects.toThrow();
    const controller = client(of('warranty'), [`127.0.0.1:${controllerPort}`]).admin();
    await expect(controller.connect()).rejects.toThrow();
    const unnamed = client(undefined, [`127.0.0.1:${controllerPort}`]).admin();
    await expect(unnamed.connect().then(() => unnamed.describeCluster())).rejects.toThrow();
    await unnamed.disconnect().catch(() => undefined);
  });

  it('takes back what is granted no longer', async () => {
    const operator = connectionOf(kafka.access!.operator);
    await grantTopicAccess(operator, [{ user: 'warranty', writes: [loans], reads: [] }]);
    await publish(loans, of('warranty'));
    await grantTopicAccess(operator, [{ user: 'warranty', writes: [], reads: [] }]);
    await expect(publish(loans, of('warranty'))).rejects.toThrow();
  });

  it('keeps its directory, its segments and its secrets from every other user of the machine', () => {
    const mode = (...path: string[]): string => (statSync(join(directory, ...path)).mode & 0o777).toString(8);
    expect(mode()).toBe('700');
    expect(mode('secrets')).toBe('700');
    expect(mode('secrets', 'rma')).toBe('600');
    expect(mode('node-1', 'server.properties')).toBe('600');
    expect(mode('node-1', 'kafka.log')).toBe('600');
    expect(mode('node-1', 'data', `${cases}-0`)).toBe('700');
    expect(mode('node-1', 'data', `${cases}-0`, '00000000000000000000.log')).toBe('600');
  });

  it(
    'asks also on a directory that was made when it asked nobody, with its events',
    async () => {
      await kafka.stop();
      rmSync(directory, { recursive: true });
      await start(undefined);
      await createTopics(connectionOf(), [{ name: cases, partitions: 1 }], {});
      await publish(cases);
      await kafka.stop();
      await start(['rma', 'spare-pool']);
      await grant();
      expect(await recordsOn(cases)).toBe(1);
      await expect(publish(cases)).rejects.toThrow();
      await publish(cases, of('rma'));
      expect(await recordsOn(cases)).toBe(2);
    },
    2 * minutes,
  );
});

function eventOn(topic: string): OutgoingEvent {
  return {
    id: '0e5b8a0c-6f0e-4c5f-9b52-0d7c9c1f6a11',
    type: 'spec.forged.v1',
    source: 'spec',
    topic,
    key: 'A',
    sequence: 1,
    time: '2013-04-16T02:10:00.000Z',
    city: null,
    actor: 'spec',
    traceparent: null,
    body: {},
  };
}
