import type { CityCode, Decision, Serial, SerialMap } from '@rotables/domain-kernel';
import type { PoolEvent } from '../pool-event.js';
import type { SpareUnit } from '../spare-unit/spare-unit.js';
import type { OpenFacts, Reconciliation } from './reconciliation.js';

/** What a count is decided on. */
export interface CountBasis {
  readonly statement: Reconciliation;
  /** The units of the lines and of what was scanned, as they are now; without those that the session does not see. */
  readonly units: SerialMap<SpareUnit>;
}

export interface Whereabouts extends Pick<SpareUnit, 'city' | 'owner'> {
  readonly placeKind: SpareUnit['place']['kind'];
}

export type LastStatement = Pick<Reconciliation, 'month' | 'state'>;

export abstract class Reconciliations {
  /** Locks the statement and loads all that a count is decided on in one go. Throws ReconciliationNotFound. */
  abstract countBasisOf(statementNumber: string, scanned: readonly Serial[]): Promise<CountBasis>;
  /** Writes what a count has changed of the statement that was loaded as `before`. */
  abstract enterCount(before: Reconciliation, decision: Decision<Reconciliation, PoolEvent>): Promise<Reconciliation>;
  /** Locks the statement and reads its lines. Throws ReconciliationNotFound. */
  abstract load(statementNumber: string): Promise<Reconciliation>;
  /** The last month of each city that has a statement, and how far it is. */
  abstract lastStatements(): Promise<ReadonlyMap<CityCode, LastStatement>>;
  /**
   * Closes the city's book for what happened before the cut-off, waits for movements under way, and reads the company's units of
   * the city as the ledger had them then. Its cost follows the number of units, not the length of the ledger.
   */
  abstract freezeBook(city: CityCode, cutOffAt: Date): Promise<OpenFacts['book']>;
  /** Where the book has a unit, in whatever city; null where it does not know the serial. Nothing but a decision may follow from it (X8). */
  abstract whereaboutsOf(serial: Serial): Promise<Whereabouts | null>;
  /** Throws StatementAlreadyOpened for a second statement of one city and month. */
  abstract save(decision: Decision<Reconciliation, PoolEvent>): Promise<Reconciliation>;
}
