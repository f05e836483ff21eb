import { earlyReplenishmentRequestedV1, replenishmentOrderedV1, replenishmentRestClosedV1 } from '@rotables/contracts';
import { lifecycle, samePerson } from '@rotables/domain-kernel';
import type { ActorId, CityCode, Decision, Quantity, StateIn } from '@rotables/domain-kernel';
import type { QuotaUse } from '../allocation/allocation.js';
import { ensureNotBefore } from '../business-time/stated-time.js';
import type { PoolEvent } from '../pool-event.js';
import { poolEvent } from '../pool-event.js';
import { ShippedMoreThanApproved } from '../spare-application/spare-application.errors.js';
import {
  ApprovedByRequester,
  EarlyReplenishmentExceedsAllocation,
  EarlyReplenishmentExceedsOwed,
} from './replenishment.errors.js';

export const replenishmentLifecycle = lifecycle(
  {
    requested: { approve: 'ordered', reject: 'rejected' },
    ordered: { ship: 'ordered', fill: 'filled', takeBackShipped: 'ordered', closeRest: 'closed' },
    filled: { takeBackShipped: 'ordered' },
    closed: { takeBackShipped: 'closed' },
    rejected: {},
  },
  'replenishment',
);
export type ReplenishmentState = StateIn<typeof replenishmentLifecycle>;

/** Units that make up for the defective ones a city returned: ordered at closing, or early on written request (S6). */
export interface Replenishment {
  readonly replenishmentNumber: string;
  readonly city: CityCode;
  readonly site: string;
  /** What has to be shipped, or a listed substitute; null where nobody knows what the units owed were, and any model will do. */
  readonly model: string | null;
  readonly quantity: number;
  readonly shippedQuantity: number;
  readonly early: boolean;
  /** Of one ordered at closing: how many of the units owed had been made up early. */
  readonly nettedOff: number;
  /** Of an early one: how many of its units closings have netted off so far. */
  readonly nettedQuantity: number;
  readonly statementNumber: string | null;
  readonly reason: string | null;
  readonly attachmentName: string | null;
  readonly requestedBy: string | null;
  readonly requestedAt: Date | null;
  readonly decidedBy: string | null;
  readonly orderedAt: Date | null;
  /** Who closed the rest, when, and why. */
  readonly endedBy: string | null;
  readonly endedAt: Date | null;
  readonly endReason: string | null;
  readonly state: ReplenishmentState;
  readonly version: number;
}

/** What bounds an early replenishment (S6). */
export interface EarlyBounds {
  /** Units of the model that the city returned and nothing has made up yet. */
  readonly owed: number;
  readonly allocation: number;
  readonly use: QuotaUse;
}

export interface RequestEarlyFacts extends EarlyBounds {
  readonly replenishmentNumber: string;
  readonly city: CityCode;
  readonly site: string;
  readonly model: string | null;
  readonly quantity: Quantity;
  readonly reason: string;
  readonly attachmentName: string;
  readonly by: ActorId;
  readonly requestedAt: Date;
}

/** Before the month's end, on written request, never more than is owed and never beyond the allocation (S6). */
export function requestEarly(facts: RequestEarlyFacts): Decision<Replenishment, PoolEvent> {
  const { replenishmentNumber, city, site, model, quantity, reason, attachmentName, by, requestedAt } = facts;
  ensureWithinBounds(city, quantity, facts);
  return {
    state: {
      replenishmentNumber,
      city,
      site,
      model,
      quantity,
      shippedQuantity: 0,
      early: true,
      nettedOff: 0,
      nettedQuantity: 0,
      statementNumber: null,
      reason,
      attachmentName,
      requestedBy: by,
      requestedAt,
      decidedBy: null,
      orderedAt: null,
      ...notEnded,
      state: 'requested',
      version: 0,
    },
    events: [
      poolEvent(earlyReplenishmentRequestedV1, {
        replenishmentNumber,
        city,
        site,
        model,
        quantity,
        reason,
        attachmentName,
        requestedBy: by,
        requestedAt: requestedAt.toISOString(),
      }),
    ],
  };
}

const notEnded = { endedBy: null, endedAt: null, endReason: null } as const;

