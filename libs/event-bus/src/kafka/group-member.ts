import type { LoggerService } from '@nestjs/common';
import type { Consumer, EachBatchPayload, IHeaders, KafkaMessage } from 'kafkajs';
import { TransientFault, type DeliveredMessage, type MessageReceiver } from '../ports.js';
import type { ConsumerTuning } from './consumer-tuning.js';
import { connectToKafka, type KafkaConnectionOptions } from './kafka-connection.js';
import { OffsetCommits } from './offset-commits.js';
import { OwnSockets, within } from './own-sockets.js';
import { PartitionBackOff } from './partition-back-off.js';

/** How long kafkajs may take to notice that its connections were cut. */
const longestEndMilliseconds = 4_000;

export interface GroupMemberOptions {
  readonly connection: KafkaConnectionOptions;
  readonly groupId: string;
  /** Full names, prefix included. */
  readonly topics: readonly string[];
  readonly receiver: MessageReceiver;
  readonly tuning: ConsumerTuning;
  readonly logger: LoggerService;
  /** kafkajs gave up for want of a broker that answers in time: this member has ended, and another one may find it. */
  readonly onLost: (error: unknown) => void;
  /** A defect of the receiver, or a crash that is no passing one: this member has ended. */
  readonly onFault: (error: unknown) => void;
}

/**
 * What kafkajs calls not worth a repetition, though it depends on the brokers of that moment alone: no broker named the group's coordinator, because
 * its connection was cut or its answer late; a connection was waited for too long.
 */
const momentary: readonly string[] = ['KafkaJSGroupCoordinatorNotFound', 'KafkaJSTimeout', 'KafkaJSLockTimeout'];

/** Who this process is in its consumer group. */
export interface Membership {
  readonly memberId: string;
  /** How often this member has joined; unchanged means that its generation has not changed for its own doing. */
  readonly joins: number;
  /** Full topic name → partitions. */
  readonly assignment: ReadonlyMap<string, readonly number[]>;
}

/** One kafkajs consumer from its start to its end; what stands still is thrown away and replaced by another. */
export class GroupMember {
  /** Grows with every sign of life: a join, a batch begun, a chunk committed, a partition resumed. */
  signsOfLife = 0;
  received = 0;
  private readonly sockets: OwnSockets;
  private readonly consumer: Consumer;
  private readonly backOff: PartitionBackOff;
  private readonly commits: OffsetCommits;
  private current: Membership | null = null;
  private joins = 0;
  private working = 0;
  private retired = false;
  private atRest: (() => void) | null = null;

  constructor(private readonly options: GroupMemberOptions) {
    const { connection, groupId, tuning } = options;
    this.backOff = new PartitionBackOff(tuning);
    this.sockets = new OwnSockets(connection.socketFactory);
    this.consumer = connectToKafka({ ...connection, socketFactory: this.sockets.create }).consumer({
      groupId,
      allowAutoTopicCreation: false,
      sessionTimeout: tuning.sessionTimeoutMilliseconds,
      heartbeatInterval: tuning.heartbeatMilliseconds,
      rebalanceTimeout: tuning.rebalanceTimeoutMilliseconds,
      maxWaitTimeInMs: tuning.fetchWaitMilliseconds,
      // Beyond some seconds kafkajs starts the consumer anew, again and again; few retries let a consumer that is given up end soon.
      retry: { initialRetryTime: 200, retries: 5, maxRetryTime: 800, restartOnFailure: async () => !this.retired },
    });
    this.commits = new OffsetCommits({
      milliseconds: tuning.offsetCommitMilliseconds,
      commit: async (offsets) => {
        await this.consumer.commitOffsets(offsets);
      },
      onFailure: (error) => {
        options.logger.debug?.(`Offsets of group ${groupId} wait: ${String(error)}`);
      },
    });
    this.observe();
  }

  get membership(): Membership | null {
    return this.current;
  }

  get backingOff(): number {
    return this.backOff.size;
  }

  /** Busy with a batch, or resting after a fault: standing still then is not the consumer's fault. */
  get occupied(): boolean {
    return this.working > 0 || this.backOff.size > 0;
  }

