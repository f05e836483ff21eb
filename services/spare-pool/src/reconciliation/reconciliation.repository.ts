import type { CityCode, Decision, Serial } from '@rotables/domain-kernel';
import type { PoolEvent } from '../pool-event.js';
import type { SpareUnit } from '../spare-unit/spare-unit.js';
import type { OpenFacts, Reconciliation } from './reconciliation.js';

/** What a count is decided on. */
export interface CountBasis {
  readonly statement: Reconciliation;
  /** The units of the lines and of what was scanned, as they are now; without those that the session does not see. */
  readonly units: ReadonlyMap<Serial, SpareUnit>;
}

export abstract class Reconciliations {
  /** Locks the statement and loads all that a count is decided on in one go. Throws ReconciliationNotFound. */
  abstract countBasisOf(statementNumber: string, scanned: readonly Serial[]): Promise<CountBasis>;
  /** Writes what a count has changed of the statement that was loaded as `before`. */
  abstract enterCount(before: Reconciliation, decision: Decision<Reconciliation, PoolEvent>): Promise<Reconciliation>;
  /** Locks the statement and reads its lines. Throws ReconciliationNotFound. */
  abstract load(statementNumber: string): Promise<Reconciliation>;
  abstract citiesWithStatement(month: string): Promise<readonly CityCode[]>;
  /**
   * Closes the city's book for what happened before the cut-off, waits for movements under way, and reads the company's units of
   * the city as the ledger had them then. Its cost follows the number of units, not the length of the ledger.
   */
  abstract freezeBook(city: CityCode, cutOffAt: Date): Promise<OpenFacts['book']>;
  /** Throws StatementAlreadyOpened for a second statement of one city and month. */
  abstract save(decision: Decision<Reconciliation, PoolEvent>): Promise<Reconciliation>;
}
