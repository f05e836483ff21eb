import { Logger, type LoggerService } from '@nestjs/common';
import { EventServer, type EventServerOptions } from '../event-server.js';
import type { ConsumerProgress, MessageReceiver } from '../ports.js';
import { defaultConsumerTuning, type ConsumerTuning } from './consumer-tuning.js';
import { GroupMember, type Membership } from './group-member.js';
import { prefixed, type KafkaConnectionOptions } from './kafka-connection.js';
import { LagProbe } from './lag-probe.js';
import { ProgressWatch } from './progress-watch.js';

export interface KafkaEventServerOptions extends EventServerOptions {
  readonly connection: KafkaConnectionOptions;
  /** One group per service: every service sees every event, its replicas share them. */
  readonly groupId: string;
  /**
   * Told of each fault that does not pass by itself: a defect of the receiver, a right that was taken away, a crash of kafkajs. Another consumer is tried
   * after a pause that grows; whoever answers requests meanwhile goes on.
   */
  readonly onFault: (error: unknown) => void;
  readonly tuning?: Partial<ConsumerTuning>;
}

/** Leaving a group whose coordinator is away must not hold up a shutdown for ever. */
const longestStopMilliseconds = 5_000;
const longestPauseWhenLostMilliseconds = 2_000;
const firstPauseAfterFaultMilliseconds = 500;
/** A consumer that stands still is given a moment to leave its group, which spares the others a wait for its session's end. */
const longestPartingMilliseconds = 1_000;

/**
 * Nest's transport for events over Kafka. Starting does not wait for the brokers: a service accepts work while they are
 * away, and `progress()` tells whether it consumes.
 */
export class KafkaEventServer extends EventServer {
  private readonly tuning: ConsumerTuning;
  private readonly log: LoggerService;
  private topics: readonly string[] = [];
  private receiver: MessageReceiver | null = null;
  private member: GroupMember | null = null;
  private probe: LagProbe | null = null;
  private timer: NodeJS.Timeout | null = null;
  private retry: NodeJS.Timeout | null = null;
  private closing = false;
  private fault: string | null = null;
  private faults = 0;
  private receivedBeforeFault = 0;
  private lag: number | null = null;
  private readonly watch: ProgressWatch;
  private rebuilds = 0;
  private readonly parting = new Set<Promise<void>>();
  private receivedByEarlier = 0;

  constructor(private readonly options: KafkaEventServerOptions) {
    super(options);
    this.tuning = { ...defaultConsumerTuning, ...options.tuning };
    this.watch = new ProgressWatch(this.tuning, Date.now());
    this.log = options.connection.logger ?? new Logger('KafkaEventServer');
  }

  override listen(callback: (error?: unknown) => void): void {
    try {
      this.topics = this.topicsOfHandlers().map((topic) => prefixed(this.options.connection.topicPrefix, topic));
    } catch (error) {
      callback(error);
      return;
    }
    if (this.topics.length > 0) {
      this.receiver = this.options.createReceiver(this);
      this.probe = new LagProbe(this.options.connection, this.options.groupId, this.topics);
      this.build();
      this.scheduleCheck();
    }
    callback();
  }

  /** Finishes what the receiver has begun, commits its offsets and leaves the group. */
  override async close(): Promise<void> {
    this.closing = true;
    if (this.timer !== null) clearTimeout(this.timer);
    if (this.retry !== null) clearTimeout(this.retry);
    const { member, probe } = this;
    await Promise.all([member?.stop(longestStopMilliseconds), probe?.close(), ...this.parting]);
    this.member = null;
  }

  override progress(): ConsumerProgress {
    return {
      joined: this.topics.length === 0 || this.membership() !== null,
      lag: this.topics.length === 0 ? 0 : this.lag,
      lastProgressAt: this.watch.lastProgressAt,
      stalled: this.watch.stalled,
      backingOff: this.member?.backingOff ?? 0,
      received: this.received(),
      rebuilds: this.rebuilds,
      fault: this.fault,
    };
  }

  /** Null while this process is not in the group. */
  membership(): Membership | null {
    return this.member?.membership ?? null;
  }

