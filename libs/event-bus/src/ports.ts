import type { JsonObject } from '@rotables/domain-kernel';

/** An event on its way from the outbox to its topic. */
export interface OutgoingEvent {
  /** UUID; the same at every repetition of the event. */
  readonly id: string;
  /** For example `spare-pool.spare-unit-loaned.v1`. */
  readonly type: string;
  /** The service that decided it. */
  readonly source: string;
  /** The topic's name as in the contracts, without any prefix. */
  readonly topic: string;
  /** The aggregate's id. */
  readonly key: string;
  /** 1, 2, 3… without a gap per topic and key. */
  readonly sequence: number;
  /** When it was recorded: an ISO instant by the database's clock. */
  readonly time: string;
  readonly city: string | null;
  readonly actor: string;
  /** W3C trace context of the command behind the event. */
  readonly traceparent: string | null;
  readonly body: JsonObject;
}

export interface EventPublisher {
  /**
   * Resolves when every event is acknowledged, and keeps the order per key. Rejects otherwise; some of the events may
   * then have been delivered all the same, so the caller repeats the whole call, and receivers drop what they have.
   */
  publish(events: readonly OutgoingEvent[]): Promise<void>;
  close(): Promise<void>;
}

/** A record as it came from the bus, before anything in it is believed. */
export interface DeliveredMessage {
  /** The topic's name as in the contracts, without any prefix. */
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: Buffer | null;
}

export interface MessageReceiver {
  /**
   * Resolves only after the effects of the whole batch are committed. Throws {@link TransientFault} when a later repetition of
   * the same batch may succeed. Anything else that it throws is a defect of the receiver, not of a message.
   */
  receive(batch: readonly DeliveredMessage[]): Promise<void>;
}

/** Something outside is not there at the moment (a database, a broker, a subscriber); the same work may succeed a little later. */
export class TransientFault extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.name = 'TransientFault';
  }
}

/** What readiness and metrics know of a consumer. */
export interface ConsumerProgress {
  /** The consumer takes part in its group and has partitions, or is subscribed to the in-process bus. */
  readonly joined: boolean;
  /** Records published and not yet processed, over all topics subscribed; null when it is not known at the moment. */
  readonly lag: number | null;
  /** Milliseconds since the epoch of the last sign of progress: work done, or nothing to do; null before the first. */
  readonly lastProgressAt: number | null;
  /** There is lag and it has not moved for longer than the configured time. */
  readonly stalled: boolean;
  /** Partitions, or batches, that wait for the end of a transient fault. */
  readonly backingOff: number;
  /** Records handed to the receiver and committed since the start. */
  readonly received: number;
  /** How often the consumer was rebuilt because it stood still. */
  readonly rebuilds: number;
  /** What last stopped it that does not pass by itself; null when it has worked since, or never was stopped. */
  readonly fault: string | null;
}
