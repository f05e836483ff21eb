import { repairCompletedV1, unitRestockedV1, unitReturnedToCustomerV1 } from '@rotables/contracts';
import { businessDateOf, daysBetween, type ActorId } from '@rotables/domain-kernel';
import { decided } from '../decided-event.js';
import { ensureNotBefore } from '../fact-order.js';
import {
  NoReasonToReturnUnrepaired,
  UnitBelongsToCompany,
  UnitBelongsToCustomer,
  UnitNotTested,
} from './rma-case.errors.js';
import {
  closedWhenDone,
  lastFact,
  resolved,
  unitWay,
  type CaseDecision,
  type Resolution,
  type RmaCase,
} from './rma-case.js';
import { ensureWorkMayStart, isFree, quoteWasRefused, type ServiceFacts } from './service-facts.js';

/**
 * The unit goes back to the customer: repaired and tested (R7), or as it is when there is no fault, when it is a wrong item, when
 * the customer refused to pay (R6), or when it is beyond repair and he would have paid.
 */
export function returnToCustomer(rmaCase: RmaCase, returnedAt: Date, facts: ServiceFacts): CaseDecision {
  const { faultNumber, serial, city } = rmaCase;
  if (rmaCase.unitOwner === 'company') {
    throw new UnitBelongsToCompany(faultNumber, serial, rmaCase.resolution ?? 'a formal replacement');
  }
  if (rmaCase.state === 'repaired') throw new UnitNotTested(faultNumber, serial);
  const repaired = rmaCase.state === 'tested' && rmaCase.repair?.result === 'repaired';
  const state = unitWay.after(rmaCase.state, repaired ? 'returnRepaired' : 'returnUnrepaired');
  ensureNotBefore('returnedAt', returnedAt, lastFact[rmaCase.state], rmaCase.stateSince);
  const resolution = repaired ? 'repaired' : reasonToReturnUnrepaired(rmaCase, facts);
  const reportedOn = businessDateOf(rmaCase.reportedAt);
  const returnedOn = businessDateOf(returnedAt);
  const returned: CaseDecision = {
    state: { ...rmaCase, state, stateSince: returnedAt },
    events: [
      decided(unitReturnedToCustomerV1, {
        faultNumber,
        serial,
        city,
        repaired,
        reportedOn,
        returnedOn,
        downtimeDays: daysBetween(reportedOn, returnedOn),
        returnedAt: returnedAt.toISOString(),
      }),
    ],
  };
  return closedWhenDone(resolved(returned, resolution, returnedAt, facts));
}

function reasonToReturnUnrepaired(rmaCase: RmaCase, facts: ServiceFacts): Resolution {
  const outcome = rmaCase.inspection?.outcome;
  if (outcome === 'no-fault-found') return 'no-fault-found';
  const { entitlement } = facts;
  const beyondPaidRepair = rmaCase.state === 'beyond-repair' && entitlement !== null && !isFree(entitlement.kind);
  if (outcome === 'wrong-item' || quoteWasRefused(facts) || beyondPaidRepair) return 'returned-unrepaired';
  throw new NoReasonToReturnUnrepaired(rmaCase.faultNumber, entitlement?.kind ?? null);
}

/** The technician repaired the unit where it stands, and the customer signed for it (R3); by right as any other work (B2). */
export function repairOnSite(
  rmaCase: RmaCase,
  visit: { readonly actionTaken: string; readonly completedAt: Date; readonly technician: ActorId },
  facts: ServiceFacts,
): CaseDecision {
  const state = unitWay.after(rmaCase.state, 'repairOnSite');
  ensureNotBefore('completedAt', visit.completedAt, lastFact[rmaCase.state], rmaCase.stateSince);
  const quoteNumber = ensureWorkMayStart(rmaCase, facts);
  const completedAt = visit.completedAt.toISOString();
  const { faultNumber, serial, city } = rmaCase;
  const work = { workDone: visit.actionTaken, completedBy: visit.technician, completedAt };
  const done: CaseDecision = {
    state: {
      ...rmaCase,
      state,
      stateSince: visit.completedAt,
      repair: {
        method: 'in-place',
        quoteNumber,
        startedBy: visit.technician,
        startedAt: completedAt,
        result: 'repaired',
        ...work,
      },
    },
    events: [decided(repairCompletedV1, { faultNumber, serial, city, result: 'repaired', ...work })],
  };
  if (rmaCase.resolution) return closedWhenDone(done);
  return closedWhenDone(resolved(done, 'repaired', visit.completedAt, facts));
}

