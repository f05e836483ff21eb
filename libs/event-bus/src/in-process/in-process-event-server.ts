import { EventServer, type EventServerOptions } from '../event-server.js';
import { TransientFault, type ConsumerProgress, type DeliveredMessage, type MessageReceiver } from '../ports.js';
import type { InProcessBus } from './in-process-bus.js';

export interface InProcessEventServerOptions extends EventServerOptions {
  readonly bus: InProcessBus;
  /** The service's name on the bus; one subscription each. */
  readonly service: string;
  /** Told of each fault of the receiver that does not pass by itself; the publisher tries again. */
  readonly onFault: (error: unknown) => void;
}

/** Nest's transport for events between services of one process. */
export class InProcessEventServer extends EventServer {
  private leave: (() => Promise<void>) | null = null;
  private fault: string | null = null;
  private lastProgressAt: number | null = null;
  private waiting = 0;
  private received = 0;

  constructor(private readonly options: InProcessEventServerOptions) {
    super(options);
  }

  override listen(callback: (error?: unknown) => void): void {
    try {
      const receiver = this.counting(this.options.createReceiver(this));
      this.leave = this.options.bus.subscribe(this.options.service, this.topicsOfHandlers(), receiver, (error) =>
        this.fail(error),
      );
    } catch (error) {
      callback(error);
      return;
    }
    this.lastProgressAt = Date.now();
    callback();
  }

  /** Finishes what is being delivered; publications wait in their outboxes until the service is back. */
  override async close(): Promise<void> {
    const { leave } = this;
    this.leave = null;
    await leave?.();
  }

  /** Lag is unknown here: what is not delivered waits in the outboxes of the publishers. */
  override progress(): ConsumerProgress {
    const { lastProgressAt, received, waiting } = this;
    return {
      joined: this.leave !== null,
      lag: null,
      lastProgressAt,
      stalled: false,
      backingOff: waiting,
      received,
      rebuilds: 0,
      fault: this.fault,
    };
  }

  private counting(receiver: MessageReceiver): MessageReceiver {
    return {
      receive: async (batch: readonly DeliveredMessage[]) => {
        try {
          await receiver.receive(batch);
        } catch (error) {
          if (error instanceof TransientFault) this.waiting = 1;
          throw error;
        }
        this.waiting = 0;
        this.fault = null;
        this.received += batch.length;
        this.lastProgressAt = Date.now();
      },
    };
  }

  private fail(error: unknown): void {
    this.fault = error instanceof Error ? error.message : String(error);
    this.options.onFault(error);
  }
}
