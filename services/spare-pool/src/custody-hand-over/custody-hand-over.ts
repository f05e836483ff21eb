import { custodyHandOverEndedV1, custodyHandOverOpenedV1 } from '@rotables/contracts';
import { lifecycle, matchScans, samePerson, SerialSet } from '@rotables/domain-kernel';
import type { ActorId, CityCode, Decision, Serial, StateIn } from '@rotables/domain-kernel';
import { ensureNotBefore } from '../business-time/stated-time.js';
import type { PoolEvent } from '../pool-event.js';
import { poolEvent } from '../pool-event.js';
import { CountDiffersFromBook, NotTheCustodian, SameCustodian } from '../site/site.errors.js';
import type { Site } from '../site/site.js';
import {
  BookMovedSinceOffer,
  CountNeedsOtherPeople,
  CustodianChangedMeanwhile,
  NotTheOneNamed,
} from './custody-hand-over.errors.js';

/** An offer is of the custodian's own; where he is gone or will not, headquarters orders a count before a witness (O2). */
export const custodyHandOverLifecycle = lifecycle(
  {
    ordered: { count: 'offered', withdraw: 'withdrawn' },
    offered: { accept: 'accepted', decline: 'declined', withdraw: 'withdrawn' },
    accepted: {},
    declined: {},
    withdrawn: {},
  },
  'hand-over of custody',
);
export type CustodyHandOverState = StateIn<typeof custodyHandOverLifecycle>;

export interface CustodyHandOver {
  readonly handOverNumber: string;
  readonly site: string;
  readonly city: CityCode;
  readonly state: CustodyHandOverState;
  readonly fromCustodian: string;
  readonly toCustodian: string;
  /** Who offered it, or ordered the count. */
  readonly openedBy: string;
  readonly openedAt: Date;
  /** Null where the custodian himself hands over. */
  readonly witness: string | null;
  readonly reason: string | null;
  readonly countedAt: Date | null;
  readonly countedSerials: readonly Serial[];
  /** Booked and not there, in a witnessed count: the leaver's loss once the successor accepts. */
  readonly missingSerials: readonly Serial[];
  readonly endedBy: string | null;
  readonly endedAt: Date | null;
  readonly endReason: string | null;
  readonly version: number;
}

export interface OfferFacts {
  readonly handOverNumber: string;
  readonly by: ActorId;
  /** As his account is written. */
  readonly toCustodian: string;
  readonly countedSerials: readonly Serial[];
  /** What the ledger has on the site's shelf and in its quarantine. */
  readonly bookedSerials: readonly Serial[];
  readonly offeredAt: Date;
}

/** The custodian offers what he keeps, by a count that is the book (O2). */
export function offerCustody(site: Site, facts: OfferFacts): Decision<CustodyHandOver, PoolEvent> {
  const { by, toCustodian, offeredAt, handOverNumber } = facts;
  if (!samePerson(by, site.custodian)) throw new NotTheCustodian(site.site, site.custodian, by);
  if (samePerson(toCustodian, site.custodian)) throw new SameCustodian(site.site, site.custodian);
  ensureNotBefore('handedOverAt', offeredAt, site.custodianSince, `${site.custodian} took the site over`);
  ensureCountIsBook(site.site, facts.countedSerials, facts.bookedSerials);
  return opened(site, {
    handOverNumber,
    state: 'offered',
    toCustodian,
    openedBy: by,
    openedAt: offeredAt,
    witness: null,
    reason: null,
    countedAt: offeredAt,
    countedSerials: facts.countedSerials,
  });
}

export interface OrderCountFacts {
  readonly handOverNumber: string;
  readonly by: ActorId;
  readonly toCustodian: string;
  readonly witness: string;
  readonly reason: string;
  readonly orderedAt: Date;
}

