import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { accountChangedV1 } from '@rotables/contracts';
import { samePerson, type Session } from '@rotables/domain-kernel';
import type { EventEnvelope } from '@rotables/event-bus';

/** What a browser is told of an event: enough to know which of its pages are stale, and nothing that it could not read there. */
export interface LiveUpdate {
  readonly type: string;
  readonly service: string;
  readonly key: string;
  readonly city: string | null;
  readonly actor: string;
  readonly time: string;
}

interface Listener {
  /** Whoever is signed in, with the roles and cities that they have now. */
  readonly session: () => Session;
  /** Their account was changed: the session is to be read anew. */
  readonly lookAgain: () => void;
  readonly tell: (update: LiveUpdate) => void;
  readonly end: () => void;
}

/** Passes events on to the browsers that may know of them. Kept in memory: a browser that was away reads its pages anew. */
@Injectable()
export class LiveUpdates implements OnModuleDestroy {
  private readonly listeners = new Set<Listener>();

  /** Returns what ends it. */
  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  publish({ type, source, key, city, actor, time }: EventEnvelope): void {
    const update: LiveUpdate = { type, service: source, key, city, actor, time };
    for (const { session, tell, lookAgain } of this.listeners) {
      if (type === accountChangedV1.type && samePerson(key, session().actor)) lookAgain();
      if (mayKnow(session(), city)) tell(update);
    }
  }

  /** Open streams would keep the server from closing. */
  onModuleDestroy(): void {
    for (const { end } of this.listeners) end();
    this.listeners.clear();
  }
}

/** What belongs to no city is headquarters' business, its keys included. */
function mayKnow({ cities }: Session, city: string | null): boolean {
  return cities === 'all' || (city !== null && cities.some((own) => own === city));
}