export interface ApproveEarlyFacts extends EarlyBounds {
  readonly by: ActorId;
  readonly approvedAt: Date;
}

export function approveEarly(
  replenishment: Replenishment,
  facts: ApproveEarlyFacts,
): Decision<Replenishment, PoolEvent> {
  const state = replenishmentLifecycle.after(replenishment.state, 'approve');
  ensureAnotherPerson(replenishment, facts.by);
  ensureNotBefore('approvedAt', facts.approvedAt, replenishment.requestedAt ?? facts.approvedAt, 'it was requested');
  ensureWithinBounds(replenishment.city, replenishment.quantity, facts);
  const ordered: Replenishment = { ...replenishment, state, decidedBy: facts.by, orderedAt: facts.approvedAt };
  return { state: ordered, events: [orderedEvent(ordered, facts.approvedAt)] };
}

/** Units of one model that a city returned and that no closing has made up yet; null where nobody knows what they were. */
export interface OwedUnits {
  readonly model: string | null;
  readonly units: number;
}

/** An early replenishment of which closings have not netted off everything yet. */
export interface EarlyUnits extends OwedUnits {
  readonly replenishmentNumber: string;
}

export interface ClosingBalance {
  /** Returned before the cut-off. */
  readonly owed: readonly OwedUnits[];
  readonly early: readonly EarlyUnits[];
  readonly allocation: number;
  /** On hand, in transit and on loan. */
  readonly held: number;
  /** Ordered and not shipped yet. */
  readonly onOrder: number;
}

/** Units owed of a model that an early replenishment has made up. */
export interface Netting extends EarlyUnits {
  /** The model of the early replenishment may be another where one of them is not known. */
  readonly model: string | null;
}

export interface ClosingOrder extends OwedUnits {
  readonly nettedOff: number;
}

/** What closing orders, model by model: the units owed less those made up early, and never beyond the allocation (S6). */
export function replenishmentsAtClosing(balance: ClosingBalance): {
  readonly orders: readonly ClosingOrder[];
  readonly netted: readonly Netting[];
} {
  const left = new Map(balance.early.map((one) => [one, one.units]));
  let room = Math.max(0, balance.allocation - balance.held - balance.onOrder);
  const netted: Netting[] = [];
  const orders: ClosingOrder[] = [];
  for (const { model, units } of balance.owed) {
    let owed = units;
    for (const [one, leftOfIt] of left) {
      const taken = one.model === model || one.model === null || model === null ? Math.min(owed, leftOfIt) : 0;
      if (taken === 0) continue;
      left.set(one, leftOfIt - taken);
      netted.push({ replenishmentNumber: one.replenishmentNumber, model, units: taken });
      owed -= taken;
    }
    const quantity = Math.min(owed, room);
    room -= quantity;
    if (quantity > 0) orders.push({ model, units: quantity, nettedOff: units - owed });
  }
  return { orders, netted };
}

export type OrderFacts = Pick<
  Replenishment,
  'replenishmentNumber' | 'city' | 'site' | 'model' | 'quantity' | 'nettedOff' | 'statementNumber'
> & {
  readonly by: ActorId;
  readonly orderedAt: Date;
};

export function orderAtClosing(facts: OrderFacts): Decision<Replenishment, PoolEvent> {
  const { by, orderedAt, ...head } = facts;
  const state: Replenishment = {
    ...head,
    shippedQuantity: 0,
    early: false,
    nettedQuantity: 0,
    reason: null,
    attachmentName: null,
    requestedBy: null,
    requestedAt: null,
    decidedBy: by,
    orderedAt,
    ...notEnded,
    state: 'ordered',
    version: 0,
  };
  return { state, events: [orderedEvent(state, orderedAt)] };
}

/** Units of an early replenishment that no closing has counted against what was owed; what will never be shipped made up nothing. */
export function notNettedOf({ state, quantity, shippedQuantity, nettedQuantity }: Replenishment): number {
  return Math.max(0, (state === 'closed' ? shippedQuantity : quantity) - nettedQuantity);
}

/** A closing has counted `units` of an early replenishment against what it owed; they are never counted again. */
export function netOff(replenishment: Replenishment, units: number): Replenishment {
  return { ...replenishment, nettedQuantity: replenishment.nettedQuantity + units };
}

