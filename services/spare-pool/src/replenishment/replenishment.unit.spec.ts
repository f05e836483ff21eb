import { IllegalTransition, parseActorId, parseCityCode, parseQuantity } from '@rotables/domain-kernel';
import { given } from '@rotables/testing';
import fc from 'fast-check';
import { ShippedMoreThanApproved } from '../spare-application/spare-application.errors.js';
import {
  ApprovedByRequester,
  EarlyReplenishmentExceedsAllocation,
  EarlyReplenishmentExceedsOwed,
} from './replenishment.errors.js';
import {
  approveEarly,
  closeReplenishmentRest,
  netOff,
  notNettedOf,
  owedAgain,
  replenishmentLifecycle,
  replenishmentsAtClosing,
  requestEarly,
  shipReplenishment,
  takeBackReplenishment,
} from './replenishment.js';
import type { ClosingBalance } from './replenishment.js';

const day = (number: number): Date => new Date(Date.UTC(2013, 3, number));
const head = parseActorId('head.dl');
const approver = parseActorId('wang.fang');
const use = { onHand: 6, inTransit: 0, onLoan: 1, owedByRepair: 2, applied: 1 };
const bounds = (owed: number, allocation = 20) => ({ owed, allocation, use });
const facts = (quantity: number, owed: number, allocation?: number) => ({
  replenishmentNumber: 'RP-20130420-0001',
  city: parseCityCode('DL'),
  site: 'DL',
  model: 'M1',
  quantity: parseQuantity(quantity),
  reason: 'Peak',
  attachmentName: 'request.pdf',
  by: head,
  requestedAt: day(20),
  ...bounds(owed, allocation),
});
const owed = (...units: readonly number[]) => units.map((count, index) => ({ model: `M${index + 1}`, units: count }));
const early = (model: string | null, units: number) => ({ replenishmentNumber: `RP-${model}`, model, units });
const balance = { owed: owed(2), early: [], allocation: 10, held: 8, onOrder: 0 };
const orderedUnits = (given: ClosingBalance) => replenishmentsAtClosing(given).orders.map(({ units }) => units);

