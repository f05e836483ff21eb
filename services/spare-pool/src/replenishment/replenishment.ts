import { earlyReplenishmentRequestedV1, replenishmentOrderedV1 } from '@rotables/contracts';
import { lifecycle } from '@rotables/domain-kernel';
import type { ActorId, CityCode, Decision, Quantity, StateIn } from '@rotables/domain-kernel';
import { ensureNotBefore } from '../business-time/stated-time.js';
import type { PoolEvent } from '../pool-event.js';
import { poolEvent } from '../pool-event.js';
import { ShippedMoreThanApproved } from '../spare-application/spare-application.errors.js';
import { ApprovedByRequester, EarlyReplenishmentExceedsOwed } from './replenishment.errors.js';

export const replenishmentLifecycle = lifecycle(
  {
    requested: { approve: 'ordered', reject: 'rejected' },
    ordered: { ship: 'ordered', fill: 'filled', takeBackShipped: 'ordered' },
    filled: { takeBackShipped: 'ordered' },
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
  readonly state: ReplenishmentState;
  readonly version: number;
}

export interface RequestEarlyFacts {
  readonly replenishmentNumber: string;
  readonly city: CityCode;
  readonly site: string;
  readonly quantity: Quantity;
  readonly reason: string;
  readonly attachmentName: string;
  readonly by: ActorId;
  readonly requestedAt: Date;
  /** What the city is owed and nothing has made up yet. */
  readonly owed: number;
}

/** Before the month's end, on written request, and never more than is owed (S6). */
export function requestEarly(facts: RequestEarlyFacts): Decision<Replenishment, PoolEvent> {
  const { replenishmentNumber, city, site, quantity, reason, attachmentName, by, requestedAt } = facts;
  ensureOwed(city, quantity, facts.owed);
  return {
    state: {
      replenishmentNumber,
      city,
      site,
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
      state: 'requested',
      version: 0,
    },
    events: [
      poolEvent(earlyReplenishmentRequestedV1, {
        replenishmentNumber,
        city,
        site,
        quantity,
        reason,
        attachmentName,
        requestedBy: by,
        requestedAt: requestedAt.toISOString(),
      }),
    ],
  };
}

export interface ApproveEarlyFacts {
  readonly by: ActorId;
  readonly approvedAt: Date;
  readonly owed: number;
}

export function approveEarly(
  replenishment: Replenishment,
  facts: ApproveEarlyFacts,
): Decision<Replenishment, PoolEvent> {
  const state = replenishmentLifecycle.after(replenishment.state, 'approve');
  if (facts.by === replenishment.requestedBy)
    throw new ApprovedByRequester(replenishment.replenishmentNumber, facts.by);
  ensureNotBefore('approvedAt', facts.approvedAt, replenishment.requestedAt ?? facts.approvedAt, 'it was requested');
  ensureOwed(replenishment.city, replenishment.quantity, facts.owed);
  const ordered: Replenishment = { ...replenishment, state, decidedBy: facts.by, orderedAt: facts.approvedAt };
  return { state: ordered, events: [orderedEvent(ordered, facts.approvedAt)] };
}

export interface ClosingBalance {
  /** Defective units returned before the cut-off and made up by no closing yet. */
  readonly owed: number;
  /** Early replenishments that no closing has netted off yet. */
  readonly earlyNotNetted: number;
  readonly allocation: number;
  /** On hand, in transit and on loan. */
  readonly held: number;
  /** Ordered and not shipped yet. */
  readonly onOrder: number;
}

/** What closing orders: the units owed less those made up early, and never beyond the allocation (S6). */
export function replenishmentAtClosing(balance: ClosingBalance): {
  readonly quantity: number;
  readonly nettedOff: number;
} {
  const nettedOff = Math.min(balance.owed, balance.earlyNotNetted);
  const room = balance.allocation - balance.held - balance.onOrder;
  return { quantity: Math.max(0, Math.min(balance.owed - nettedOff, room)), nettedOff };
}

export type OrderFacts = Pick<
  Replenishment,
  'replenishmentNumber' | 'city' | 'site' | 'quantity' | 'nettedOff' | 'statementNumber'
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
    state: 'ordered',
    version: 0,
  };
  return { state, events: [orderedEvent(state, orderedAt)] };
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
  if (by === replenishment.requestedBy) throw new ApprovedByRequester(replenishment.replenishmentNumber, by);
  return { state: { ...replenishment, state, decidedBy: by }, events: [] };
}

function ensureOwed(city: string, quantity: number, owed: number): void {
  if (quantity > owed) throw new EarlyReplenishmentExceedsOwed(city, quantity, owed);
}

function orderedEvent(replenishment: Replenishment, orderedAt: Date): PoolEvent {
  const { replenishmentNumber, city, site, quantity, early, nettedOff, statementNumber } = replenishment;
  return poolEvent(replenishmentOrderedV1, {
    replenishmentNumber,
    city,
    site,
    quantity,
    early,
    nettedOff,
    statementNumber,
    orderedAt: orderedAt.toISOString(),
  });
}