export function shipReplenishment(
  replenishment: Replenishment,
  units: number,
  dispatchedAt: Date,
): Decision<Replenishment, PoolEvent> {
  const { replenishmentNumber, quantity, shippedQuantity: before } = replenishment;
  const shipped = replenishmentLifecycle.after(replenishment.state, 'ship');
  const shippedQuantity = before + units;
  if (shippedQuantity > quantity) throw new ShippedMoreThanApproved(replenishmentNumber, quantity, before, units);
  ensureNotBefore(
    'dispatchedAt',
    dispatchedAt,
    replenishment.orderedAt ?? dispatchedAt,
    'the replenishment was ordered',
  );
  const state = shippedQuantity === quantity ? replenishmentLifecycle.after(replenishment.state, 'fill') : shipped;
  return { state: { ...replenishment, shippedQuantity, state }, events: [] };
}

export function takeBackReplenishment(replenishment: Replenishment): Decision<Replenishment, PoolEvent> {
  const state = replenishmentLifecycle.after(replenishment.state, 'takeBackShipped');
  return { state: { ...replenishment, state, shippedQuantity: replenishment.shippedQuantity - 1 }, events: [] };
}

export function rejectEarly(replenishment: Replenishment, by: ActorId): Decision<Replenishment, PoolEvent> {
  const state = replenishmentLifecycle.after(replenishment.state, 'reject');
  ensureAnotherPerson(replenishment, by);
  return { state: { ...replenishment, state, decidedBy: by }, events: [] };
}

export interface CloseRestFacts {
  readonly reason: string;
  readonly by: ActorId;
  readonly closedAt: Date;
}

/** What was not shipped will not be; the units that it was to make up are owed again (S6). */
export function closeReplenishmentRest(
  replenishment: Replenishment,
  facts: CloseRestFacts,
): Decision<Replenishment, PoolEvent> {
  const state = replenishmentLifecycle.after(replenishment.state, 'closeRest');
  const { replenishmentNumber, city, site, shippedQuantity, quantity, orderedAt } = replenishment;
  ensureNotBefore('closedAt', facts.closedAt, orderedAt ?? facts.closedAt, 'the replenishment was ordered');
  return {
    state: {
      ...replenishment,
      state,
      nettedQuantity: Math.min(replenishment.nettedQuantity, shippedQuantity),
      endedBy: facts.by,
      endedAt: facts.closedAt,
      endReason: facts.reason,
    },
    events: [
      poolEvent(replenishmentRestClosedV1, {
        replenishmentNumber,
        city,
        site,
        shippedQuantity,
        closedQuantity: quantity - shippedQuantity,
        reason: facts.reason,
        closedBy: facts.by,
        closedAt: facts.closedAt.toISOString(),
      }),
    ],
  };
}

/** How many units closing the rest leaves made up by nothing: they are owed again. */
export function owedAgain({ early, quantity, shippedQuantity, nettedQuantity }: Replenishment): number {
  return Math.max(0, (early ? nettedQuantity : quantity) - shippedQuantity);
}

function ensureAnotherPerson({ requestedBy, replenishmentNumber }: Replenishment, by: ActorId): void {
  if (requestedBy !== null && samePerson(by, requestedBy)) throw new ApprovedByRequester(replenishmentNumber, by);
}

function ensureWithinBounds(city: string, quantity: number, { owed, allocation, use }: EarlyBounds): void {
  if (quantity > owed) throw new EarlyReplenishmentExceedsOwed(city, quantity, owed);
  const { onHand, inTransit, onLoan, applied } = use;
  const room = Math.max(0, allocation - onHand - inTransit - onLoan - applied);
  if (quantity > room) throw new EarlyReplenishmentExceedsAllocation(city, quantity, room, allocation, use);
}

function orderedEvent(replenishment: Replenishment, orderedAt: Date): PoolEvent {
  const { replenishmentNumber, city, site, model, quantity, early, nettedOff, statementNumber } = replenishment;
  return poolEvent(replenishmentOrderedV1, {
    replenishmentNumber,
    city,
    site,
    quantity,
    early,
    nettedOff,
    statementNumber,
    model,
    orderedAt: orderedAt.toISOString(),
  });
}