describe('replenishment', () => {
  it('S6 closing brings the city back to its allocation for the units it returned, model by model', () => {
    expect(replenishmentsAtClosing(balance).orders).toEqual([{ model: 'M1', units: 2, nettedOff: 0 }]);
    expect(replenishmentsAtClosing({ ...balance, owed: owed(1, 1) }).orders).toEqual([
      { model: 'M1', units: 1, nettedOff: 0 },
      { model: 'M2', units: 1, nettedOff: 0 },
    ]);
    expect(orderedUnits({ ...balance, held: 9 })).toEqual([1]);
    expect(orderedUnits({ ...balance, held: 12 })).toEqual([]);
    expect(orderedUnits({ ...balance, owed: owed(0) })).toEqual([]);
  });

  it('S6 an early replenishment is netted off its own model, whether it has arrived or not: a unit is never made up twice', () => {
    const netted = [{ replenishmentNumber: 'RP-M1', model: 'M1', units: 1 }];
    expect(replenishmentsAtClosing({ ...balance, early: [early('M1', 1)], onOrder: 1 })).toEqual({
      orders: [{ model: 'M1', units: 1, nettedOff: 1 }],
      netted,
    });
    expect(replenishmentsAtClosing({ ...balance, early: [early('M1', 3)], held: 10 }).netted).toEqual([
      { ...netted[0], units: 2 },
    ]);
    expect(orderedUnits({ ...balance, early: [early('M2', 2)] })).toEqual([2]);
    expect(orderedUnits({ ...balance, early: [early(null, 2)] })).toEqual([]);
  });

  it('S6 never makes up more than is owed, and never beyond the allocation, early ones included', () => {
    const small = fc.nat(40);
    const model = fc.constantFrom('M1', 'M2', null);
    const units = fc.record({ model, units: small });
    const ofDifferentModels = fc.uniqueArray(units, { selector: ({ model: one }) => one, maxLength: 3 });
    const earlyOnes = fc
      .array(units, { maxLength: 4 })
      .map((all) => all.map((one, index) => ({ ...one, replenishmentNumber: `RP-${index}` })));
    fc.assert(
      fc.property(ofDifferentModels, earlyOnes, small, small, small, (owedOnes, all, allocation, held, onOrder) => {
        const given = { owed: owedOnes, early: all, allocation, held, onOrder };
        const { orders, netted } = replenishmentsAtClosing(given);
        const sum = (ones: readonly { units: number }[]) => ones.reduce((total, one) => total + one.units, 0);
        const quantity = sum(orders);
        const withinAllocation = quantity === 0 || held + onOrder + quantity <= allocation;
        const nobodyTwice = all.every(
          (one) => sum(netted.filter((by) => by.replenishmentNumber === one.replenishmentNumber)) <= one.units,
        );
        const ofItsModel = owedOnes.every((one) => {
          const made = [...orders, ...netted].filter((by) => by.model === one.model);
          return sum(made) <= one.units;
        });
        return withinAllocation && nobodyTwice && ofItsModel;
      }),
    );
  });

  it('S6 early: at most what is owed, within the allocation, approved by another person', () => {
    given(facts(3, 2)).when(requestEarly).thenRefused(EarlyReplenishmentExceedsOwed);
    // P17: it holds 8 of 9 already, so that one more is all it may have, whatever is owed.
    given(facts(2, 2, 9))
      .when(requestEarly)
      .thenRefused(EarlyReplenishmentExceedsAllocation, {
        details: { city: 'DL', quantity: 2, room: 1, allocation: 9, onHand: 6, inTransit: 0, onLoan: 1, applied: 1 },
      });
    const requested = requestEarly(facts(2, 2)).state;
    for (const by of ['head.dl', 'HEAD.DL', 'ｈｅａｄ.dl ']) {
      const person = by as typeof head;
      given(requested)
        .when(approveEarly, { by: person, approvedAt: day(21), ...bounds(2) })
        .thenRefused(ApprovedByRequester);
    }
    given(requested)
      .when(approveEarly, { by: approver, approvedAt: day(21), ...bounds(1) })
      .thenRefused(EarlyReplenishmentExceedsOwed);
    const ordered = approveEarly(requested, { by: approver, approvedAt: day(21), ...bounds(2) });
    expect(ordered.events).toMatchObject([
      { type: 'spare-pool.replenishment-ordered.v1', body: { early: true, model: 'M1', quantity: 2 } },
    ]);
    given(ordered.state)
      .when(approveEarly, { by: approver, approvedAt: day(21), ...bounds(2) })
      .thenRefused(IllegalTransition);
  });

  it('S6 E4 what cannot be shipped is closed with a reason, and owed again', () => {
    const ordered = approveEarly(requestEarly(facts(2, 2)).state, {
      by: approver,
      approvedAt: day(21),
      ...bounds(2),
    }).state;
    const part = shipReplenishment(ordered, 1, day(22)).state;
    const closing = { reason: 'None left', by: approver, closedAt: day(23) };
    const closed = closeReplenishmentRest(part, closing);
    expect(closed.events).toMatchObject([{ body: { shippedQuantity: 1, closedQuantity: 1, reason: 'None left' } }]);
    expect([owedAgain(part), owedAgain(netOff(part, 2)), notNettedOf(closed.state)]).toEqual([0, 1, 1]);
    given(closed.state).when(shipReplenishment, 1, day(24)).thenRefused(IllegalTransition);
    given(closed.state).when(takeBackReplenishment).thenState({ state: 'closed', shippedQuantity: 0 });
  });

  it('S3 S6 ships what was ordered and no more', () => {
    const ordered = approveEarly(requestEarly(facts(2, 2)).state, {
      by: approver,
      approvedAt: day(21),
      ...bounds(2),
    }).state;
    given(ordered).when(shipReplenishment, 3, day(22)).thenRefused(ShippedMoreThanApproved);
    const filled = shipReplenishment(ordered, 2, day(22)).state;
    expect(filled.state).toBe('filled');
    given(filled).when(takeBackReplenishment).thenState({ state: 'ordered', shippedQuantity: 1 });
  });

  it('reaches every state', () => expect(replenishmentLifecycle.unreachableFrom('requested')).toEqual([]));
});
