import {
  caseResolutionCorrectedV1,
  repairCompletedV1,
  unitOwnerCorrectedV1,
  unitRestockedV1,
  unitReturnedToCustomerV1,
  type Exchange,
} from '@rotables/contracts';
import { businessDateOf, daysBetween, type ActorId } from '@rotables/domain-kernel';
import { decided } from '../decided-event.js';
import { ensureNotBefore } from '../fact-order.js';
import {
  InspectionFoundFault,
  NoReasonToReturnUnrepaired,
  OwnUnitComesIn,
  UnitBelongsToCompany,
  UnitBelongsToCustomer,
  UnitNotTested,
} from './rma-case.errors.js';
import {
  closedWhenDone,
  isOwnUnit,
  lastFact,
  resolved,
  unitWay,
  type CaseDecision,
  type RmaCase,
  type ServedBy,
} from './rma-case.js';
import { ensureNotReserved, refundRevoked, releaseReservation, settledReservation } from './reservation.js';
import { ensureWorkMayStart, isFree, quoteOwed, quoteWasRefused, type ServiceFacts } from './service-facts.js';

export interface HandingBack {
  readonly returnedAt: Date;
  /** In the customer's words, why he wants his unit back as it is; null where he did not ask for it. */
  readonly customersWish: string | null;
}

/**
 * The unit goes back to the customer: repaired and tested, tested and found without a fault (R7), or as it is: when it is a wrong item,
 * when the customer refused to pay (R6), when it is beyond repair and he would have paid, or when he asks for what is his.
 */
export function returnToCustomer(rmaCase: RmaCase, handingBack: HandingBack, facts: ServiceFacts): CaseDecision {
  const { faultNumber, serial, city } = rmaCase;
  if (rmaCase.unitOwner === 'company') {
    throw new UnitBelongsToCompany(faultNumber, serial, rmaCase.resolution ?? 'purchase');
  }
  if (rmaCase.state === 'repaired') throw new UnitNotTested(faultNumber, serial);
  const { returnedAt, customersWish } = handingBack;
  // S7, W3: never his own unit beside the spare, or the money.
  ensureNotReserved(rmaCase);
  const repaired = rmaCase.state === 'tested' && rmaCase.repair?.result === 'repaired';
  const state = unitWay.after(rmaCase.state, repaired ? 'returnRepaired' : 'returnUnrepaired');
  ensureNotBefore('returnedAt', returnedAt, lastFact[rmaCase.state], rmaCase.stateSince);
  const end = repaired ? endOfRepaired(rmaCase, facts) : endOfUnrepaired(rmaCase, facts, customersWish);
  const reportedOn = businessDateOf(rmaCase.reportedAt);
  const returnedOn = businessDateOf(returnedAt);
  const returned: CaseDecision = {
    state: { ...rmaCase, state, stateSince: returnedAt, repair: end.repair },
    events: [
      decided(unitReturnedToCustomerV1, {
        faultNumber,
        serial,
        city,
        repaired,
        reportedOn,
        returnedOn,
        downtimeDays: daysBetween(reportedOn, returnedOn),
        customersWish,
        returnedAt: returnedAt.toISOString(),
      }),
    ],
  };
  return closedWhenDone(resolved(returned, end.resolution, returnedAt, facts));
}

type EndOfCase = Pick<RmaCase, 'repair'> & { readonly resolution: ServedBy };

/**
 * What was repaired for nothing, and turned out not to be free, is paid by a quote like any other work; where the customer refuses it, the
 * unit is his all the same (R6).
 */
function endOfRepaired(rmaCase: RmaCase, facts: ServiceFacts): EndOfCase {
  const { repair } = rmaCase;
  if (repair?.quoteNumber !== null) return { repair, resolution: 'repaired' };
  if (quoteWasRefused(facts)) return { repair, resolution: 'returned-unrepaired' };
  return { repair: { ...repair, quoteNumber: quoteOwed(rmaCase, facts)?.quoteNumber ?? null }, resolution: 'repaired' };
}

function endOfUnrepaired(rmaCase: RmaCase, facts: ServiceFacts, customersWish: string | null): EndOfCase {
  const { faultNumber, serial, repair, inspection } = rmaCase;
  if (rmaCase.state === 'tested') {
    if (inspection?.outcome === 'no-fault-found') return { repair, resolution: 'no-fault-found' };
    // A test alone does not take back what the inspection found: it would go past the quote, and the books would say both (R5, B2).
    if (inspection?.outcome === 'fault-confirmed' && customersWish === null && !quoteWasRefused(facts))
      throw new InspectionFoundFault(faultNumber, serial);
    return { repair, resolution: 'returned-unrepaired' };
  }
  if (inspection?.outcome === 'no-fault-found' && customersWish === null) throw new UnitNotTested(faultNumber, serial);
  ensureReasonToReturnUnrepaired(rmaCase, facts, customersWish);
  return { repair, resolution: 'returned-unrepaired' };
}

function ensureReasonToReturnUnrepaired(rmaCase: RmaCase, facts: ServiceFacts, customersWish: string | null): void {
  const { entitlement } = facts;
  const beyondPaidRepair = rmaCase.state === 'beyond-repair' && entitlement !== null && !isFree(entitlement.kind);
  const isWrongItem = rmaCase.inspection?.outcome === 'wrong-item';
  if (isWrongItem || quoteWasRefused(facts) || beyondPaidRepair || customersWish !== null) return;
  throw new NoReasonToReturnUnrepaired(rmaCase.faultNumber, entitlement?.kind ?? null);
}

