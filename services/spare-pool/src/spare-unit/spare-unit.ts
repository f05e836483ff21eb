import { unitMovedV1 } from '@rotables/contracts';
import { businessDateOf, lifecycle } from '@rotables/domain-kernel';
import type { BusinessDate, CityCode, Serial } from '@rotables/domain-kernel';
import type { PoolEvent } from '../pool-event.js';
import { poolEvent } from '../pool-event.js';
import { MovementBeforeLast } from './spare-unit.errors.js';
import { placeText } from './place.js';
import type { Place } from './place.js';

/** What may happen to a unit where it is, and where it is afterwards (S9). */
export const spareUnitLifecycle = lifecycle(
  {
    site: {
      handOver: 'site',
      ship: 'shipment',
      lend: 'loan',
      acceptHere: 'site',
      lose: 'lost',
      receiveDefective: 'quarantine',
      setAsideForScrap: 'quarantine',
      withdrawAcquisition: 'withdrawn',
      scrap: 'scrapped',
    },
    quarantine: {
      handOver: 'quarantine',
      receiveDefective: 'quarantine',
      restock: 'site',
      putBack: 'site',
      returnToCustomer: 'customer',
      sendToVendor: 'vendor',
      becomeCompanys: 'quarantine',
      withdrawAcquisition: 'withdrawn',
      lose: 'lost',
      scrap: 'scrapped',
    },
    shipment: { arrive: 'site', sendBack: 'site', lose: 'lost', receiveDefective: 'quarantine' },
    loan: {
      handOver: 'loan',
      takeBack: 'site',
      takeBackDefective: 'quarantine',
      keep: 'customer',
      lose: 'lost',
      receiveDefective: 'quarantine',
    },
    customer: { receiveDefective: 'quarantine', becomeCompanys: 'customer' },
    vendor: { comeBackFromVendor: 'quarantine', becomeCompanys: 'vendor', scrap: 'scrapped' },
    lost: { find: 'site', findDefective: 'quarantine', receiveDefective: 'quarantine', scrap: 'scrapped' },
    scrapped: { becomeCompanys: 'scrapped' },
    // It never was the company's: a customer has it, or nobody does. It may come in as anybody's, or be bought after all.
    withdrawn: { acquireAgain: 'site', receiveDefective: 'quarantine', becomeCompanys: 'customer' },
  },
  'spare unit',
);

export type UnitVerb = Parameters<typeof spareUnitLifecycle.after>[1];

/** What a movement is called in the ledger and on the wire. */
export const movementNames: Readonly<Record<UnitVerb | 'acquire' | 'takeIn', string>> = {
  acquire: 'acquired',
  takeIn: 'received-defective',
  acquireAgain: 'acquired',
  withdrawAcquisition: 'acquisition-withdrawn',
  handOver: 'handed-over',
  ship: 'shipped',
  lend: 'loaned',
  acceptHere: 'accepted-here',
  lose: 'lost',
  receiveDefective: 'received-defective',
  scrap: 'scrapped',
  restock: 'restocked',
  setAsideForScrap: 'set-aside-for-scrap',
  putBack: 'back-on-shelf',
  returnToCustomer: 'returned-to-customer',
  sendToVendor: 'sent-to-vendor',
  becomeCompanys: 'became-company-property',
  arrive: 'received',
  sendBack: 'sent-back',
  takeBack: 'taken-back',
  takeBackDefective: 'taken-back-defective',
  keep: 'kept-by-customer',
  comeBackFromVendor: 'back-from-vendor',
  find: 'found',
  findDefective: 'found-defective',
};

export const conditions = ['good', 'refurbished', 'defective', 'scrapped'] as const;
export type Condition = (typeof conditions)[number];
export const owners = ['company', 'customer'] as const;
export type Owner = (typeof owners)[number];

/** Where and how a unit is; the fold of its movements (X1). */
export interface SpareUnit {
  readonly serial: Serial;
  readonly model: string;
  readonly place: Place;
  /** Whose city sees it: of the site, the destination, the borrower. */
  readonly city: CityCode;
  readonly condition: Condition;
  readonly owner: Owner;
  readonly custodian: string | null;
  /** Business time of its last movement. */
  readonly since: Date;
  /** How many movements there are; the sequence of the last. */
  readonly version: number;
}

/** One line of the append-only ledger. */
export interface Movement {
  readonly kind: string;
  readonly fromPlace: Place | null;
  readonly fromCity: CityCode | null;
  readonly document: string | null;
  readonly movedAt: Date;
  /** The day that a late entry is about, when its month was closed already. */
  readonly aboutOn: BusinessDate | null;
}

/** A unit after one movement, the movement, and the event that tells of it: the three are only ever written together. */
export interface LedgerEntry {
  readonly unit: SpareUnit;
  readonly movement: Movement;
  readonly event: PoolEvent;
}

