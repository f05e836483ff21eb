import { AsyncResource } from 'node:async_hooks';
import { encodeEvent } from '../envelope.js';
import {
  TransientFault,
  type DeliveredMessage,
  type EventPublisher,
  type MessageReceiver,
  type OutgoingEvent,
} from '../ports.js';

/** A record before the bus has given it a place. */
export type RecordToDeliver = Pick<DeliveredMessage, 'topic' | 'key' | 'headers' | 'value'>;

export interface InProcessBusOptions {
  /** Services that must be subscribed before anything is delivered; else an early event would miss a late service. */
  readonly subscribers?: readonly string[];
}

interface Subscription {
  readonly topics: ReadonlySet<string>;
  readonly receive: (batch: readonly DeliveredMessage[]) => Promise<void>;
  readonly onFault: (error: unknown) => void;
}

/**
 * The bus of services that share one process. A publication goes from the outbox straight into the transaction of every
 * subscriber and resolves when all have committed, so nothing is ever only in memory.
 */
export class InProcessBus {
  /** Null: the service is known and not there at the moment. */
  private readonly subscriptions = new Map<string, Subscription | null>();
  private readonly running = new Map<string, Set<Promise<void>>>();
  private readonly followers = new Set<(batch: readonly DeliveredMessage[]) => void>();
  private nextOffset = 0n;

  constructor(options: InProcessBusOptions = {}) {
    for (const name of options.subscribers ?? []) this.subscriptions.set(name, null);
  }

  publisher(): EventPublisher {
    return {
      publish: (events: readonly OutgoingEvent[]) =>
        this.deliver(events.map((event) => ({ topic: event.topic, ...encodeEvent(event) }))),
      close: () => Promise.resolve(),
    };
  }

  /**
   * Hands the records to every service subscribed to their topics, and resolves when all have committed. Throws {@link TransientFault} when one
   * could not, or is not there; those that could drop the repetition.
   */
  async deliver(records: readonly RecordToDeliver[]): Promise<void> {
    const batch = records.map((record) => ({ ...record, partition: 0, offset: String(this.nextOffset++) }));
    const topics = new Set(batch.map(({ topic }) => topic));
    const deliveries: Promise<void>[] = [];
    for (const [name, subscription] of this.subscriptions) {
      if (subscription === null) {
        // Its topics are not known before it comes; an event must not pass it by.
        deliveries.push(
          Promise.reject(new TransientFault(`Service ${name} is not on the in-process bus at the moment.`)),
        );
      } else if ([...topics].some((topic) => subscription.topics.has(topic))) {
        deliveries.push(
          this.handOver(
            name,
            subscription,
            batch.filter(({ topic }) => subscription.topics.has(topic)),
          ),
        );
      }
    }
    const failures = (await Promise.allSettled(deliveries)).filter((result) => result.status === 'rejected');
    const [failure] = failures.map((result): unknown => result.reason);
    if (failure instanceof TransientFault) throw failure;
    if (failure !== undefined) throw new TransientFault('A subscriber is defective.', failure);
    for (const tell of this.followers) tell(batch);
  }

  /** Tells of what every subscriber has taken in, from now on, until the returned function is called. */
  follow(tell: (batch: readonly DeliveredMessage[]) => void): () => void {
    this.followers.add(tell);
    return () => void this.followers.delete(tell);
  }

  /** One subscription per name. Returns how to end it: what is being delivered is finished, later publications are refused. */
  subscribe(
    name: string,
    topics: readonly string[],
    receiver: MessageReceiver,
    onFault: (error: unknown) => void,
  ): () => Promise<void> {
    const present = this.subscriptions.get(name);
    if (present !== undefined && present !== null) {
      throw new Error(`Service ${name} is already on the in-process bus. Give each service a name of its own.`);
    }
    // A publisher may be woken inside a command's transaction context; a receiver begins a transaction of its own.
    const receive = AsyncResource.bind((batch: readonly DeliveredMessage[]) => receiver.receive(batch));
    const subscription: Subscription = { topics: new Set(topics), receive, onFault };
    this.subscriptions.set(name, subscription);
    return async () => {
      if (this.subscriptions.get(name) === subscription) this.subscriptions.set(name, null);
      await Promise.allSettled([...(this.running.get(name) ?? [])]);
    };
  }

  private async handOver(name: string, subscription: Subscription, batch: readonly DeliveredMessage[]): Promise<void> {
    const delivery = subscription.receive(batch);
    const running = this.running.get(name) ?? new Set();
    this.running.set(name, running.add(delivery));
    try {
      await delivery;
    } catch (error) {
      if (!(error instanceof TransientFault)) subscription.onFault(error);
      throw error;
    } finally {
      running.delete(delivery);
    }
  }
}
