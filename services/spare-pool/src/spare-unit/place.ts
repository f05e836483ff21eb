import { InvalidInput } from '@rotables/domain-kernel';

/** Where a unit can be (S9). A unit on loan is at a customer too, but under the name of its loan. */
export const placeKinds = [
  'site',
  'quarantine',
  'shipment',
  'loan',
  'customer',
  'vendor',
  'lost',
  'scrapped',
  'withdrawn',
] as const;
export type PlaceKind = (typeof placeKinds)[number];

export interface Place {
  readonly kind: PlaceKind;
  /** The site or the document; empty where the kind says it all. */
  readonly id: string;
}

export const atSite = (site: string): Place => ({ kind: 'site', id: site });
export const inQuarantine = (site: string): Place => ({ kind: 'quarantine', id: site });
export const inShipment = (shipmentNumber: string): Place => ({ kind: 'shipment', id: shipmentNumber });
export const onLoan = (loanNumber: string): Place => ({ kind: 'loan', id: loanNumber });
export const atVendor = (vendorReturnNumber: string): Place => ({ kind: 'vendor', id: vendorReturnNumber });
export const withCustomer: Place = { kind: 'customer', id: '' };
export const lostPlace: Place = { kind: 'lost', id: '' };
export const scrappedPlace: Place = { kind: 'scrapped', id: '' };
/** Nowhere of ours: its acquisition was none. */
export const withdrawnPlace: Place = { kind: 'withdrawn', id: '' };

/** `site:DL`, `quarantine:SY`, `shipment:SH-…`, `customer:LN-…` (on loan), `customer`, `vendor:VR-…`, `lost`, `scrapped`, `withdrawn`. */
export function placeText({ kind, id }: Place): string {
  if (kind === 'loan') return `customer:${id}`;
  return id === '' ? kind : `${kind}:${id}`;
}

const placesWithoutId: readonly PlaceKind[] = ['customer', 'lost', 'scrapped', 'withdrawn'];

/** The reverse of {@link placeText}. Throws InvalidInput. */
export function parsePlace(text: string, field = 'place'): Place {
  const [word = '', id = ''] = text.split(/:(.*)/s, 2);
  if (word === 'customer' && id !== '') return onLoan(id);
  const kind = placeKinds.find((known) => known === word);
  if (kind && kind !== 'loan' && placesWithoutId.includes(kind) === (id === '')) return { kind, id };
  throw new InvalidInput(
    field,
    text,
    'a place such as "site:DL", "quarantine:SY", "shipment:SH-…", "customer:LN-…", "customer", "lost"',
  );
}

export function samePlace(one: Place, other: Place): boolean {
  return one.kind === other.kind && one.id === other.id;
}
