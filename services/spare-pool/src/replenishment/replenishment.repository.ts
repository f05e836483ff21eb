import type { CityCode, Decision, Serial } from '@rotables/domain-kernel';
import type { PoolEvent } from '../pool-event.js';
import type { Replenishment } from './replenishment.js';

export abstract class Replenishments {
  abstract nextEarlyNumber(requestedAt: Date): Promise<string>;
  /** Locks the replenishment. Throws ReplenishmentNotFound. */
  abstract load(replenishmentNumber: string): Promise<Replenishment>;
  /** Locks the city's early replenishments that closings have not netted off wholly, the oldest first. */
  abstract earlyNotNetted(city: CityCode): Promise<readonly Replenishment[]>;
  abstract save(decision: Decision<Replenishment, PoolEvent>): Promise<Replenishment>;
  abstract attach(replenishment: Replenishment, name: string, content: Buffer): Promise<void>;
}

/** A defective unit that came in for a fault. */
export interface ReceivedDefective {
  readonly faultNumber: string;
  readonly serial: Serial;
  readonly city: CityCode;
  readonly receivedAt: Date;
}

/** A defective unit that became the company's in exchange for a spare. */
export interface ReplacedDefective {
  readonly faultNumber: string;
  readonly serial: Serial;
  readonly city: CityCode;
  readonly replacedAt: Date;
}

/** Which defective units each city returned in exchange for a spare of its own, and what has made them up (S6). */
export abstract class DefectiveReturns {
  /** The two facts come in any order; a unit is owed when both are known. */
  abstract noteReceived(received: ReceivedDefective): Promise<void>;
  abstract noteReplaced(replaced: ReplacedDefective): Promise<void>;
  /** When the warehouse received the unit; null while it has not. */
  abstract receivedAt(faultNumber: string, serial: Serial): Promise<Date | null>;
  /** Units returned and replaced before the cut-off that no closing has made up. */
  abstract owed(city: CityCode, before: Date): Promise<number>;
  /** Marks the oldest `units` of them as made up by a document. */
  abstract makeUp(city: CityCode, before: Date, units: number, document: string): Promise<void>;
}
