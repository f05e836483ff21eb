import type { Decision } from '@rotables/domain-kernel';
import type { PoolEvent } from '../pool-event.js';
import type { CustodyHandOver } from './custody-hand-over.js';

export abstract class CustodyHandOvers {
  abstract nextNumber(openedAt: Date): Promise<string>;
  /** Locks the hand-over. Throws CustodyHandOverNotFound. */
  abstract load(handOverNumber: string): Promise<CustodyHandOver>;
  /** Throws HandOverUnderWay for a second one of a site before the first has ended. */
  abstract save(decision: Decision<CustodyHandOver, PoolEvent>): Promise<CustodyHandOver>;
}
