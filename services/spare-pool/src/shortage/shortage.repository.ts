import type { Decision } from '@rotables/domain-kernel';
import type { PoolEvent } from '../pool-event.js';
import type { Shortage } from './shortage.js';

export abstract class Shortages {
  abstract nextNumber(raisedAt: Date): Promise<string>;
  /** Locks the shortage. Throws ShortageNotFound. */
  abstract load(shortageNumber: string): Promise<Shortage>;
  abstract save(decision: Decision<Shortage, PoolEvent>): Promise<Shortage>;
}
