import type { Decision, Serial } from '@rotables/domain-kernel';
import type { PoolEvent } from '../pool-event.js';
import type { CustodyLoss } from './custody-loss.js';

export abstract class CustodyLosses {
  abstract nextNumber(lostAt: Date): Promise<string>;
  /** Locks the open loss of the unit, or null: it was lost on loan then. */
  abstract findOpen(serial: Serial): Promise<CustodyLoss | null>;
  abstract save(decision: Decision<CustodyLoss, PoolEvent>): Promise<CustodyLoss>;
}
