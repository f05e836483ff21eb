import type { CityCode, Serial } from '@rotables/domain-kernel';

/** A unit of the ledger, as spare-pool told of it last (S9). */
export interface PoolUnit {
  /** As it was acquired or taken in, however it was asked for. */
  readonly serial: Serial;
  readonly model: string;
  readonly owner: 'company' | 'customer';
  /** `site:DL`, `quarantine:SY`, `customer:LN-…`, `lost`; see {@link placeKindOf}. */
  readonly place: string;
  readonly condition: string;
  /** Null while it is in transit. */
  readonly city: CityCode | null;
}

/** `site`, `quarantine`, `shipment`, `loan`, `customer`, `vendor`, `lost` or `scrapped`. */
export function placeKindOf({ place }: Pick<PoolUnit, 'place'>): string {
  const [kind = '', id] = place.split(':');
  return kind === 'customer' && id !== undefined ? 'loan' : kind;
}

export type LoanState = 'out' | 'returned' | 'formal-replacement' | 'lost';

/** A spare unit lent for a fault, as spare-pool told of it. */
export interface LoanFact {
  readonly loanNumber: string;
  readonly serial: string;
  readonly model: string;
  readonly loanKind: 'loan' | 'advance-replacement';
  readonly dueBackOn: string;
  readonly loanedAt: string;
  readonly state: LoanState;
}

/** Whether every spare that was sent ahead came back: then nobody keeps one for the unit that was charged (S8). */
export function spareIsBack(loans: readonly Pick<LoanFact, 'loanKind' | 'state'>[]): boolean {
  const sentAhead = loans.filter(({ loanKind }) => loanKind === 'advance-replacement');
  return sentAhead.length > 0 && sentAhead.every(({ state }) => state === 'returned');
}
