import { parseActorId, parseCityCode, parseQuantity, IllegalTransition } from '@rotables/domain-kernel';
import { given } from '@rotables/testing';
import { FactOutOfOrder } from '../business-time/stated-time.js';
import {
  AllocationExceeded,
  ApprovedMoreThanAsked,
  DecidedByApplicant,
  ShippedMoreThanApproved,
  WithdrawnAfterShipment,
} from './spare-application.errors.js';
import {
  approve,
  closeRest,
  reject,
  shipUnits,
  spareApplicationLifecycle,
  submit,
  takeBackShipped,
  withdraw,
} from './spare-application.js';
import type { SpareApplication } from './spare-application.js';

const clerk = parseActorId('zhang.wei');
const approver = parseActorId('wang.fang');
const day = (number: number): Date => new Date(Date.UTC(2013, 3, number));
const use = { onHand: 60, inTransit: 2, onLoan: 3, owedByRepair: 1, applied: 0 };

const facts = (quantity: number) => ({
  applicationNumber: 'SA-20130410-0001',
  city: parseCityCode('DL'),
  site: 'DL',
  model: 'M1',
  quantity: parseQuantity(quantity),
  reason: 'Stock',
  by: clerk,
  submittedAt: day(10),
  allocation: 69,
  use,
});

function submitted(quantity = 3): SpareApplication {
  return submit(facts(quantity)).state;
}

describe('spare application', () => {
  it('S2 a branch may not exceed its allocation, and sees the arithmetic', () => {
    expect(submit(facts(3)).state).toMatchObject({ state: 'submitted', held: 66, allocation: 69 });
    given(facts(4))
      .when(submit)
      .thenRefused(AllocationExceeded, {
        code: 'allocation-exceeded',
        details: { city: 'DL', allocation: 69, ...use, requested: 4, free: 3 },
      });
  });

  it('S2 is approved by another person, in full or in part', () => {
    given(submitted())
      .when(approve, { quantity: parseQuantity(2), by: approver, approvedAt: day(11) })
      .thenState({ state: 'approved', approvedQuantity: 2 });
    given(submitted())
      .when(approve, { quantity: parseQuantity(2), by: clerk, approvedAt: day(11) })
      .thenRefused(DecidedByApplicant);
    given(submitted())
      .when(approve, { quantity: parseQuantity(2), by: parseActorId('Zhang.Wei.'), approvedAt: day(11) })
      .thenRefused(DecidedByApplicant);
    given(submitted())
      .when(approve, { quantity: parseQuantity(4), by: approver, approvedAt: day(11) })
      .thenRefused(ApprovedMoreThanAsked);
    given(submitted())
      .when(approve, { quantity: parseQuantity(1), by: approver, approvedAt: day(9) })
      .thenRefused(FactOutOfOrder);
  });

  it('S2 is rejected with a reason, once', () => {
    const rejected = reject(submitted(), { reason: 'Enough', by: approver, rejectedAt: day(11) }).state;
    expect(rejected).toMatchObject({ state: 'rejected', rejectionReason: 'Enough' });
    given(rejected)
      .when(approve, { quantity: parseQuantity(1), by: approver, approvedAt: day(12) })
      .thenRefused(IllegalTransition);
    given(submitted())
      .when(reject, { reason: 'Enough', by: clerk, rejectedAt: day(11) })
      .thenRefused(DecidedByApplicant);
  });

  it('S3 ships no more than was approved, and is filled by the last unit', () => {
    const approved = approve(submitted(), { quantity: parseQuantity(3), by: approver, approvedAt: day(11) }).state;
    const part = shipUnits(approved, 2, day(12)).state;
    expect(part).toMatchObject({ state: 'approved', shippedQuantity: 2 });
    given(part).when(shipUnits, 2, day(13)).thenRefused(ShippedMoreThanApproved);
    const filled = shipUnits(part, 1, day(13));
    expect(filled.state).toMatchObject({ state: 'filled', shippedQuantity: 3 });
    expect(filled.events.map(({ type }) => type)).toEqual(['spare-pool.spare-application-filled.v1']);
    given(filled.state).when(takeBackShipped).thenState({ state: 'approved', shippedQuantity: 2 });
    given(submitted()).when(shipUnits, 1, day(13)).thenRefused(IllegalTransition);
  });

  it('S2 is withdrawn by the branch until it ships', () => {
    const facts = { reason: 'Mistake', by: clerk, at: day(12) };
    const approved = approve(submitted(), { quantity: parseQuantity(3), by: approver, approvedAt: day(11) }).state;
    for (const application of [submitted(), approved]) {
      const { state, events } = withdraw(application, facts);
      expect(state).toMatchObject({ state: 'withdrawn', endedBy: 'zhang.wei', endReason: 'Mistake' });
      expect(events.map(({ type }) => type)).toEqual(['spare-pool.spare-application-withdrawn.v1']);
    }
    given(shipUnits(approved, 1, day(12)).state)
      .when(withdraw, facts)
      .thenRefused(WithdrawnAfterShipment, { details: { applicationNumber: 'SA-20130410-0001', shippedQuantity: 1 } });
    given(approved)
      .when(withdraw, { ...facts, at: day(9) })
      .thenRefused(FactOutOfOrder);
  });

  it('S2 E4 the rest of an approved one is closed with a reason, and what turns out not to have left does not open it', () => {
    const approved = approve(submitted(), { quantity: parseQuantity(3), by: approver, approvedAt: day(11) }).state;
    const closing = { reason: 'None left', by: approver, at: day(13) };
    const part = shipUnits(approved, 1, day(12)).state;
    const closed = closeRest(part, closing);
    expect(closed.events).toMatchObject([{ body: { shippedQuantity: 1, closedQuantity: 2, closedBy: 'wang.fang' } }]);
    given(closed.state).when(shipUnits, 1, day(14)).thenRefused(IllegalTransition);
    given(closed.state).when(takeBackShipped).thenState({ state: 'closed', shippedQuantity: 0 });
    given(submitted()).when(closeRest, closing).thenRefused(IllegalTransition);
  });

  it('reaches every state', () => expect(spareApplicationLifecycle.unreachableFrom('submitted')).toEqual([]));
});
