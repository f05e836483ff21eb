import { IllegalTransition, parseActorId, parseCityCode, parseQuantity } from '@rotables/domain-kernel';
import { given } from '@rotables/testing';
import fc from 'fast-check';
import { ShippedMoreThanApproved } from '../spare-application/spare-application.errors.js';
import { ApprovedByRequester, EarlyReplenishmentExceedsOwed } from './replenishment.errors.js';
import {
  approveEarly,
  replenishmentAtClosing,
  replenishmentLifecycle,
  requestEarly,
  shipReplenishment,
  takeBackReplenishment,
} from './replenishment.js';

const day = (number: number): Date => new Date(Date.UTC(2013, 3, number));
const head = parseActorId('head.dl');
const approver = parseActorId('wang.fang');
const facts = (quantity: number, owed: number) => ({
  replenishmentNumber: 'RP-20130420-0001',
  city: parseCityCode('DL'),
  site: 'DL',
  quantity: parseQuantity(quantity),
  reason: 'Peak',
  attachmentName: 'request.pdf',
  by: head,
  requestedAt: day(20),
  owed,
});
const balance = { owed: 2, earlyNotNetted: 0, allocation: 10, held: 8, onOrder: 0 };

describe('replenishment', () => {
  it('S6 closing brings the city back to its allocation for the units it returned', () => {
    expect(replenishmentAtClosing(balance)).toEqual({ quantity: 2, nettedOff: 0 });
    expect(replenishmentAtClosing({ ...balance, held: 9 })).toEqual({ quantity: 1, nettedOff: 0 });
    expect(replenishmentAtClosing({ ...balance, held: 12 })).toEqual({ quantity: 0, nettedOff: 0 });
    expect(replenishmentAtClosing({ ...balance, owed: 0 })).toEqual({ quantity: 0, nettedOff: 0 });
  });

  it('S6 an early replenishment is netted off, whether it has arrived or not: a unit is never made up twice', () => {
    expect(replenishmentAtClosing({ ...balance, earlyNotNetted: 1, onOrder: 1 })).toEqual({
      quantity: 1,
      nettedOff: 1,
    });
    expect(replenishmentAtClosing({ ...balance, earlyNotNetted: 1, held: 9 })).toEqual({ quantity: 1, nettedOff: 1 });
    expect(replenishmentAtClosing({ ...balance, earlyNotNetted: 3, held: 10 })).toEqual({ quantity: 0, nettedOff: 2 });
  });

  it('S6 never makes up more than is owed, and never beyond the allocation', () => {
    const small = fc.nat(120);
    fc.assert(
      fc.property(small, small, small, small, small, (owed, earlyNotNetted, allocation, held, onOrder) => {
        const { quantity, nettedOff } = replenishmentAtClosing({ owed, earlyNotNetted, allocation, held, onOrder });
        const withinAllocation = quantity === 0 || held + onOrder + quantity <= allocation;
        return quantity >= 0 && nettedOff <= earlyNotNetted && quantity + nettedOff <= owed && withinAllocation;
      }),
    );
  });

  it('S6 early: at most what is owed, approved by another person', () => {
    given(facts(3, 2)).when(requestEarly).thenRefused(EarlyReplenishmentExceedsOwed);
    const requested = requestEarly(facts(2, 2)).state;
    given(requested)
      .when(approveEarly, { by: head, approvedAt: day(21), owed: 2 })
      .thenRefused(ApprovedByRequester);
    given(requested)
      .when(approveEarly, { by: approver, approvedAt: day(21), owed: 1 })
      .thenRefused(EarlyReplenishmentExceedsOwed);
    const ordered = approveEarly(requested, { by: approver, approvedAt: day(21), owed: 2 });
    expect(ordered.events).toMatchObject([
      { type: 'spare-pool.replenishment-ordered.v1', body: { early: true, quantity: 2 } },
    ]);
    given(ordered.state)
      .when(approveEarly, { by: approver, approvedAt: day(21), owed: 2 })
      .thenRefused(IllegalTransition);
  });

  it('S3 S6 ships what was ordered and no more', () => {
    const ordered = approveEarly(requestEarly(facts(2, 2)).state, { by: approver, approvedAt: day(21), owed: 2 }).state;
    given(ordered).when(shipReplenishment, 3, day(22)).thenRefused(ShippedMoreThanApproved);
    const filled = shipReplenishment(ordered, 2, day(22)).state;
    expect(filled.state).toBe('filled');
    given(filled).when(takeBackReplenishment).thenState({ state: 'ordered', shippedQuantity: 1 });
  });

  it('reaches every state', () => expect(replenishmentLifecycle.unreachableFrom('requested')).toEqual([]));
});
