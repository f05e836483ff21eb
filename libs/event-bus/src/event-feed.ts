import type { EventContract } from '@rotables/contracts';
import { decodeEnvelope, MalformedEnvelope, type EventEnvelope } from './envelope.js';
import type { InProcessBus } from './in-process/in-process-bus.js';
import type { DeliveredMessage } from './ports.js';

/**
 * What happens from now on, as it happens, for whoever shows it and keeps nothing of it: each process sees every event, none of it is taken in,
 * and what passes while it is away is not told afterwards.
 */
export abstract class EventFeed {
  /** Calls `tell` for every event of these types, until the feed is closed. Throws an Error for a type that no contract describes. */
  abstract follow(types: readonly string[], tell: (event: EventEnvelope) => void): void;
  abstract close(): Promise<void>;
}

/** The topics on which events of these types travel. */
export function topicsOf(types: readonly string[], contracts: ReadonlyMap<string, EventContract>): readonly string[] {
  return [
    ...new Set(
      types.map((type) => {
        const contract = contracts.get(type);
        if (contract === undefined) throw new Error(`${type} is not in the contracts, so no topic is known for it.`);
        return contract.topic;
      }),
    ),
  ];
}

/** Calls `tell` if the message is an event of one of the types. What is no event concerns those who take events in. */
export function tellOf(
  message: DeliveredMessage,
  types: ReadonlySet<string>,
  tell: (event: EventEnvelope) => void,
): void {
  if (!types.has(message.headers['ce_type'] ?? '')) return;
  let envelope: EventEnvelope;
  try {
    envelope = decodeEnvelope(message);
  } catch (error) {
    if (error instanceof MalformedEnvelope) return;
    throw error;
  }
  tell(envelope);
}

/** The feed of services that share one process. */
export class InProcessEventFeed extends EventFeed {
  private readonly ends: (() => void)[] = [];

  constructor(
    private readonly bus: InProcessBus,
    private readonly contracts: ReadonlyMap<string, EventContract>,
  ) {
    super();
  }

  override follow(types: readonly string[], tell: (event: EventEnvelope) => void): void {
    topicsOf(types, this.contracts);
    const wanted = new Set(types);
    this.ends.push(this.bus.follow((batch) => batch.forEach((message) => tellOf(message, wanted, tell))));
  }

  override close(): Promise<void> {
    for (const end of this.ends.splice(0)) end();
    return Promise.resolve();
  }
}
