import type { CityCode, Decision, Serial } from '@rotables/domain-kernel';
import type { PoolEvent } from '../pool-event.js';
import type { OwedUnits, Replenishment } from './replenishment.js';
import type { WrittenRequest } from './written-request.js';

export abstract class Replenishments {
  abstract nextEarlyNumber(requestedAt: Date): Promise<string>;
  /** Locks the replenishment. Throws ReplenishmentNotFound. */
  abstract load(replenishmentNumber: string): Promise<Replenishment>;
  /** Locks the city's early replenishments that closings have not netted off wholly, the oldest first. */
  abstract earlyNotNetted(city: CityCode): Promise<readonly Replenishment[]>;
  abstract save(decision: Decision<Replenishment, PoolEvent>): Promise<Replenishment>;
  /** How many written requests somebody sent within 24 hours; until the transaction ends he sends no other. */
  abstract attachedLately(requestedBy: string): Promise<number>;
  abstract attach(replenishment: Replenishment, request: WrittenRequest): Promise<void>;
}

/** A defective unit that came in for a fault. */
export interface ReceivedDefective {
  readonly faultNumber: string;
  readonly serial: Serial;
  readonly city: CityCode;
  /** Null where nobody has told yet what it is. */
  readonly model: string | null;
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
  /** The unit went back to its customer: nothing is owed for it, whatever was lent meanwhile. */
  abstract noteWentBack(faultNumber: string, serial: Serial, wentBackAt: Date): Promise<void>;
  /** Units returned and replaced before the cut-off that nothing has made up, by model; those of no known model come last. */
  abstract owed(city: CityCode, before: Date): Promise<readonly OwedUnits[]>;
  /** Marks the oldest `units` of a model as made up by a document. */
  abstract makeUp(city: CityCode, before: Date, made: OwedUnits, document: string): Promise<void>;
  /** The newest `units` that the document had made up are owed again. */
  abstract reopen(document: string, units: number): Promise<void>;
}
