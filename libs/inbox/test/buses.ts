import {
  createTopics,
  InProcessBus,
  InProcessEventServer,
  KafkaEventPublisher,
  KafkaEventServer,
  type EventServerOptions,
  type RecordToDeliver,
} from '@rotables/event-bus';
import { freshTopicPrefix, requireKafkaBrokers } from '@rotables/testing';
import kafkajs from 'kafkajs';
import { benchTopic, type BusUnderTest } from './bench.js';

const quiet = { log: nothing, error: nothing, warn: nothing, debug: nothing };

function nothing(): void {
  // The faults that the cases make on purpose need not be read in the test's output.
}

/** A topic prefix and a consumer group of its own on the test broker. */
export async function kafkaBus(): Promise<BusUnderTest> {
  const brokers = requireKafkaBrokers();
  const topicPrefix = freshTopicPrefix('inbox');
  const connection = { brokers, clientId: 'bench', topicPrefix, logger: quiet };
  await createTopics(connection, [{ name: benchTopic, partitions: 3 }], { replicationFactor: 1 });
  const publisher = new KafkaEventPublisher(connection);
  const kafka = new kafkajs.Kafka({ brokers, clientId: 'bench-raw', logLevel: kafkajs.logLevel.NOTHING });
  const raw = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
  await raw.connect();
  return {
    publisher,
    inject: async ({ topic, ...record }: RecordToDeliver) => {
      await raw.send({ topic: topicPrefix + topic, messages: [{ ...record, headers: { ...record.headers } }] });
    },
    createServer: (options: EventServerOptions, onFault) =>
      new KafkaEventServer({
        ...options,
        connection,
        groupId: `${topicPrefix}bench`,
        onFault,
        tuning: { largestBatch: 20, fetchWaitMilliseconds: 100, firstBackOffMilliseconds: 50 },
      }),
    close: async () => {
      await Promise.all([publisher.close(), raw.disconnect()]);
      const admin = kafka.admin();
      await admin.connect();
      await admin.deleteTopics({ topics: [topicPrefix + benchTopic] });
      await admin.disconnect();
    },
  };
}

export function inProcessBus(): Promise<BusUnderTest> {
  const bus = new InProcessBus({ subscribers: ['bench'] });
  return Promise.resolve({
    publisher: bus.publisher(),
    inject: (record: RecordToDeliver) => bus.deliver([record]),
    createServer: (options: EventServerOptions, onFault: (error: unknown) => void) =>
      new InProcessEventServer({ ...options, bus, service: 'bench', onFault }),
    close: () => Promise.resolve(),
  });
}
