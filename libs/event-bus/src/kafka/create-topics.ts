import { setTimeout as delay } from 'node:timers/promises';
import type { Admin, ITopicConfig } from 'kafkajs';
import { connectToKafka, prefixed, type KafkaConnectionOptions } from './kafka-connection.js';

export interface TopicToCreate {
  /** As in the contracts, without prefix. */
  readonly name: string;
  readonly partitions: number;
}

export interface CreateTopicsOptions {
  /** Copies of each record; as many as there are brokers, at most three, where it is not given. */
  readonly replicationFactor?: number;
  /** How many of them must have a record before it counts as acknowledged; two where there are three copies or more, else one. */
  readonly minimumInSync?: number;
  /** Overrides the connection's `topicPrefix`. */
  readonly prefix?: string;
  /** How long brokers keep records; for ever by default, because a new consumer starts from the beginning. */
  readonly retentionMilliseconds?: number;
}

const longestWaitMilliseconds = 30_000;
const askAgainMilliseconds = 100;

/** A topic is there with another number of partitions than declared. */
export class TopicPartitionsDiffer extends Error {
  constructor(topic: string, found: number, declared: number) {
    super(
      `Topic ${topic} has ${found} partitions, but ${declared} are declared. Changing the number would send a key to another partition ` +
        `and lose its order: declare ${found}, or use another topic prefix.`,
    );
    this.name = 'TopicPartitionsDiffer';
  }
}

/**
 * Creates the topics that are missing and returns their full names. Topics that exist are left as they are; one with another
 * number of partitions throws {@link TopicPartitionsDiffer} before anything is created.
 */
export async function createTopics(
  connection: KafkaConnectionOptions,
  topics: readonly TopicToCreate[],
  options: CreateTopicsOptions,
): Promise<string[]> {
  const prefix = options.prefix ?? connection.topicPrefix;
  const wanted = topics.map((topic) => ({ ...topic, name: prefixed(prefix, topic.name) }));
  const admin = connectToKafka(connection).admin({
    retry: { retries: 20, initialRetryTime: 200, maxRetryTime: 2_000 },
  });
  await admin.connect();
  try {
    const missing = await missingTopics(admin, wanted);
    if (missing.length === 0) return [];
    const copies = options.replicationFactor ?? Math.min(3, (await admin.describeCluster()).brokers.length);
    await admin.createTopics({
      // kafkajs gives up at once where a busy broker does not know a topic yet that it has just made.
      waitForLeaders: false,
      timeout: longestWaitMilliseconds,
      topics: missing.map((topic) => topicConfiguration(topic, copies, options)),
    });
    const names = missing.map(({ name }) => name);
    await untilLed(admin, names, longestWaitMilliseconds);
    return names;
  } finally {
    await admin.disconnect();
  }
}

/** Waits until every partition of the topics has a leader. Throws what the brokers say of them after so many milliseconds. */
export async function untilLed(
  admin: Pick<Admin, 'fetchTopicMetadata'>,
  topics: string[],
  milliseconds: number,
): Promise<void> {
  const deadline = performance.now() + milliseconds;
  for (;;) {
    try {
      const metadata = await admin.fetchTopicMetadata({ topics });
      if (metadata.topics.every(({ partitions }) => partitions.every(({ leader }) => leader >= 0))) return;
      if (performance.now() > deadline) throw new Error(`Not every partition of ${topics.join(', ')} has a leader.`);
    } catch (error) {
      if (!isNotYetKnown(error) || performance.now() > deadline) throw error;
    }
    await delay(askAgainMilliseconds);
  }
}

function isNotYetKnown(error: unknown): boolean {
  return error instanceof Error && 'type' in error && notYetKnown.has(String(error.type));
}

const notYetKnown: ReadonlySet<string> = new Set(['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE']);

async function missingTopics(admin: Admin, wanted: readonly TopicToCreate[]): Promise<TopicToCreate[]> {
  const existing = new Set(await admin.listTopics());
  const present = wanted.filter(({ name }) => existing.has(name));
  if (present.length > 0) {
    const { topics } = await admin.fetchTopicMetadata({ topics: present.map(({ name }) => name) });
    const found = new Map(topics.map(({ name, partitions }) => [name, partitions.length]));
    for (const { name, partitions } of present) {
      const actual = found.get(name) ?? partitions;
      if (actual !== partitions) throw new TopicPartitionsDiffer(name, actual, partitions);
    }
  }
  return wanted.filter(({ name }) => !existing.has(name));
}

function topicConfiguration(topic: TopicToCreate, copies: number, options: CreateTopicsOptions): ITopicConfig {
  const inSync = options.minimumInSync ?? (copies >= 3 ? 2 : undefined);
  return {
    topic: topic.name,
    numPartitions: topic.partitions,
    replicationFactor: copies,
    configEntries: [
      { name: 'cleanup.policy', value: 'delete' },
      { name: 'retention.ms', value: String(options.retentionMilliseconds ?? -1) },
      ...(inSync === undefined ? [] : [{ name: 'min.insync.replicas', value: String(inSync) }]),
    ],
  };
}
