/** A unit as the spare pool has it. */
export interface PoolUnit {
  readonly serial: string;
  readonly model: string;
  readonly owner: 'company' | 'customer';
  readonly place: string;
}

/** What is known of the spare pool's units, by its movements; also the injection token. */
export abstract class PoolUnits {
  /** Each unit as its latest movement left it. */
  abstract moved(units: readonly PoolUnit[]): Promise<void>;
  /** Whose these serials are, wherever they are, by their {@link serialKey}; without those of which the pool has not told. */
  abstract ownersOf(serials: readonly string[]): Promise<ReadonlyMap<string, PoolUnit['owner']>>;
}
