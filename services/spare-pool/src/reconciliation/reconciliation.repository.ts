import type { CityCode, Decision } from '@rotables/domain-kernel';
import type { PoolEvent } from '../pool-event.js';
import type { OpenFacts, Reconciliation } from './reconciliation.js';

export abstract class Reconciliations {
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