/** From when on each city's book is open; a city that has closed nothing is not listed. */
export type OpenBooks = ReadonlyMap<CityCode, Date>;

/** What is known of a movement beside where it leads. */
export interface MoveFacts {
  readonly to: Place;
  readonly city: CityCode;
  readonly custodian: string | null;
  readonly condition?: Condition;
  readonly owner?: Owner;
  readonly document: string | null;
  /** When it happened, as stated. */
  readonly at: Date;
  /** `enter-late`: a fact that another service reports is entered after the unit's last movement instead of being refused. */
  readonly lateness?: 'refuse' | 'enter-late';
}

/** A unit that the ledger did not know: bought (`acquire`), or a customer's unit taken in for repair (`takeIn`). */
export function enterUnit(
  verb: 'acquire' | 'takeIn',
  serial: Serial,
  model: string,
  facts: MoveFacts,
  books: OpenBooks,
): LedgerEntry {
  const { movedAt, aboutOn } = entryMoment(facts, [facts.city], null, serial, books);
  const unit: SpareUnit = {
    serial,
    model,
    place: facts.to,
    city: facts.city,
    condition: facts.condition ?? 'good',
    owner: facts.owner ?? 'company',
    custodian: facts.custodian,
    since: movedAt,
    version: 1,
  };
  const movement: Movement = {
    kind: movementNames[verb],
    fromPlace: null,
    fromCity: null,
    document: facts.document,
    movedAt,
    aboutOn,
  };
  return { unit, movement, event: unitMoved(unit, movement) };
}

/** The one way in which a unit's place, custodian, condition or owner changes (S9). Throws IllegalTransition, MovementBeforeLast. */
export function moveUnit(unit: SpareUnit, verb: UnitVerb, facts: MoveFacts, books: OpenBooks): LedgerEntry {
  const kind = spareUnitLifecycle.after(unit.place.kind, verb);
  if (kind !== facts.to.kind) throw new Error(`"${verb}" leads to "${kind}", not to "${facts.to.kind}".`);
  const { movedAt, aboutOn } = entryMoment(facts, [unit.city, facts.city], unit.since, unit.serial, books);
  const moved: SpareUnit = {
    ...unit,
    place: facts.to,
    city: facts.city,
    condition: facts.condition ?? unit.condition,
    owner: facts.owner ?? unit.owner,
    custodian: facts.custodian,
    since: movedAt,
    version: unit.version + 1,
  };
  const movement: Movement = {
    kind: movementNames[verb],
    fromPlace: unit.place,
    fromCity: unit.city,
    document: facts.document,
    movedAt,
    aboutOn,
  };
  return { unit: moved, movement, event: unitMoved(moved, movement) };
}

/** A unit that a branch may hand out (R8): the company's, whole, and on the shelf. */
export function isLendable(unit: SpareUnit): boolean {
  return unit.owner === 'company' && isWhole(unit) && unit.place.kind === 'site';
}

/** Fit for a shelf (R8). */
export function isWhole({ condition }: Pick<SpareUnit, 'condition'>): boolean {
  return condition === 'good' || condition === 'refurbished';
}

/** The company's own unit, in the keeping of a city. */
export function isStockOfCity({ owner, place }: SpareUnit): boolean {
  return owner === 'company' && (place.kind === 'site' || place.kind === 'quarantine' || place.kind === 'loan');
}

/** A fact of a closed month becomes an entry of the open one that names the day it is about. */
function entryMoment(
  facts: MoveFacts,
  cities: readonly CityCode[],
  since: Date | null,
  serial: Serial,
  books: OpenBooks,
) {
  const openFrom = cities.map((city) => books.get(city)).reduce((latest, from) => laterOf(latest, from), undefined);
  let movedAt = laterOf(facts.at, openFrom) ?? facts.at;
  if (since && movedAt < since) {
    if (facts.lateness !== 'enter-late') throw new MovementBeforeLast(serial, movedAt, since);
    movedAt = since;
  }
  const statedOn = businessDateOf(facts.at);
  return { movedAt, aboutOn: statedOn === businessDateOf(movedAt) ? null : statedOn };
}

function laterOf(one: Date | undefined, other: Date | undefined): Date | undefined {
  if (!one || !other) return one ?? other;
  return one > other ? one : other;
}

function unitMoved(unit: SpareUnit, movement: Movement): PoolEvent {
  return poolEvent(unitMovedV1, {
    serial: unit.serial,
    model: unit.model,
    movement: movement.kind,
    fromPlace: movement.fromPlace === null ? null : placeText(movement.fromPlace),
    toPlace: placeText(unit.place),
    // What is in transit belongs to the shipment and to no city (S3), although its destination may see it.
    city: unit.place.kind === 'shipment' ? null : unit.city,
    condition: unit.condition,
    owner: unit.owner,
    custodian: unit.custodian,
    document: movement.document,
    movedAt: movement.movedAt.toISOString(),
  });
}