  private build(): void {
    if (this.receiver === null || this.closing) return;
    const lost = (error: unknown): void => {
      if (this.member === member && !this.closing)
        this.startAgainLater(member, error, longestPauseWhenLostMilliseconds);
    };
    const member = new GroupMember({
      connection: this.options.connection,
      groupId: this.options.groupId,
      topics: this.topics,
      receiver: this.receiver,
      tuning: this.tuning,
      logger: this.log,
      onLost: lost,
      onFault: (error) => this.fail(member, error),
    });
    this.member = member;
    this.watch.begin(Date.now());
    member.start().catch(lost);
  }

  private startAgainLater(member: GroupMember, error: unknown, milliseconds: number): void {
    const pause = Math.min(this.tuning.longestBackOffMilliseconds, milliseconds);
    this.log.warn(
      `Consumer group ${this.options.groupId} has no consumer and tries again in ${pause} ms: ${startFailure(error, this.topics)}`,
    );
    this.member = null;
    this.part(member);
    this.retry = setTimeout(() => this.build(), pause);
  }

  private part(member: GroupMember): void {
    this.receivedByEarlier += member.received;
    const parting = member.stop(longestPartingMilliseconds).finally(() => this.parting.delete(parting));
    this.parting.add(parting);
  }

  private fail(member: GroupMember, error: unknown): void {
    if (this.member !== member || this.closing) return;
    this.fault = error instanceof Error ? error.message : String(error);
    this.faults += 1;
    this.receivedBeforeFault = this.received();
    this.startAgainLater(member, error, firstPauseAfterFaultMilliseconds * 2 ** Math.min(this.faults - 1, 20));
    this.options.onFault(error);
  }

  /** Joining proves nothing; work done, or none to do, does. */
  private forgetFaultOfThePast(): void {
    const idle = this.lag === 0 && this.membership() !== null;
    if (this.received() === this.receivedBeforeFault && !idle) return;
    this.fault = null;
    this.faults = 0;
  }

  private scheduleCheck(): void {
    this.timer = setTimeout(() => {
      void this.check().finally(() => {
        if (!this.closing) this.scheduleCheck();
      });
    }, this.untilNextCheckMilliseconds());
  }

  private untilNextCheckMilliseconds(): number {
    const { progressCheckMilliseconds, quietCheckMilliseconds } = this.tuning;
    const quiet = this.lag === 0 && this.membership() !== null;
    return quiet ? Math.max(quietCheckMilliseconds, progressCheckMilliseconds) : progressCheckMilliseconds;
  }

  private async check(): Promise<void> {
    const lag = await this.ownLag();
    if (this.closing) return;
    this.lag = lag;
    if (this.fault !== null) this.forgetFaultOfThePast();
    const stoodStill = this.watch.look({
      now: Date.now(),
      signsOfLife: this.member?.signsOfLife ?? null,
      received: this.received(),
      occupied: this.member?.occupied === true,
      joined: this.membership() !== null,
      lag,
    });
    if (stoodStill > 0) this.rebuild(stoodStill);
  }

  private received(): number {
    return this.receivedByEarlier + (this.member?.received ?? 0);
  }

  private async ownLag(): Promise<number | null> {
    try {
      const lags = await this.probe?.lagByPartition();
      if (lags === undefined) return null;
      const assignment = this.membership()?.assignment;
      let sum = 0;
      for (const [name, lag] of lags) {
        const slash = name.lastIndexOf('/');
        const partitions = assignment?.get(name.slice(0, slash));
        // What another member of the group has been given is its to work off; without a membership all of it counts.
        if (assignment === undefined || partitions?.includes(Number(name.slice(slash + 1)))) sum += lag;
      }
      return sum;
    } catch {
      return null;
    }
  }

  private rebuild(stoodStillMilliseconds: number): void {
    const { member } = this;
    this.log.warn(
      `Consumer group ${this.options.groupId} has ${this.lag} records to process and has not moved for ` +
        `${stoodStillMilliseconds} ms; its consumer is built anew.`,
    );
    this.rebuilds += 1;
    if (this.retry !== null) clearTimeout(this.retry);
    if (member !== null) this.part(member);
    this.build();
  }
}

function startFailure(error: unknown, topics: readonly string[]): string {
  const message = error instanceof Error ? error.message : String(error);
  return /does not host this topic/i.test(message)
    ? `${message}. Not all of these topics exist: ${topics.join(', ')}. Topics are created by the deployment, see createTopics.`
    : message;
}
