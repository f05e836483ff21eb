import { createHash } from 'node:crypto';
import type { EventContract } from '@rotables/contracts';
import { systemSession, type Session } from '@rotables/domain-kernel';
import { EventContext, type EventDispatcher } from '@rotables/event-bus';
import { UnitOfWork } from '@rotables/persistence';
import { EventReader, isNewer, type ReadEvent } from './event-reader.js';
import {
  InboxStore,
  type DeadLetterReason,
  type DeadLetterToStore,
  type InboxOutcome,
  type Obstacle,
} from './inbox-store.js';

export interface InboxOptions {
  /** The service's name; its consumers act as `system:<service>`. */
  readonly service: string;
  readonly unitOfWork: UnitOfWork;
  readonly dispatcher: EventDispatcher;
  /** Every event that may be on the topics of this service, whether it has a handler here or not. */
  readonly contracts: ReadonlyMap<string, EventContract>;
  /** Told, once it is committed, of each event that an operator has to decide on, or that a missing one keeps waiting. */
  readonly onSetAside?: (letter: SetAside) => void;
}

/** An event that did not take effect. */
export interface SetAside {
  readonly topic: string;
  readonly key: string | null;
  readonly sequence: number | null;
  readonly eventId: string | null;
  readonly type: string | null;
  readonly reason: DeadLetterReason;
  readonly error: string;
}

/** What all parts of the inbox share. The store is an argument for tests that prove what the store is good for. */
export class InboxWork {
  readonly reader: EventReader;
  readonly session: Session;
  #knowledge: string | null = null;

  constructor(
    private readonly options: InboxOptions,
    readonly store: InboxStore = new InboxStore(),
  ) {
    this.reader = new EventReader(options.contracts, (type) => options.dispatcher.handles(type));
    this.session = systemSession(options.service);
  }

  /**
   * Names what this service knows of events, the same in each process of a release: what could not be read by one knowledge is worth a try by
   * another. Asked for when the handlers are known.
   */
  knowledge(): string {
    this.#knowledge ??= knowledgeOf(this.options);
    return this.#knowledge;
  }

  /** What a key waits for behind that letter. */
  obstacle(deadLetterId: string, reason: DeadLetterReason): Obstacle {
    return isNewer(reason) ? { deadLetterId, readBy: this.knowledge() } : { deadLetterId };
  }

  /** One transaction that sees all cities and waits for a connection as long as it takes. */
  run<Result>(work: () => Promise<Result>, traceparent: string | null = null): Promise<Result> {
    return this.options.unitOfWork.run(this.session, work, { patient: true, traceparent });
  }

  outcomeOf(event: ReadEvent): InboxOutcome {
    return this.options.dispatcher.handles(event.envelope.type) ? 'processed' : 'ignored';
  }

  /**
   * Runs the handlers of one event in the transaction under way. What they left in the EntityManager is written at once and forgotten,
   * so that the next event of a batch finds the tables, and an empty identity map, as if it had a transaction of its own.
   */
  async handle(event: ReadEvent): Promise<void> {
    const { dispatcher } = this.options;
    if (!dispatcher.handles(event.envelope.type)) return;
    UnitOfWork.continueTrace(event.envelope.traceparent, event.envelope.actor);
    await dispatcher.dispatch(event.envelope.type, event.body, new EventContext(event.envelope));
    await forgetEntities();
  }

  /** The same for events of one type whose handlers take them together; they have no trace in common. */
  async handleTogether(type: string, events: readonly ReadEvent[]): Promise<void> {
    UnitOfWork.continueTrace(null);
    const together = events.map(({ body, envelope }) => ({ body, context: new EventContext(envelope) }));
    await this.options.dispatcher.dispatchTogether(type, together);
    await forgetEntities();
  }

  /** Passes the letter on to whoever watches, when the unit of work under way has committed. */
  tellSetAside({ message: { topic, key }, envelope, reason, error }: DeadLetterToStore): void {
    const { onSetAside } = this.options;
    if (onSetAside === undefined) return;
    const { sequence, id: eventId, type } = envelope ?? { sequence: null, id: null, type: null };
    UnitOfWork.afterCommit(() => onSetAside({ topic, key, sequence, eventId, type, reason, error }));
  }

  takesTogether(event: ReadEvent): boolean {
    return this.options.dispatcher.handlesTogether(event.envelope.type);
  }
}

function knowledgeOf({ contracts, dispatcher }: InboxOptions): string {
  const known = [...contracts.values()]
    .map(({ type, topic, schema }) => JSON.stringify([type, topic, schema, dispatcher.handles(type)]))
    .sort();
  return createHash('sha256').update(known.join('\n')).digest('hex');
}

async function forgetEntities(): Promise<void> {
  const em = UnitOfWork.current();
  await em.flush();
  em.clear();
}
