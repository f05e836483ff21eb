import type { EventContract } from '@rotables/contracts';
import type { JsonObject } from '@rotables/domain-kernel';
import type { INestApplication, INestMicroservice } from '@nestjs/common';
import { NestMicroservice, Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import { context as telemetry, propagation, ROOT_CONTEXT } from '@opentelemetry/api';
import { isObservable, lastValueFrom } from 'rxjs';
import type { EventContext } from './event-context.js';
import { OriginalErrorFilter } from './original-error.filter.js';
import type { ConsumerProgress, MessageReceiver } from './ports.js';

/** The mark on a handler that takes several events of its type at once. */
export const takesTogether = { takesTogether: true } as const;

/** One event for the handlers of its type. */
export interface EventToDispatch {
  readonly body: JsonObject;
  readonly context: EventContext;
}

/** The handlers of one service, by event type. */
export interface EventDispatcher {
  handles(type: string): boolean;
  /** Whether the handlers of the type take several of its events at once. */
  handlesTogether(type: string): boolean;
  /** Runs the handlers of a type for which that is so with all of the events, and rethrows a handler's own error. */
  dispatchTogether(type: string, events: readonly EventToDispatch[]): Promise<void>;
  /** Runs every handler of the type, one after the other, and rethrows a handler's own error. */
  dispatch(type: string, body: JsonObject, context: EventContext): Promise<void>;
}

export interface EventServerOptions {
  /** Every event that may be on the topics of this service. */
  readonly contracts: ReadonlyMap<string, EventContract>;
  /** Builds what turns messages into effects, around the handlers that Nest found. */
  readonly createReceiver: (dispatcher: EventDispatcher) => MessageReceiver;
}

/** A handler is for an event that no contract describes, so no topic is known for it. */
export class UnknownEventPattern extends Error {
  constructor(type: string, known: Iterable<string>) {
    super(
      `@EventPattern is ${JSON.stringify(type)}, but must be the type of an event in the contracts. Correct the spelling or ` +
        `define the event. Known: ${[...known].sort().join(', ')}.`,
    );
    this.name = 'UnknownEventPattern';
  }
}

/** What both adapters share: they collect `@EventPattern` handlers, know their topics and dispatch one event to them. */
export abstract class EventServer extends Server implements CustomTransportStrategy, EventDispatcher {
  override readonly propagatesEventHandlerErrors = true;
  private readonly handlersByType = new Map<string, MessageHandler[]>();

  protected constructor(protected readonly eventOptions: EventServerOptions) {
    super();
  }

  /** Lag and progress, for readiness and metrics. */
  abstract progress(): ConsumerProgress;

  /**
   * Nest chains several handlers of one type and starts all of them at once. Ours share one transaction on one connection,
   * so they are kept apart here and run one after the other.
   */
  override addHandler(
    pattern: unknown,
    callback: MessageHandler,
    isEventHandler = false,
    extras: Record<string, unknown> = {},
  ): void {
    const type = String(pattern);
    if (!isEventHandler) {
      throw new Error(
        `@MessagePattern(${JSON.stringify(type)}) asks for a reply, which the event bus does not carry. Use @EventPattern.`,
      );
    }
    callback.isEventHandler = true;
    callback.extras = extras;
    const handlers = this.handlersByType.get(type) ?? [];
    if (handlers.some((other) => isTogether(other) !== isTogether(callback))) {
      throw new Error(
        `Some handlers of ${type} take its events together and some one by one; let all of them do the same.`,
      );
    }
    handlers.push(callback);
    this.handlersByType.set(type, handlers);
    this.messageHandlers.set(type, callback);
  }

  handles(type: string): boolean {
    return this.handlersByType.has(type);
  }

  handlesTogether(type: string): boolean {
    return this.handlersByType.get(type)?.every(isTogether) ?? false;
  }

  async dispatchTogether(type: string, events: readonly EventToDispatch[]): Promise<void> {
    const bodies = events.map(({ body }) => body);
    for (const handler of this.handlersByType.get(type) ?? []) await resultOf(handler(bodies, events[0]?.context));
  }

  async dispatch(type: string, body: JsonObject, context: EventContext): Promise<void> {
    if (this.handlesTogether(type)) {
      await this.dispatchTogether(type, [{ body, context }]);
      return;
    }
    const { traceparent } = context.event;
    const trace =
      traceparent === null ? telemetry.active() : propagation.extract(ROOT_CONTEXT, { traceparent }, headerGetter);
    for (const handler of this.handlersByType.get(type) ?? []) {
      await telemetry.with(trace, async () => {
        await resultOf(handler(body, context));
      });
    }
  }

  /** The topics of the events that have a handler here, in order. Throws {@link UnknownEventPattern}. */
  protected topicsOfHandlers(): string[] {
    const { contracts } = this.eventOptions;
    const topics = new Set<string>();
    for (const type of this.handlersByType.keys()) {
      const contract = contracts.get(type);
      if (contract === undefined) throw new UnknownEventPattern(type, contracts.keys());
      topics.add(contract.topic);
    }
    return [...topics].sort();
  }

  /** Nest offers this for the events of a client library; the bus has its own callbacks in its options. */
  override on(): never {
    throw new Error('The event bus has no client events. Use onFault of its options and progress().');
  }

  override unwrap(): never {
    throw new Error('The event bus does not hand out its client. Use progress().');
  }

  abstract override listen(callback: (error?: unknown) => void): void | Promise<void>;
  abstract override close(): Promise<void>;
}

function isTogether({ extras }: MessageHandler): boolean {
  return extras?.['takesTogether'] === true;
}

async function resultOf(answer: Promise<unknown>): Promise<void> {
  const result = await answer;
  if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
}

const headerGetter = {
  get: (carrier: Readonly<Record<string, string>>, name: string): string | undefined => carrier[name],
  keys: (carrier: Readonly<Record<string, string>>): string[] => Object.keys(carrier),
};

/**
 * Connects the bus to a Nest application so that a handler's own error reaches the receiver. Call it before `app.init()` or
 * `app.listen()`; then `app.startAllMicroservices()` starts the consumer and `app.close()` stops it.
 */
export function connectEventServer(app: INestApplication, server: EventServer): INestMicroservice {
  // Handlers capture the global filters when they are registered, so the registration has to wait for the filter.
  const microservice = app.connectMicroservice({ strategy: server }, { deferInitialization: true });
  microservice.useGlobalFilters(new OriginalErrorFilter());
  // A deferred microservice would run the init hooks of the modules that it shares with the application a second time.
  if (microservice instanceof NestMicroservice) microservice.setIsInitHookCalled(true);
  return microservice;
}
