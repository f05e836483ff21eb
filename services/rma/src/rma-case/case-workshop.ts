import { repairCompletedV1, repairStartedV1, unitTestedV1 } from '@rotables/contracts';
import type { ActorId } from '@rotables/domain-kernel';
import { decided } from '../decided-event.js';
import { ensureNotBefore } from '../fact-order.js';
import { RepairIsAtVendor } from './rma-case.errors.js';
import {
  lastFact,
  unitWay,
  type CaseDecision,
  type RepairMethod,
  type RepairNote,
  type RepairResult,
  type RmaCase,
} from './rma-case.js';
import { ensureWorkMayStart, type ServiceFacts } from './service-facts.js';

export interface RepairStart {
  readonly method: RepairMethod;
  readonly startedAt: Date;
  readonly startedBy: ActorId;
}

/** Repair in place, as refurbishment, or at the vendor (R7), and only by right: see {@link ensureWorkMayStart}. */
export function startRepair(rmaCase: RmaCase, start: RepairStart, facts: ServiceFacts): CaseDecision {
  const state = unitWay.after(rmaCase.state, start.method === 'vendor' ? 'sendToVendor' : 'startRepair');
  const field = start.method === 'vendor' ? 'sentAt' : 'startedAt';
  ensureNotBefore(field, start.startedAt, lastFact[rmaCase.state], rmaCase.stateSince);
  const quoteNumber = ensureWorkMayStart(rmaCase, facts, { field, at: start.startedAt });
  const startedAt = start.startedAt.toISOString();
  const { method, startedBy } = start;
  const repair: RepairNote = {
    method,
    quoteNumber,
    startedBy,
    startedAt,
    result: null,
    workDone: null,
    completedBy: null,
    completedAt: null,
  };
  const { faultNumber, serial, city } = rmaCase;
  return {
    // A test from before this work says nothing about the unit after it.
    state: { ...rmaCase, state, stateSince: start.startedAt, repair, test: null },
    events: [decided(repairStartedV1, { faultNumber, serial, city, method, quoteNumber, startedBy, startedAt })],
  };
}

export interface RepairEnd {
  readonly result: RepairResult;
  readonly workDone: string;
  readonly completedAt: Date;
  readonly completedBy: ActorId;
}

/** The workshop's own repair ends with its result (R7). Throws {@link RepairIsAtVendor} for a unit that is not in the house. */
export function completeRepair(rmaCase: RmaCase, end: RepairEnd): CaseDecision {
  if (rmaCase.state === 'at-vendor') throw new RepairIsAtVendor(rmaCase.faultNumber);
  return repairEnded(rmaCase, end, 'completedAt');
}

/** The vendor's repair ends when the unit is back, repaired or not (R7). */
export function takeBackFromVendor(rmaCase: RmaCase, end: RepairEnd): CaseDecision {
  return repairEnded(rmaCase, end, 'receivedAt');
}

function repairEnded(rmaCase: RmaCase, end: RepairEnd, field: string): CaseDecision {
  const state = unitWay.after(rmaCase.state, end.result === 'repaired' ? 'finishRepair' : 'giveUp');
  ensureNotBefore(field, end.completedAt, lastFact[rmaCase.state], rmaCase.stateSince);
  if (!rmaCase.repair) throw new Error(`The unit of ${rmaCase.faultNumber} is in repair, but no repair was begun.`);
  const completedAt = end.completedAt.toISOString();
  const { result, workDone, completedBy } = end;
  const { faultNumber, serial, city } = rmaCase;
  return {
    state: {
      ...rmaCase,
      state,
      stateSince: end.completedAt,
      repair: { ...rmaCase.repair, result, workDone, completedBy, completedAt },
    },
    events: [decided(repairCompletedV1, { faultNumber, serial, city, result, workDone, completedBy, completedAt })],
  };
}

export interface TestFacts {
  readonly passed: boolean;
  readonly measured: string;
  readonly testedAt: Date;
  readonly testedBy: ActorId;
}

/** A test with a recorded result precedes every return to customer or stock (R7); a failed one sends the unit back to repair. */
export function testUnit(rmaCase: RmaCase, test: TestFacts): CaseDecision {
  const state = unitWay.after(rmaCase.state, test.passed ? 'passTest' : 'failTest');
  ensureNotBefore('testedAt', test.testedAt, lastFact[rmaCase.state], rmaCase.stateSince);
  const note = { ...test, testedAt: test.testedAt.toISOString() };
  const { faultNumber, serial, city } = rmaCase;
  return {
    state: { ...rmaCase, state, stateSince: test.testedAt, test: note },
    events: [decided(unitTestedV1, { faultNumber, serial, city, ...note })],
  };
}
