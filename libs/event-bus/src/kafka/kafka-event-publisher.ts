import kafkajs from 'kafkajs';
import type { ICustomPartitioner, Message, Producer, RecordMetadata } from 'kafkajs';
import { encodeEvent } from '../envelope.js';
import { TransientFault, type EventPublisher, type OutgoingEvent } from '../ports.js';
import { connectToKafka, prefixed, type KafkaConnectionOptions } from './kafka-connection.js';
import { OwnSockets, within } from './own-sockets.js';

/** Brokers refuse a request above 1 MiB per partition by default; half of it leaves room for what is added to a record. */
const largestRequestBytes = 512 * 1024;
/** One event may be this large, its envelope included. */
export const largestEventBytes = 900 * 1024;

/** An event that no broker would take. The producing service has to be corrected: repeating does not help. */
export class EventTooLarge extends Error {
  constructor(event: OutgoingEvent, bytes: number) {
    super(
      `Event ${event.type} ${event.id} of ${event.key} is ${bytes} bytes, but must be at most ${largestEventBytes}. ` +
        'Split its list over several events.',
    );
    this.name = 'EventTooLarge';
  }
}

/** Beyond kafkajs' own retries; a broken connection may never bring an answer. */
const longestSendMilliseconds = 40_000;
const longestPartingMilliseconds = 2_000;

interface ConnectedProducer {
  readonly producer: Producer;
  readonly connected: Promise<void>;
  readonly sockets: OwnSockets;
}

interface PreparedEvent {
  readonly topic: string;
  readonly message: Message;
  readonly bytes: number;
}

/**
 * Publishes with acks from all replicas, idempotently, one request in flight. A failed call throws its producer away and the next one
 * begins with a new one: after an error the old one's sequence numbers are no longer certain.
 */
export class KafkaEventPublisher implements EventPublisher {
  private current: ConnectedProducer | null = null;
  /** Where the partitioner sent each message, to check the acknowledgements against. */
  private readonly partitionOf = new WeakMap<Message, number>();
  private closed = false;

  constructor(private readonly options: KafkaConnectionOptions) {}

  /** Throws {@link TransientFault} while the brokers do not acknowledge and {@link EventTooLarge} before anything is sent. */
  async publish(events: readonly OutgoingEvent[]): Promise<void> {
    if (this.closed) throw new TransientFault('The publisher is closed.');
    const requests = intoRequests(events.map((event) => this.prepare(event)));
    for (const request of requests) await this.send(request);
  }

  async close(): Promise<void> {
    this.closed = true;
    const { current } = this;
    this.current = null;
    if (current !== null) await part(current);
  }

  private prepare(event: OutgoingEvent): PreparedEvent {
    const { key, headers, value } = encodeEvent(event);
    const headerBytes = Object.entries(headers).reduce((sum, [name, text]) => sum + name.length + text.length + 4, 0);
    const bytes = value.byteLength + Buffer.byteLength(key) + headerBytes;
    if (bytes > largestEventBytes) throw new EventTooLarge(event, bytes);
    return { topic: prefixed(this.options.topicPrefix, event.topic), message: { key, headers, value }, bytes };
  }

  private async send(request: readonly PreparedEvent[]): Promise<void> {
    const current = (this.current ??= this.connect());
    try {
      const acknowledgements = await within(longestSendMilliseconds, this.sendBy(current, request));
      if (acknowledgements === 'too late') throw new Error(`no answer within ${longestSendMilliseconds} ms`);
      this.ensureEveryPartitionAnswered(request, acknowledgements);
    } catch (error) {
      if (this.current === current) this.current = null;
      void part(current);
      const reason = error instanceof Error ? error.message : String(error);
      throw new TransientFault(`Kafka did not acknowledge ${request.length} events: ${reason}`, error);
    }
  }

  private async sendBy(current: ConnectedProducer, request: readonly PreparedEvent[]): Promise<RecordMetadata[]> {
    await current.connected;
    return current.producer.sendBatch({ acks: -1, topicMessages: byTopic(request) });
  }

  /**
   * kafkajs remembers per broker who has answered a call. When a partition's leadership moves between two of its retries to a
   * broker that has answered already, it reports success although that partition's records were never sent.
   */
  private ensureEveryPartitionAnswered(
    request: readonly PreparedEvent[],
    acknowledgements: readonly RecordMetadata[],
  ): void {
    const answered = new Set(
      acknowledgements
        .filter(({ errorCode }) => errorCode === 0)
        .map((answer) => `${answer.topicName}/${answer.partition}`),
    );
    for (const { topic, message } of request) {
      const partition = this.partitionOf.get(message);
      if (partition === undefined || !answered.has(`${topic}/${partition}`)) {
        throw new Error(`partition ${partition ?? 'unknown'} of ${topic} has not answered`);
      }
    }
  }

  private connect(): ConnectedProducer {
    const sockets = new OwnSockets(this.options.socketFactory);
    const producer = connectToKafka({ ...this.options, socketFactory: sockets.create }).producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: this.recordingPartitioner,
      // Enough for a coordinator that still loads; a longer absence of the broker is the relay's to wait for.
      retry: { initialRetryTime: 100, factor: 0.2, multiplier: 2, retries: 7, maxRetryTime: 2_000 },
    });
    return { producer, connected: producer.connect(), sockets };
  }

  private readonly recordingPartitioner: ICustomPartitioner = () => {
    const choose = kafkajs.Partitioners.DefaultPartitioner();
    return (choice) => {
      const partition = choose(choice);
      this.partitionOf.set(choice.message, partition);
      return partition;
    };
  };
}

/** Consecutive runs of events, each small enough for one request; one after the other, so that the order per key stays. */
function intoRequests(events: readonly PreparedEvent[]): PreparedEvent[][] {
  const requests: PreparedEvent[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const event of events) {
    if (bytes + event.bytes > largestRequestBytes) {
      requests.push([]);
      bytes = 0;
    }
    requests.at(-1)?.push(event);
    bytes += event.bytes;
  }
  return requests;
}

function byTopic(request: readonly PreparedEvent[]): { topic: string; messages: Message[] }[] {
  const messagesByTopic = new Map<string, Message[]>();
  for (const { topic, message } of request) {
    const messages = messagesByTopic.get(topic);
    if (messages === undefined) messagesByTopic.set(topic, [message]);
    else messages.push(message);
  }
  return [...messagesByTopic].map(([topic, messages]) => ({ topic, messages }));
}

async function part({ producer, sockets }: ConnectedProducer): Promise<void> {
  try {
    await within(longestPartingMilliseconds, producer.disconnect());
  } catch {
    // It is being thrown away; why it could not say good-bye changes nothing.
  }
  sockets.destroy();
}