/** Who orders, who witnesses, who leaves and who succeeds are four people (O2). */
export function orderWitnessedCount(site: Site, facts: OrderCountFacts): Decision<CustodyHandOver, PoolEvent> {
  const { by, toCustodian, witness, handOverNumber, reason, orderedAt } = facts;
  if (samePerson(toCustodian, site.custodian)) throw new SameCustodian(site.site, site.custodian);
  const roles = [
    { field: 'you', account: by as string },
    { field: 'witness', account: witness },
    { field: 'toCustodian', account: toCustodian },
    { field: 'fromCustodian', account: site.custodian },
  ];
  for (const [index, one] of roles.entries()) {
    const twin = roles.slice(index + 1).find(({ account }) => samePerson(account, one.account));
    if (twin) throw new CountNeedsOtherPeople(site.site, one.account, one.field, twin.field);
  }
  ensureNotBefore('orderedAt', orderedAt, site.custodianSince, `${site.custodian} took the site over`);
  return opened(site, {
    handOverNumber,
    state: 'ordered',
    toCustodian,
    openedBy: by,
    openedAt: orderedAt,
    witness,
    reason,
    countedAt: null,
    countedSerials: [],
  });
}

type OpeningFacts = Pick<
  CustodyHandOver,
  | 'handOverNumber'
  | 'state'
  | 'toCustodian'
  | 'openedBy'
  | 'openedAt'
  | 'witness'
  | 'reason'
  | 'countedAt'
  | 'countedSerials'
>;

function opened(site: Site, facts: OpeningFacts): Decision<CustodyHandOver, PoolEvent> {
  const { handOverNumber, toCustodian, openedBy, openedAt, witness, reason } = facts;
  const head = { handOverNumber, site: site.site, city: site.city, fromCustodian: site.custodian, toCustodian };
  return {
    state: {
      ...facts,
      ...head,
      missingSerials: [],
      endedBy: null,
      endedAt: null,
      endReason: null,
      version: 0,
    },
    events: [
      poolEvent(custodyHandOverOpenedV1, { ...head, openedBy, witness, reason, openedAt: openedAt.toISOString() }),
    ],
  };
}

export interface CountFacts {
  readonly by: ActorId;
  readonly countedSerials: readonly Serial[];
  readonly bookedSerials: readonly Serial[];
  readonly countedAt: Date;
}

/** The witness counts; what is not booked has to be entered or left out first, what is missing is named. */
export function countBeforeWitness(handOver: CustodyHandOver, facts: CountFacts): Decision<CustodyHandOver, PoolEvent> {
  const state = custodyHandOverLifecycle.after(handOver.state, 'count');
  ensureIsNamed(handOver, 'witness', facts.by);
  ensureNotBefore('countedAt', facts.countedAt, handOver.openedAt, 'the count was ordered');
  const { missing, unexpected } = difference(facts.countedSerials, facts.bookedSerials);
  if (unexpected.length > 0) throw new CountDiffersFromBook(handOver.site, [], unexpected);
  return {
    state: {
      ...handOver,
      state,
      countedAt: facts.countedAt,
      countedSerials: [...new SerialSet(facts.countedSerials)],
      missingSerials: missing,
    },
    events: [],
  };
}

export interface AcceptFacts {
  readonly by: ActorId;
  /** What the ledger has on the shelf and in the quarantine now. */
  readonly bookedSerials: readonly Serial[];
  /** A count of the successor's own; null: he takes the one of the offer. */
  readonly countedSerials: readonly Serial[] | null;
  /** What the successor knows to have come or gone since the count. */
  readonly movedSerials: readonly Serial[];
  readonly acceptedAt: Date;
}

/**
 * The successor himself takes it over. The book may have moved since it was counted: then he counts again, or names what came and went.
 * What was missing before the witness and is booked still is the leaver's.
 */