  async start(): Promise<void> {
    const { topics, tuning } = this.options;
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: [...topics], fromBeginning: true });
    await this.consumer.run({
      // kafkajs would commit after each batch, and the next one would wait for it.
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: tuning.concurrentPartitions,
      eachBatch: (payload) => this.eachBatch(payload),
    });
  }

  /** Finishes the chunk in hand, commits its offset, leaves the group; after so many milliseconds the connections are cut. */
  async stop(patienceMilliseconds: number): Promise<void> {
    this.retired = true;
    this.backOff.clear();
    const leaving = this.leave(patienceMilliseconds / 2).catch((error: unknown) => {
      this.options.logger.debug?.(`Leaving group ${this.options.groupId} failed: ${String(error)}`);
    });
    await within(patienceMilliseconds, leaving);
    this.sockets.destroy();
    await within(longestEndMilliseconds, leaving);
    this.commits.forget();
    this.current = null;
  }

  /** What has been done is committed first, unless that takes too long: whoever gets the partitions would only be given repetitions. */
  private async leave(patienceMilliseconds: number): Promise<void> {
    await within(patienceMilliseconds, this.commitDone());
    await this.consumer.disconnect();
  }

  private async commitDone(): Promise<void> {
    if (this.working > 0) await new Promise<void>((resolve) => (this.atRest = resolve));
    await this.commits.flush();
  }

  private observe(): void {
    const { events } = this.consumer;
    this.consumer.on(events.GROUP_JOIN, ({ payload }) => {
      this.joins += 1;
      this.signsOfLife += 1;
      // Where another has taken over meanwhile, its position counts; what was not committed comes again.
      this.commits.forget();
      const assignment = new Map(Object.entries(payload.memberAssignment));
      this.current = { memberId: payload.memberId, joins: this.joins, assignment };
    });
    this.consumer.on(events.REBALANCING, () => {
      this.current = null;
      void this.commits.flush();
    });
    this.consumer.on(events.DISCONNECT, () => {
      this.current = null;
    });
    this.consumer.on(events.CRASH, ({ payload }) => {
      this.current = null;
      if (payload.restart || this.retired) return;
      if (momentary.includes(payload.error.name)) this.options.onLost(payload.error);
      else this.options.onFault(payload.error);
    });
  }

  private async eachBatch(payload: EachBatchPayload): Promise<void> {
    this.working += 1;
    this.signsOfLife += 1;
    try {
      await this.receiveInChunks(payload);
    } finally {
      this.working -= 1;
      if (this.working === 0) this.atRest?.();
    }
  }

  private async receiveInChunks(payload: EachBatchPayload): Promise<void> {
    const { messages, topic, partition } = payload.batch;
    const { largestBatch } = this.options.tuning;
    for (let start = 0; start < messages.length; start += largestBatch) {
      if (this.retired || !payload.isRunning() || payload.isStale()) return;
      const chunk = messages.slice(start, start + largestBatch);
      const last = chunk.at(-1);
      if (last === undefined) return;
      const heartbeats = new Heartbeats(payload, this.options.tuning.heartbeatMilliseconds);
      try {
        await this.options.receiver.receive(chunk.map((message) => this.delivered(topic, partition, message)));
      } catch (error) {
        this.rest(payload, error);
        return;
      } finally {
        heartbeats.stop();
      }
      this.backOff.succeeded(`${topic}/${partition}`);
      this.received += chunk.length;
      this.signsOfLife += 1;
      if (!resolved(payload, last.offset)) return;
      this.commits.note(topic, partition, last.offset);
      heartbeats.rethrow();
      await payload.heartbeat();
    }
  }

  /** A transient fault pauses the partition; the same messages are fetched again afterwards. Other partitions go on. */
  private rest(payload: EachBatchPayload, error: unknown): void {
    const { topic, partition } = payload.batch;
    const resume = payload.pause();
    if (!(error instanceof TransientFault)) {
      this.options.onFault(error);
      return;
    }
    if (this.retired) return;
    const milliseconds = this.backOff.rest(`${topic}/${partition}`, () => {
      this.signsOfLife += 1;
      resume();
    });
    this.options.logger.warn(
      `Partition ${partition} of ${topic} rests for ${milliseconds} ms from offset ${payload.batch.firstOffset()}: ${error.message}`,
    );
  }

  private delivered(topic: string, partition: number, message: KafkaMessage): DeliveredMessage {
    return {
      topic: topic.slice((this.options.connection.topicPrefix ?? '').length),
      partition,
      offset: message.offset,
      key: message.key === null ? null : message.key.toString('utf8'),
      headers: textHeaders(message.headers ?? {}),
      value: message.value,
    };
  }
}

/** Keeps the membership alive while the receiver works, and remembers what the last heartbeat failed with. */
class Heartbeats {
  private failure: Error | undefined;
  private readonly timer: NodeJS.Timeout;

  constructor(payload: EachBatchPayload, heartbeatMilliseconds: number) {
    this.timer = setInterval(() => {
      payload.heartbeat().then(
        () => (this.failure = undefined),
        (error: unknown) => (this.failure = error instanceof Error ? error : new Error(String(error))),
      );
    }, heartbeatMilliseconds);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** kafkajs joins the group again when it sees this error; it has to learn of a rebalance from here. */
  rethrow(): void {
    if (this.failure !== undefined) throw this.failure;
  }
}

/** False when the partition has been given to another member meanwhile: kafkajs then has no place for its offset. */
function resolved(payload: EachBatchPayload, offset: string): boolean {
  try {
    payload.resolveOffset(offset);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** Header values as text. Of a header that occurs several times the last one counts. */
export function textHeaders(headers: IHeaders): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    const last = Array.isArray(value) ? value.at(-1) : value;
    if (last !== undefined) texts[name] = last.toString();
  }
  return texts;
}