/** A unit that became the company's goes to stock as refurbished, tested (R7, R8). */
export function restockUnit(rmaCase: RmaCase, site: string, restockedAt: Date): CaseDecision {
  const { faultNumber, serial, city, model } = rmaCase;
  if (rmaCase.unitOwner === 'customer') throw new UnitBelongsToCustomer(faultNumber, serial, 'restocked');
  if (rmaCase.state === 'repaired') throw new UnitNotTested(faultNumber, serial);
  const state = unitWay.after(rmaCase.state, 'restock');
  ensureNotBefore('restockedAt', restockedAt, lastFact[rmaCase.state], rmaCase.stateSince);
  return closedWhenDone({
    state: { ...rmaCase, state, stateSince: restockedAt, site },
    events: [
      decided(unitRestockedV1, { faultNumber, serial, city, model, site, restockedAt: restockedAt.toISOString() }),
    ],
  });
}

/** Scrap is possible for the company's units only, and not for one whose test says that it works (R9). */
export function ensureScrappable(rmaCase: RmaCase): void {
  if (rmaCase.unitOwner === 'customer') {
    throw new UnitBelongsToCustomer(rmaCase.faultNumber, rmaCase.serial, 'scrapped');
  }
  unitWay.after(rmaCase.state, 'scrap');
}

/** The unit was scrapped (R9); its scrap record tells the others. */
export function scrapUnit(rmaCase: RmaCase, executedAt: Date): CaseDecision {
  ensureScrappable(rmaCase);
  const state = unitWay.after(rmaCase.state, 'scrap');
  ensureNotBefore('executedAt', executedAt, lastFact[rmaCase.state], rmaCase.stateSince);
  return closedWhenDone({ state: { ...rmaCase, state, stateSince: executedAt }, events: [] });
}

const changesNothing = (rmaCase: RmaCase): CaseDecision => ({ state: rmaCase, events: [] });

/** The loaned spare stays with the customer, or his money went back: he is served, and the defective unit is the company's (R8, W8, W3). */
export function resolveByExchange(
  rmaCase: RmaCase,
  resolution: 'formal-replacement' | 'refund',
  resolvedAt: Date,
  facts: ServiceFacts,
): CaseDecision {
  // The first resolution stands; a later fact of this kind is kept on the timeline, where people see the contradiction.
  if (rmaCase.resolution) return changesNothing(rmaCase);
  return closedWhenDone(resolved(changesNothing({ ...rmaCase, unitOwner: 'company' }), resolution, resolvedAt, facts));
}

/** The defective unit of an advance replacement never came and was charged (S8): it stays where it is, and nobody waits for it. */
export function giveUpUnreturnedUnit(rmaCase: RmaCase, chargedAt: Date, facts: ServiceFacts): CaseDecision {
  if (!unitWay.can(rmaCase.state, 'leaveWithCustomer')) return changesNothing(rmaCase);
  const state = unitWay.after(rmaCase.state, 'leaveWithCustomer');
  const left = changesNothing({ ...rmaCase, state, stateSince: chargedAt, unitOwner: 'customer' });
  if (rmaCase.resolution) return closedWhenDone(left);
  return closedWhenDone(resolved(left, 'formal-replacement', chargedAt, facts));
}