/** The technician repaired the unit where it stands, and the customer signed for it (R3); by right as any other work (B2). */
export function repairOnSite(
  rmaCase: RmaCase,
  visit: { readonly actionTaken: string; readonly completedAt: Date; readonly technician: ActorId },
  facts: ServiceFacts,
): CaseDecision {
  if (rmaCase.unitOwner === 'company') throw new OwnUnitComesIn(rmaCase.faultNumber, rmaCase.serial);
  const state = unitWay.after(rmaCase.state, 'repairOnSite');
  ensureNotReserved(rmaCase);
  ensureNotBefore('completedAt', visit.completedAt, lastFact[rmaCase.state], rmaCase.stateSince);
  const quoteNumber = ensureWorkMayStart(rmaCase, facts, { field: 'completedAt', at: visit.completedAt });
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
  return closedWhenDone(resolved(done, 'repaired', visit.completedAt, facts));
}

/** A unit of the company's goes to stock as refurbished, tested (R7, R8, S13). */
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

export interface ExchangeMade {
  readonly resolution: Exchange;
  /** The loan or the refund. */
  readonly reference: string;
  readonly resolvedAt: Date;
}

/** The loaned spare stays with the customer, or his money went back: he is served, and the defective unit is the company's (R8, W8, W3). */
export function resolveByExchange(
  rmaCase: RmaCase,
  { resolution, reference, resolvedAt }: ExchangeMade,
  facts: ServiceFacts,
): CaseDecision {
  // The first resolution stands. As the case was reserved for this one, there is none but that of the charge by which the spare was paid (S8).
  // A spare of the company's own has no customer who could be served (S13).
  if (rmaCase.resolution || rmaCase.unitOwner === 'company') {
    return releaseReservation(rmaCase, { reference, reason: 'settled', releasedAt: resolvedAt });
  }
  const taken = { ...rmaCase, unitOwner: 'company', reservation: settledReservation(rmaCase, reference) } as const;
  return closedWhenDone(resolved(changesNothing(taken), resolution, resolvedAt, facts));
}

/** The defective unit of an advance replacement never came and was charged (S8): it stays where it is, and nobody waits for it. */
export function giveUpUnreturnedUnit(rmaCase: RmaCase, chargedAt: Date, facts: ServiceFacts): CaseDecision {
  if (isOwnUnit(rmaCase) || !unitWay.can(rmaCase.state, 'leaveWithCustomer')) return changesNothing(rmaCase);
  const state = unitWay.after(rmaCase.state, 'leaveWithCustomer');
  const left = refundRevoked({ ...rmaCase, state, stateSince: chargedAt, unitOwner: 'customer' }, chargedAt);
  if (rmaCase.resolution) return closedWhenDone(left);
  return closedWhenDone(resolved(left, 'formal-replacement', chargedAt, facts));
}

/** The spare of a charged advance replacement came back after all: the customer has his own unit, as it was (S8). */
export function correctUnreturnedUnit(rmaCase: RmaCase, correctedAt: Date): CaseDecision {
  if (rmaCase.state !== 'given-up' || rmaCase.resolution !== 'formal-replacement') return changesNothing(rmaCase);
  const { faultNumber, serial, city } = rmaCase;
  const resolution = 'returned-unrepaired';
  const was = rmaCase.resolution;
  return {
    state: { ...rmaCase, state: unitWay.after(rmaCase.state, 'settle'), stateSince: correctedAt, resolution },
    events: [
      decided(caseResolutionCorrectedV1, {
        faultNumber,
        serial,
        city,
        was,
        resolution,
        correctedAt: correctedAt.toISOString(),
      }),
    ],
  };
}

/**
 * The pool had the unit before its fault was reported, and its word came later: the case is the company's (S13). Where the customer has
 * been served, or the unit is in the house already, it became the company's on the way, and that is told by what made it so.
 */
export function recogniseOwnUnit(rmaCase: RmaCase, correctedAt: Date): CaseDecision {
  const isExpected = unitWay.can(rmaCase.state, 'receive');
  // What the case is reserved for comes first: it was answered as a customer's, and makes the unit the company's itself.
  if (rmaCase.unitOwner === 'company' || rmaCase.resolution || rmaCase.reservation || !isExpected) {
    return changesNothing(rmaCase);
  }
  const { faultNumber, serial, city } = rmaCase;
  const unitOwner = 'company';
  return {
    state: { ...rmaCase, unitOwner },
    events: [
      decided(unitOwnerCorrectedV1, { faultNumber, serial, city, unitOwner, correctedAt: correctedAt.toISOString() }),
    ],
  };
}

/** Its acquisition was none, so the unit that was reported is the customer's, and he is entitled to what its coverage says (S9, S13). */
export function recogniseCustomersUnit(rmaCase: RmaCase, correctedAt: Date): CaseDecision {
  const isExpected = unitWay.can(rmaCase.state, 'receive');
  if (rmaCase.unitOwner === 'customer' || rmaCase.resolution || !isExpected) return changesNothing(rmaCase);
  const { faultNumber, serial, city, cause } = rmaCase;
  const unitOwner = 'customer' as const;
  const reportedAt = rmaCase.reportedAt.toISOString();
  const fact = { faultNumber, serial, city, unitOwner, cause, reportedAt, correctedAt: correctedAt.toISOString() };
  return { state: { ...rmaCase, unitOwner }, events: [decided(unitOwnerCorrectedV1, fact)] };
}
