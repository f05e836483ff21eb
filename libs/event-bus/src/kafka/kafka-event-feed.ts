import type { EventContract } from '@rotables/contracts';
import type { Consumer } from 'kafkajs';
import { randomBytes } from 'node:crypto';
import type { EventEnvelope } from '../envelope.js';
import { EventFeed, tellOf, topicsOf } from '../event-feed.js';
import { textHeaders } from './group-member.js';
import { connectToKafka, prefixed, type KafkaConnectionOptions } from './kafka-connection.js';
import { OwnSockets, within } from './own-sockets.js';

export interface KafkaEventFeedOptions {
  readonly connection: KafkaConnectionOptions;
  /** The group of the service whose process this is; each feed has one of its own below it. */
  readonly groupId: string;
  readonly contracts: ReadonlyMap<string, EventContract>;
}

const longestPartingMilliseconds = 2_000;
const firstPauseMilliseconds = 500;
const longestPauseMilliseconds = 10_000;

interface Reader {
  readonly consumer: Consumer;
  readonly sockets: OwnSockets;
}

/** Reads from the end of the topics, in a group that nobody shares and that is forgotten with its process. */
export class KafkaEventFeed extends EventFeed {
  private readonly followers: { readonly types: ReadonlySet<string>; readonly tell: (event: EventEnvelope) => void }[] =
    [];
  private readonly topics = new Set<string>();
  private reader: Reader | null = null;
  private retry: NodeJS.Timeout | null = null;
  private failures = 0;
  private closed = false;

  constructor(private readonly options: KafkaEventFeedOptions) {
    super();
  }

  override follow(types: readonly string[], tell: (event: EventEnvelope) => void): void {
    for (const topic of topicsOf(types, this.options.contracts)) this.topics.add(topic);
    this.followers.push({ types: new Set(types), tell });
    this.beginAnew(this.reader);
  }

  override async close(): Promise<void> {
    this.closed = true;
    if (this.retry !== null) clearTimeout(this.retry);
    const { reader } = this;
    this.reader = null;
    if (reader !== null) await part(reader);
  }

  private beginAnew(previous: Reader | null): void {
    if (this.closed || this.topics.size === 0) return;
    if (previous !== null) void part(previous);
    const { connection, groupId } = this.options;
    const sockets = new OwnSockets(connection.socketFactory);
    const consumer = connectToKafka({ ...connection, socketFactory: sockets.create }).consumer({
      groupId: `${groupId}.live.${randomBytes(6).toString('hex')}`,
      allowAutoTopicCreation: false,
      retry: { initialRetryTime: 200, retries: 5, maxRetryTime: 800, restartOnFailure: () => Promise.resolve(false) },
    });
    const reader = { consumer, sockets };
    this.reader = reader;
    consumer.on(consumer.events.CRASH, ({ payload }) => this.failed(reader, payload.error));
    consumer.on(consumer.events.GROUP_JOIN, () => (this.failures = 0));
    this.read(reader).catch((error: unknown) => this.failed(reader, error));
  }

  private async read({ consumer }: Reader): Promise<void> {
    const { topicPrefix } = this.options.connection;
    await consumer.connect();
    await consumer.subscribe({
      topics: [...this.topics].map((topic) => prefixed(topicPrefix, topic)),
      fromBeginning: false,
    });
    await consumer.run({
      autoCommit: false,
      eachMessage: ({ topic, partition, message }) => {
        const headers = textHeaders(message.headers ?? {});
        const key = message.key === null ? null : message.key.toString('utf8');
        const { offset, value } = message;
        const delivered = { topic: topic.slice((topicPrefix ?? '').length), partition, offset, key, headers, value };
        for (const { types, tell } of this.followers) tellOf(delivered, types, tell);
        return Promise.resolve();
      },
    });
  }

  private failed(reader: Reader, error: unknown): void {
    if (this.reader !== reader || this.closed) return;
    this.reader = null;
    void part(reader);
    const pause = Math.min(longestPauseMilliseconds, firstPauseMilliseconds * 2 ** Math.min(this.failures, 10));
    this.failures += 1;
    const reason = error instanceof Error ? error.message : String(error);
    this.options.connection.logger?.warn(`Live events are not told; they are followed again in ${pause} ms: ${reason}`);
    this.retry = setTimeout(() => this.beginAnew(null), pause);
  }
}

async function part({ consumer, sockets }: Reader): Promise<void> {
  try {
    await within(longestPartingMilliseconds, consumer.disconnect());
  } catch {
    // It is being thrown away; why it could not say good-bye changes nothing.
  }
  sockets.destroy();
}
