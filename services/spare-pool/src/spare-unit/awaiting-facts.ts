import type { Decision, Serial } from '@rotables/domain-kernel';
import type { PoolEvent } from '../pool-event.js';
import type { FactException } from './fact-exception.js';
import type { UnitFact } from './unit-fact.js';

export interface AwaitingFact {
  readonly id: number;
  readonly fact: UnitFact;
}

/** Facts that wait for one which they build on, per unit in the order of their coming. */
export abstract class AwaitingFacts {
  /** Takes turns on the serial with every other fact about it, also while the ledger does not know it. */
  abstract takeTurn(serial: Serial): Promise<void>;
  abstract of(serial: Serial): Promise<readonly AwaitingFact[]>;
  abstract add(fact: UnitFact): Promise<void>;
  /** Kept where people see it, and never entered: it contradicts what the pool itself knows. */
  abstract setAside(fact: UnitFact): Promise<void>;
  abstract remove(id: number): Promise<void>;
  /** Locks one that waits, was set aside, or is settled; null where there is none, or it is not seen. */
  abstract find(id: number): Promise<FactException | null>;
  abstract settle(decision: Decision<FactException, PoolEvent>): Promise<FactException>;
  /** The site whose quarantine the unit was last in; null where it never was in one. */
  abstract lastQuarantineOf(serial: Serial): Promise<string | null>;
}
