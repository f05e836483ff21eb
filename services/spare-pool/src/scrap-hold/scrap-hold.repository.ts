import type { Serial } from '@rotables/domain-kernel';
import type { HoldDecision, ScrapHold } from './scrap-hold.js';

/** What the pool holds, or could not hold, for scrap records; also the injection token. */
export abstract class ScrapHolds {
  /** Locks the row; null where the pool was never asked for this record. */
  abstract find(scrapNumber: string): Promise<ScrapHold | null>;
  /** The one for which a unit is held now, locked. */
  abstract heldOf(serial: Serial): Promise<ScrapHold | null>;
  abstract save(decision: HoldDecision): Promise<void>;
}
