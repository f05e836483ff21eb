import { randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { Type } from '@sinclair/typebox';
import { defineEvent } from '@rotables/contracts';
import { describeWithKafka, freshTopicPrefix, requireKafkaBrokers, waitFor } from '@rotables/testing';
import kafkajs, { type ISocketFactoryArgs } from 'kafkajs';
import {
  createTopics,
  EventTooLarge,
  KafkaEventFeed,
  KafkaEventPublisher,
  KafkaEventServer,
  TopicPartitionsDiffer,
  TransientFault,
  type ConsumerTuning,
  type DeliveredMessage,
  type KafkaConnectionOptions,
  type OutgoingEvent,
} from '../src/index.js';

const topic = 'bench.notice.v1';
/** Brokers take no shorter one. */
const shortestSession = 6_000;
const noticed = defineEvent({
  type: 'bench.noticed.v1',
  topic,
  key: 'thing',
  description: 'A thing was noticed.',
  schema: Type.Object({ text: Type.String() }),
  example: { text: 'there' },
});

function event(key: string, sequence: number, text = ''): OutgoingEvent {
  const time = new Date().toISOString();
  const attributes = { source: 'bench', topic, key, sequence, time, city: null, actor: 'li.na', traceparent: null };
  return { id: randomUUID(), type: noticed.type, ...attributes, body: { text } };
}

/** Sockets that this test opened, so that it can stall them. */
class Sockets {
  readonly open: Socket[] = [];
  readonly create = ({ host, port, onConnect }: ISocketFactoryArgs): Socket => {
    const socket = connect(port, host, onConnect);
    this.open.push(socket);
    return socket;
  };
}

/** Kafka's number of the request that asks who coordinates a group. */
const findCoordinator = 10;

/** A way to the brokers on which the question for a group's coordinator is cut off, as while a broker goes down or comes up. */
class WithoutCoordinator {
  isAway = true;
  cut = 0;
  readonly create = ({ host, port, onConnect }: ISocketFactoryArgs): Socket => {
    const socket = connect(port, host, onConnect);
    const write = socket.write.bind(socket);
    socket.write = (request: Buffer, ...rest: never[]): boolean => {
      const asks = Buffer.isBuffer(request) && request.length > 6 && request.readInt16BE(4) === findCoordinator;
      if (!asks || !this.isAway) return write(request, ...rest);
      this.cut += 1;
      socket.destroy(new Error('The connection was cut.'));
      return false;
    };
    return socket;
  };
}

describeWithKafka('event bus over Kafka', () => {
  let connection: KafkaConnectionOptions;
  let warnings: string[];
  const cleanUps: (() => Promise<void> | void)[] = [];

  beforeEach(() => {
    warnings = [];
    const nothing = (): void => undefined;
    const logger = { log: nothing, error: nothing, debug: nothing, warn: (line: string) => warnings.push(line) };
    connection = {
      brokers: requireKafkaBrokers(),
      clientId: 'bench',
      topicPrefix: freshTopicPrefix('event-bus'),
      logger,
    };
  });
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
    const admin = new kafkajs.Kafka({ brokers: [...connection.brokers], logLevel: kafkajs.logLevel.NOTHING }).admin();
    await admin.connect();
    const own = (await admin.listTopics()).filter((name) => name.startsWith(connection.topicPrefix ?? '-'));
    if (own.length > 0) await admin.deleteTopics({ topics: own });
    await admin.disconnect();
  });

  function publisher(): KafkaEventPublisher {
    const created = new KafkaEventPublisher(connection);
    cleanUps.push(() => created.close());
    return created;
  }

  function startServer(
    receive: (batch: readonly DeliveredMessage[]) => Promise<void>,
    tuning: Partial<ConsumerTuning> = {},
    options: KafkaConnectionOptions = connection,
  ): { server: KafkaEventServer; fatal: unknown[] } {
    const fatal: unknown[] = [];
    const server = new KafkaEventServer({
      connection: options,
      groupId: `${connection.topicPrefix ?? ''}bench`,
      contracts: new Map([[noticed.type, noticed]]),
      createReceiver: () => ({ receive }),
      onFault: (error) => fatal.push(error),
      tuning: { fetchWaitMilliseconds: 100, firstBackOffMilliseconds: 50, ...tuning },
    });
    server.addHandler(noticed.type, () => Promise.resolve(), true);
    server.listen((error) => fatal.push(...(error === undefined ? [] : [error])));
    cleanUps.push(() => server.close());
    return { server, fatal };
  }

  it('creates missing topics once, and refuses another number of partitions', async () => {
    const wanted = [{ name: topic, partitions: 3 }];
    const name = `${connection.topicPrefix ?? ''}${topic}`;
    expect(await createTopics(connection, wanted, { replicationFactor: 1 })).toEqual([name]);
    expect(await createTopics(connection, wanted, { replicationFactor: 1 })).toEqual([]);
    const differing = createTopics(connection, [{ name: topic, partitions: 5 }], { replicationFactor: 1 });
    await expect(differing).rejects.toThrow(TopicPartitionsDiffer);
    await expect(differing).rejects.toThrow(`${name} has 3 partitions, but 5 are declared`);
  });

  it('keeps the order per key over requests of limited size', async () => {
    await createTopics(connection, [{ name: topic, partitions: 3 }], { replicationFactor: 1 });
    const received: DeliveredMessage[] = [];
    startServer(async (batch) => void received.push(...batch));
    const large = 'x'.repeat(20_000);
    const keys = ['A', 'B', 'C'];
    await publisher().publish(
      Array.from({ length: 60 }, (_, index) => keys.map((key) => event(key, index + 1, large))).flat(),
    );
    await waitFor(() => received.length >= 180, { describe: 'all events', timeoutMilliseconds: 20_000 });
    for (const key of keys) {
      const sequences = received
        .filter((message) => message.key === key)
        .map(({ headers }) => Number(headers['ce_sequence']));
      expect(sequences).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    }
    expect(new Set(received.map((message) => message.topic))).toEqual(new Set([topic]));
  });

  it('refuses an event that no broker would take, before anything is sent', async () => {
    await createTopics(connection, [{ name: topic, partitions: 1 }], { replicationFactor: 1 });
    const events = [event('A', 1), event('A', 2, 'x'.repeat(1_000_000))];
    await expect(publisher().publish(events)).rejects.toThrow(EventTooLarge);
  });

  it('reports a missing acknowledgement as a transient fault, and publishes again afterwards', async () => {
    const sending = publisher();
    await expect(sending.publish([event('A', 1)])).rejects.toThrow(TransientFault);
    await createTopics(connection, [{ name: topic, partitions: 1 }], { replicationFactor: 1 });
    await waitFor(() => sending.publish([event('A', 1)]).then(() => true), {
      describe: 'an acknowledgement',
      timeoutMilliseconds: 20_000,
    });
  });

  it('starts without its topics, says which are missing, and consumes once they are there', async () => {
    const received: DeliveredMessage[] = [];
    const { server } = startServer(async (batch) => void received.push(...batch));
    await waitFor(() => warnings.some((line) => line.includes('Topics are created by the deployment')), {
      describe: 'a warning that names the topics',
      timeoutMilliseconds: 40_000,
    });
    expect(server.progress()).toMatchObject({ joined: false });
    await createTopics(connection, [{ name: topic, partitions: 1 }], { replicationFactor: 1 });
    await publisher().publish([event('A', 1)]);
    await waitFor(() => received.length === 1, { describe: 'the event', timeoutMilliseconds: 30_000 });
  });

  it('tells of a defect of the receiver, commits nothing, and tries again until it is mended', async () => {
    await createTopics(connection, [{ name: topic, partitions: 1 }], { replicationFactor: 1 });
    const defect = new RangeError('a defect');
    const received: DeliveredMessage[] = [];
    let defective = true;
    const { fatal, server } = startServer(
      (batch) => (defective ? Promise.reject(defect) : Promise.resolve(void received.push(...batch))),
      { progressCheckMilliseconds: 100, quietCheckMilliseconds: 100, longestBackOffMilliseconds: 200 },
    );
    await publisher().publish([event('A', 1)]);
    await waitFor(() => fatal.length > 1, { describe: 'a second try', timeoutMilliseconds: 40_000 });
    expect(fatal[0]).toBe(defect);
    expect(server.progress().fault).toBe('a defect');
    defective = false;
    await waitFor(() => received.length === 1, { describe: 'the same event', timeoutMilliseconds: 40_000 });
    await waitFor(() => server.progress().fault === null, { describe: 'no fault', timeoutMilliseconds: 20_000 });
  });

  it('tells every process that follows a topic of what happens from now on, and keeps no place for any', async () => {
    await createTopics(connection, [{ name: topic, partitions: 2 }], { replicationFactor: 1 });
    await publisher().publish([event('BEFORE', 1)]);
    const contracts = new Map([[noticed.type, noticed]]);
    const told = [0, 1].map(() => {
      const feed = new KafkaEventFeed({ connection, groupId: `${connection.topicPrefix ?? ''}bench`, contracts });
      cleanUps.push(() => feed.close());
      const keys: string[] = [];
      feed.follow([noticed.type], ({ key }) => keys.push(key));
      return keys;
    });
    let sequence = 1;
    await waitFor(
      async () => {
        await publisher().publish([event('NOW', (sequence += 1))]);
        return told.every((keys) => keys.includes('NOW'));
      },
      { describe: 'both to be told', timeoutMilliseconds: 40_000, intervalMilliseconds: 200 },
    );
    await publisher().publish([event('LAST', 1)]);
    await waitFor(() => told.every((keys) => keys.filter((key) => key === 'LAST').length === 1), {
      describe: 'each to be told once',
    });
    expect(told.flat()).not.toContain('BEFORE');
  });

  it('takes it for no defect that no broker names the coordinator of its group for a while', async () => {
    await createTopics(connection, [{ name: topic, partitions: 1 }], { replicationFactor: 1 });
    await publisher().publish([event('A', 1)]);
    const received: DeliveredMessage[] = [];
    const network = new WithoutCoordinator();
    const { fatal, server } = startServer(
      async (batch) => void received.push(...batch),
      { longestBackOffMilliseconds: 200 },
      { ...connection, socketFactory: network.create },
    );
    await waitFor(() => fatal.length > 0 || warnings.some((line) => line.includes('coordinator')), {
      describe: () => `a warning of the coordinator; ${network.cut} questions for it were cut off`,
      timeoutMilliseconds: 20_000,
    });
    expect(fatal).toEqual([]);
    expect(server.progress()).toMatchObject({ joined: false });
    network.isAway = false;
    await waitFor(() => received.length === 1, { describe: 'the event', timeoutMilliseconds: 20_000 });
    expect(fatal).toEqual([]);
  });

  it('reports its lag, and none when it has caught up', async () => {
    await createTopics(connection, [{ name: topic, partitions: 2 }], { replicationFactor: 1 });
    let away = true;
    const { server } = startServer(
      () => (away ? Promise.reject(new TransientFault('The database is away.')) : Promise.resolve()),
      { progressCheckMilliseconds: 100, stalledAfterMilliseconds: 400, longestBackOffMilliseconds: 200 },
    );
    await publisher().publish([event('A', 1), event('B', 1), event('C', 1)]);
    await waitFor(() => server.progress().lag === 3, { describe: 'a lag of 3', timeoutMilliseconds: 20_000 });
    const membership = server.membership();
    await waitFor(() => server.progress().backingOff > 0, { describe: 'a partition that rests' });
    away = false;
    await waitFor(() => server.progress().lag === 0, { describe: 'no lag', timeoutMilliseconds: 20_000 });
    // Resting after a fault is not standing still: the consumer was not rebuilt for it.
    expect(server.progress()).toMatchObject({ received: 3, rebuilds: 0, stalled: false, joined: true });
    expect(server.membership()).toEqual(membership);
  });

  it.each<{ what: string; receive: () => Promise<void>; signOf: (server: KafkaEventServer) => boolean }>([
    {
      what: 'rests after transient faults',
      receive: () => Promise.reject(new TransientFault('The database is away.')),
      signOf: (server) => server.progress().backingOff === 1,
    },
    {
      what: 'is busy with one batch',
      receive: () => new Promise((resolve) => setTimeout(resolve, 1.5 * shortestSession)),
      signOf: () => true,
    },
  ])('stays in its group while it $what for longer than its session lasts', async ({ receive, signOf }) => {
    await createTopics(connection, [{ name: topic, partitions: 1 }], { replicationFactor: 1 });
    let begun: number | undefined;
    let through = false;
    const outlasted = (): boolean => begun !== undefined && performance.now() - begun > 1.4 * shortestSession;
    const { server } = startServer(
      async () => {
        begun ??= performance.now();
        if (!outlasted()) await receive();
        through = true;
      },
      {
        sessionTimeoutMilliseconds: shortestSession,
        heartbeatMilliseconds: 1_000,
        longestBackOffMilliseconds: 1_000,
        progressCheckMilliseconds: 100,
      },
    );
    await publisher().publish([event('A', 1)]);
    await waitFor(() => begun !== undefined && signOf(server), { describe: 'the event', timeoutMilliseconds: 20_000 });
    const membership = server.membership();
    await waitFor(() => through, { describe: 'the end of it', timeoutMilliseconds: 3 * shortestSession });
    await waitFor(() => server.progress().lag === 0, { describe: 'its commit', timeoutMilliseconds: 20_000 });
    expect(outlasted()).toBe(true);
    expect(membership).not.toBeNull();
    expect(server.membership()).toEqual(membership);
    expect(server.progress()).toMatchObject({ received: 1, rebuilds: 0 });
  });

  it('rebuilds a consumer that stands still while there is lag', async () => {
    await createTopics(connection, [{ name: topic, partitions: 1 }], { replicationFactor: 1 });
    const sockets = new Sockets();
    const received: DeliveredMessage[] = [];
    const { server } = startServer(
      async (batch) => void received.push(...batch),
      { progressCheckMilliseconds: 300, stalledAfterMilliseconds: 1_500, sessionTimeoutMilliseconds: 6_000 },
      { ...connection, socketFactory: sockets.create },
    );
    const sending = publisher();
    await sending.publish([event('A', 1)]);
    await waitFor(() => received.length === 1, { describe: 'the first event', timeoutMilliseconds: 20_000 });
    // The brokers' answers no longer reach this consumer, as after some failures of a broker; its connections stay open.
    const stalled = sockets.open.slice();
    for (const socket of stalled) socket.removeAllListeners('data').pause();
    cleanUps.push(() => stalled.forEach((socket) => socket.destroy()));
    await sending.publish([event('A', 2)]);
    await waitFor(() => received.some(({ headers }) => headers['ce_sequence'] === '2'), {
      describe: 'the second event',
      timeoutMilliseconds: 50_000,
    });
    expect(server.progress().rebuilds).toBeGreaterThanOrEqual(1);
  });
});