export function acceptCustody(
  handOver: CustodyHandOver,
  site: Site,
  facts: AcceptFacts,
): Decision<CustodyHandOver, PoolEvent> & { readonly lost: readonly Serial[] } {
  const state = custodyHandOverLifecycle.after(handOver.state, 'accept');
  ensureIsNamed(handOver, 'toCustodian', facts.by);
  if (!samePerson(site.custodian, handOver.fromCustodian))
    throw new CustodianChangedMeanwhile(handOver.site, site.custodian);
  ensureNotBefore('acceptedAt', facts.acceptedAt, handOver.countedAt ?? handOver.openedAt, 'it was counted');
  const booked = new SerialSet(facts.bookedSerials);
  const lost = handOver.missingSerials.filter((serial) => booked.has(serial));
  const gone = new SerialSet(lost);
  const toBeThere = facts.bookedSerials.filter((serial) => !gone.has(serial));
  if (facts.countedSerials === null) ensureMovesAreKnown(handOver, toBeThere, facts.movedSerials);
  else ensureCountIsBook(handOver.site, facts.countedSerials, toBeThere);
  return { ...ended(handOver, state, facts.by, facts.acceptedAt, null), lost };
}

function ensureMovesAreKnown(handOver: CustodyHandOver, toBeThere: readonly Serial[], named: readonly Serial[]): void {
  const { missing: came, unexpected: left } = difference(handOver.countedSerials, toBeThere);
  const known = new SerialSet(named);
  if ([...came, ...left].some((serial) => !known.has(serial)))
    throw new BookMovedSinceOffer(handOver.handOverNumber, came, left);
}

export interface EndFacts {
  readonly by: ActorId;
  readonly reason: string;
  readonly at: Date;
}

export function declineCustody(handOver: CustodyHandOver, facts: EndFacts): Decision<CustodyHandOver, PoolEvent> {
  const state = custodyHandOverLifecycle.after(handOver.state, 'decline');
  ensureIsNamed(handOver, 'toCustodian', facts.by);
  return ended(handOver, state, facts.by, facts.at, facts.reason);
}

/** By who opened it, or by headquarters, so that an offer to somebody who has left stands in nobody's way. */
export function withdrawCustody(
  handOver: CustodyHandOver,
  facts: EndFacts & { readonly isHeadquarters: boolean },
): Decision<CustodyHandOver, PoolEvent> {
  const state = custodyHandOverLifecycle.after(handOver.state, 'withdraw');
  if (!facts.isHeadquarters && !samePerson(facts.by, handOver.openedBy))
    throw new NotTheOneNamed(handOver.handOverNumber, 'openedBy', handOver.openedBy, facts.by);
  return ended(handOver, state, facts.by, facts.at, facts.reason);
}

function ended(
  handOver: CustodyHandOver,
  state: CustodyHandOverState,
  by: ActorId,
  at: Date,
  reason: string | null,
): Decision<CustodyHandOver, PoolEvent> {
  ensureNotBefore('at', at, handOver.openedAt, 'the hand-over was opened');
  const { handOverNumber, site, city, fromCustodian, toCustodian } = handOver;
  const outcome = state === 'accepted' || state === 'declined' ? state : 'withdrawn';
  return {
    state: { ...handOver, state, endedBy: by, endedAt: at, endReason: reason },
    events: [
      poolEvent(custodyHandOverEndedV1, {
        handOverNumber,
        site,
        city,
        fromCustodian,
        toCustodian,
        outcome,
        reason,
        endedBy: by,
        endedAt: at.toISOString(),
      }),
    ],
  };
}

function ensureIsNamed(handOver: CustodyHandOver, field: 'witness' | 'toCustodian', by: ActorId): void {
  const named = handOver[field] ?? '';
  if (!samePerson(named, by)) throw new NotTheOneNamed(handOver.handOverNumber, field, named, by);
}

function difference(counted: readonly Serial[], booked: readonly Serial[]) {
  const units = booked.map((serial) => ({ serial }));
  const { found, unexpected } = matchScans(units, counted);
  return { missing: units.filter((unit) => !found.has(unit)).map(({ serial }) => serial), unexpected };
}

function ensureCountIsBook(site: string, counted: readonly Serial[], booked: readonly Serial[]): void {
  const { missing, unexpected } = difference(counted, booked);
  if (missing.length + unexpected.length > 0) throw new CountDiffersFromBook(site, missing, unexpected);
}
