import type { CityCode, Serial } from '@rotables/domain-kernel';
import { enterUnit, moveUnit, spareUnitLifecycle } from './spare-unit.js';
import type { LedgerEntry, MoveFacts, OpenBooks, Owner, SpareUnit } from './spare-unit.js';
import { atSite, atVendor, inQuarantine, samePlace, scrappedPlace, withCustomer } from './place.js';
import type { Place } from './place.js';

/**
 * What another service reports of a unit. Facts of one lane keep their order; between lanes there is none, for they travel on
 * different topics.
 */
export const factLanes = {
  received: 'case',
  'returned-to-customer': 'case',
  restocked: 'case',
  'sent-to-vendor': 'vendor',
  'back-from-vendor': 'vendor',
  scrapped: 'scrap',
  'became-companys': 'owner',
} as const;
export type FactKind = keyof typeof factLanes;
export type FactLane = (typeof factLanes)[FactKind];

export interface UnitFact {
  readonly kind: FactKind;
  readonly serial: Serial;
  readonly model: string | null;
  /** The city of the case. */
  readonly city: CityCode;
  /** Where it was received or restocked; null where the fact does not say. */
  readonly site: string | null;
  readonly document: string;
  readonly repaired: boolean;
  /** Whose rma says that it is; null where the fact does not say. */
  readonly owner?: Owner | null;
  readonly at: Date;
}

/** What the ledger knows around a fact. */
export interface FactSurroundings {
  /** The fact's site, or the one whose quarantine the unit was last in. */
  readonly site: { readonly site: string; readonly city: CityCode; readonly custodian: string | null } | null;
  readonly books: OpenBooks;
  /** It is kept for an approved scrap record, which is executed or withdrawn first (R9). */
  readonly isHeldForScrap: boolean;
}

/** A model that nobody has told yet; a unit may arrive before anybody says what it is. */
export const unknownModel = 'unknown';

/**
 * An entry of the ledger; `waits` for a fact that has not come yet; nothing that the ledger did not say already; or `set-aside`: it
 * contradicts what the pool itself knows, is kept where people see it, and is entered by nobody later.
 */
export type FactOutcome = LedgerEntry | 'waits' | 'set-aside' | 'nothing-new';

/**
 * The entry that a fact makes in the ledger, or `waits` when something it builds on has not arrived yet. It never refuses: what has
 * happened has happened.
 */
export function entryOf(fact: UnitFact, unit: SpareUnit | null, surroundings: FactSurroundings): FactOutcome {
  if (unit) return entries[fact.kind](fact, unit, surroundings);
  if (fact.kind === 'received') return takenIn(fact, surroundings);
  return fact.kind === 'scrapped' ? enteredAsScrapped(fact, surroundings.books) : 'waits';
}

type EntryOfFact = (fact: UnitFact, unit: SpareUnit, surroundings: FactSurroundings) => FactOutcome;

const entries: Readonly<Record<FactKind, EntryOfFact>> = {
  received(fact, unit, { site, books }) {
    if (!site || unit.place.kind === 'vendor' || unit.place.kind === 'scrapped') return 'waits';
    return moveUnit(
      unit,
      'receiveDefective',
      { ...factsOf(fact), ...quarantineOf(site), condition: 'defective' },
      books,
    );
  },
  'returned-to-customer'(fact, unit, { books }) {
    if (unit.place.kind !== 'quarantine') return 'waits';
    // What is the company's goes to no customer but on loan (S13).
    if (unit.owner === 'company') return 'set-aside';
    const condition = fact.repaired ? 'good' : unit.condition;
    return moveUnit(
      unit,
      'returnToCustomer',
      { ...factsOf(fact), to: withCustomer, city: fact.city, custodian: null, condition },
      books,
    );
  },
  restocked(fact, unit, { site, books, isHeldForScrap }) {
    if (unit.place.kind === 'scrapped') return 'nothing-new';
    if (isHeldForScrap) return 'waits';
    // A unit that is the customer's still becomes the company's by a replacement or a refund, which are told on other topics.
    if (unit.place.kind !== 'quarantine' || unit.owner !== 'company' || !site) return 'waits';
    const { city, custodian } = site;
    return moveUnit(
      unit,
      'restock',
      { ...factsOf(fact), to: atSite(site.site), city, custodian, condition: 'refurbished' },
      books,
    );
  },
  'sent-to-vendor'(fact, unit, { books }) {
    if (unit.place.kind !== 'quarantine') return 'waits';
    return moveUnit(unit, 'sendToVendor', { ...factsOf(fact), ...stayingOf(unit), to: atVendor(fact.document) }, books);
  },
  'back-from-vendor'(fact, unit, { site, books }) {
    if (!site || !samePlace(unit.place, atVendor(fact.document))) return 'waits';
    return moveUnit(unit, 'comeBackFromVendor', { ...factsOf(fact), ...quarantineOf(site) }, books);
  },
  scrapped(fact, unit, { books }) {
    if (unit.place.kind === 'scrapped') return 'nothing-new';
    // Only what the house holds can be scrapped (R9); from a customer it may be on its way in.
    if (!spareUnitLifecycle.can(unit.place.kind, 'scrap'))
      return unit.place.kind === 'customer' || unit.place.kind === 'withdrawn' ? 'waits' : 'set-aside';
    const facts = {
      ...factsOf(fact),
      to: scrappedPlace,
      city: unit.city,
      custodian: null,
      condition: 'scrapped' as const,
    };
    return moveUnit(unit, 'scrap', facts, books);
  },
  'became-companys'(fact, unit, { books }) {
    if (unit.owner === 'company') return 'nothing-new';
    // A unit that is with its customer is the company's from then on, and awaited (S7, X9).
    if (!spareUnitLifecycle.can(unit.place.kind, 'becomeCompanys')) return 'waits';
    return moveUnit(
      unit,
      'becomeCompanys',
      { ...factsOf(fact), ...stayingOf(unit), to: stayingPlaceOf(unit), owner: 'company' },
      books,
    );
  },
};

type KnownSite = NonNullable<FactSurroundings['site']>;

function factsOf({ document, at }: UnitFact): Pick<MoveFacts, 'document' | 'at' | 'lateness'> {
  return { document, at, lateness: 'enter-late' };
}

function stayingOf({ city, custodian }: SpareUnit): Pick<MoveFacts, 'city' | 'custodian'> {
  return { city, custodian };
}

/** What was taken for a spare, and is a customer's, is with him. */
function stayingPlaceOf({ place }: SpareUnit): Place {
  return place.kind === 'withdrawn' ? withCustomer : place;
}

function quarantineOf({ site, city, custodian }: KnownSite): Pick<MoveFacts, 'to' | 'city' | 'custodian'> {
  return { to: inQuarantine(site), city, custodian };
}

function takenIn(fact: UnitFact, { site, books }: FactSurroundings): FactOutcome {
  if (!site) return 'waits';
  const facts = {
    ...factsOf(fact),
    ...quarantineOf(site),
    condition: 'defective' as const,
    owner: fact.owner ?? ('customer' as const),
  };
  return enterUnit('takeIn', fact.serial, fact.model ?? unknownModel, facts, books);
}

function enteredAsScrapped(fact: UnitFact, books: OpenBooks): LedgerEntry {
  const facts = {
    ...factsOf(fact),
    to: scrappedPlace,
    city: fact.city,
    custodian: null,
    condition: 'scrapped' as const,
    owner: 'customer' as const,
  };
  return enterUnit('takeIn', fact.serial, fact.model ?? unknownModel, facts, books);
}
