import { shortageClosedV1, shortageRaisedV1 } from '@rotables/contracts';
import { DomainError, lifecycle } from '@rotables/domain-kernel';
import type { ActorId, CityCode, Decision, StateIn } from '@rotables/domain-kernel';
import { ensureNotBefore } from '../business-time/stated-time.js';
import type { PoolEvent } from '../pool-event.js';
import { poolEvent } from '../pool-event.js';

export const shortageLifecycle = lifecycle({ open: { close: 'closed' }, closed: {} }, 'shortage');

/** A branch had nothing to lend (S7, W12). */
export interface Shortage {
  readonly shortageNumber: string;
  readonly city: CityCode;
  readonly site: string;
  readonly model: string;
  readonly faultNumber: string | null;
  readonly raisedBy: string;
  readonly raisedAt: Date;
  readonly state: StateIn<typeof shortageLifecycle>;
  readonly note: string | null;
  readonly closedBy: string | null;
  readonly closedAt: Date | null;
  readonly version: number;
}

export class ShortageNotFound extends DomainError {
  readonly code = 'shortage-not-found';
  readonly kind = 'not-found';

  constructor(shortageNumber: string) {
    super(`There is no shortage ${shortageNumber}, or it is of a city that you do not see; check the number.`, {
      shortageNumber,
    });
  }
}

export type RaiseFacts = Pick<Shortage, 'shortageNumber' | 'city' | 'site' | 'model' | 'faultNumber' | 'raisedAt'> & {
  readonly by: ActorId;
};

export function raiseShortage(facts: RaiseFacts): Decision<Shortage, PoolEvent> {
  const { by, raisedAt, ...head } = facts;
  return {
    state: { ...head, raisedBy: by, raisedAt, state: 'open', note: null, closedBy: null, closedAt: null, version: 0 },
    events: [poolEvent(shortageRaisedV1, { ...head, raisedAt: raisedAt.toISOString() })],
  };
}

export interface CloseFacts {
  readonly note: string;
  readonly by: ActorId;
  readonly closedAt: Date;
}

export function closeShortage(shortage: Shortage, facts: CloseFacts): Decision<Shortage, PoolEvent> {
  const state = shortageLifecycle.after(shortage.state, 'close');
  ensureNotBefore('closedAt', facts.closedAt, shortage.raisedAt, 'the shortage was raised');
  const { shortageNumber, city, site, model } = shortage;
  return {
    state: { ...shortage, state, note: facts.note, closedBy: facts.by, closedAt: facts.closedAt },
    events: [
      poolEvent(shortageClosedV1, {
        shortageNumber,
        city,
        site,
        model,
        note: facts.note,
        closedBy: facts.by,
        closedAt: facts.closedAt.toISOString(),
      }),
    ],
  };
}
