import {
  formalReplacementDeclinedV1,
  formalReplacementMadeV1,
  formalReplacementProposedV1,
  type OutcomeRefusal,
  type ReplacementGround,
} from '@rotables/contracts';
import { samePerson } from '@rotables/domain-kernel';
import type { ActorId, Decision } from '@rotables/domain-kernel';
import { ensureNotBefore } from '../business-time/stated-time.js';
import { EntitlementNotHeardOfYet, FaultIsOver, FaultNotKnownYet } from '../fault-case/fault-case.errors.js';
import { ensureNotReplaced, type FaultCase, type Whereabouts } from '../fault-case/fault-case.js';
import type { PoolEvent } from '../pool-event.js';
import { poolEvent } from '../pool-event.js';
import {
  CaseRefusedReplacement,
  EntitlementGivesNoReplacement,
  KeepAnswerNotHeardOfYet,
  KeepNeedsSecondPerson,
  LentForAnotherModel,
  UnitGoesBack,
} from './keeping.errors.js';
import { headOf, keepLifecycle, loanLifecycle } from './loan.js';
import type { Loan } from './loan.js';

/** Nobody can have both: a customer whose own unit is back, or as good as back, gives the spare back. */
const goesBack: Readonly<Record<Whereabouts, boolean>> = {
  'with-customer': false,
  'in-house': false,
  'beyond-repair': false,
  'no-fault-found': true,
  'wrong-item': true,
  repaired: true,
  returned: true,
};

/**
 * Why the spare may stay for good (S7): the entitlement says replacement, or the unit is beyond repair under a free one, or its price
 * was charged because the defective unit of the advance replacement did not come (S8). Throws where it may not.
 */
export function groundToKeep(loan: Loan, faultCase: FaultCase | null): ReplacementGround {
  if (!faultCase) throw new FaultNotKnownYet(loan.faultNumber);
  const { faultNumber, unit, entitlement, resolution } = faultCase;
  ensureNotReplaced(faultCase);
  const charged = loan.defectiveState === 'charged';
  // A case may have been ended by the very charge that this spare was paid by.
  if (resolution !== null && !(charged && resolution === 'formal-replacement')) {
    throw new FaultIsOver(faultNumber, resolution);
  }
  if (goesBack[unit]) throw new UnitGoesBack(faultNumber, loan.loanNumber, unit);
  const free = freeGround(loan, faultCase);
  if (free !== null) return free;
  if (charged) return 'paid-for';
  if (entitlement === null) throw new EntitlementNotHeardOfYet(faultNumber);
  throw new EntitlementGivesNoReplacement(faultNumber, loan.loanNumber, entitlement, unit);
}

/** What the entitlement gives; not where the spare is of a better model, which somebody stated while nobody knew the unit's (W12). */
function freeGround({ loanNumber, requestedModel }: Loan, faultCase: FaultCase): ReplacementGround | null {
  const { faultNumber, entitlement, unit, model } = faultCase;
  const isBeyondRepair = entitlement === 'repair' && unit === 'beyond-repair';
  if (entitlement !== 'replacement' && !isBeyondRepair) return null;
  if (model !== null && model !== requestedModel) {
    throw new LentForAnotherModel(faultNumber, loanNumber, requestedModel, model);
  }
  return isBeyondRepair ? 'beyond-repair' : 'entitlement';
}

/** Somebody asks that the spare stays; it does not yet: the case is asked whether it is free for it (S7). */
export function proposeKeep(
  loan: Loan,
  faultCase: FaultCase | null,
  { by, proposedAt }: { readonly by: ActorId; readonly proposedAt: Date },
): Decision<Loan, PoolEvent> {
  loanLifecycle.after(loan.state, 'keep');
  const keepState = keepLifecycle.after(loan.keepState, 'propose');
  ensureNotBefore('proposedAt', proposedAt, loan.loanedAt, 'the unit went out');
  const ground = groundToKeep(loan, faultCase);
  const told = { replacedSerial: loan.defectiveSerial, ground, proposedBy: by, proposedAt: proposedAt.toISOString() };
  return {
    state: {
      ...loan,
      keepState,
      keepProposedBy: by,
      keepProposedAt: proposedAt,
      keepProposal: loan.version + 1,
      keepAnswer: null,
    },
    events: [poolEvent(formalReplacementProposedV1, { ...headOf(loan), ...told })],
  };
}

export interface AnswerOfCase {
  /** The sequence of the event that it answers. */
  readonly proposal: number;
  /** Null where the case is kept for this spare, so that it ends in no other way meanwhile. */
  readonly refusal: OutcomeRefusal | null;
  readonly by: ActorId;
  readonly answeredAt: Date;
}

/** What the case says to the proposal. An answer to an earlier one, which was declined meanwhile, is none to this. */
export function hearAnswer(loan: Loan, answer: AnswerOfCase): Decision<Loan, PoolEvent> {
  const { proposal, refusal, by, answeredAt } = answer;
  if (loan.keepState !== 'proposed' || loan.keepProposal !== proposal) return { state: loan, events: [] };
  if (refusal === null) return { state: { ...loan, keepAnswer: 'reserved' }, events: [] };
  const keepState = keepLifecycle.after(loan.keepState, 'refuse');
  const reason = `The case says: ${refusal}.`;
  const told = { reason, refusal, declinedBy: by, declinedAt: answeredAt.toISOString() };
  return {
    state: { ...loan, keepState, keepProposedBy: null, keepProposedAt: null, keepAnswer: refusal },
    events: [poolEvent(formalReplacementDeclinedV1, { ...headOf(loan), ...told })],
  };
}

/**
 * Another person confirms: the customer owns the spare, and the defective unit is the company's (S7, W8). What was true when it was proposed
 * must be true still, and the case is kept for this spare: nobody can have served its customer otherwise meanwhile.
 */
export function confirmKeep(
  loan: Loan,
  faultCase: FaultCase | null,
  { by, madeAt }: { readonly by: ActorId; readonly madeAt: Date },
): Decision<Loan, PoolEvent> {
  const state = loanLifecycle.after(loan.state, 'keep');
  const { faultNumber, keepAnswer, keepProposedBy, keepProposedAt, loanNumber, defectiveSerial: replacedSerial } = loan;
  if (keepAnswer !== null && keepAnswer !== 'reserved') {
    throw new CaseRefusedReplacement(faultNumber, loanNumber, keepAnswer);
  }
  const keepState = keepLifecycle.after(loan.keepState, 'confirm');
  if (keepProposedBy !== null && samePerson(by, keepProposedBy)) throw new KeepNeedsSecondPerson(loanNumber, by);
  ensureNotBefore('madeAt', madeAt, keepProposedAt ?? loan.loanedAt, 'it was proposed');
  const keepGround = groundToKeep(loan, faultCase);
  if (keepAnswer === null) throw new KeepAnswerNotHeardOfYet(faultNumber, loanNumber);
  const told = { replacedSerial, madeAt: madeAt.toISOString(), ground: keepGround };
  return {
    state: { ...loan, state, keepState, keepGround, endedAt: madeAt },
    events: [poolEvent(formalReplacementMadeV1, { ...headOf(loan), ...told })],
  };
}

/** The loan goes on as it was; whoever proposed it may take it back himself. */
export function declineKeep(
  loan: Loan,
  { by, reason, declinedAt }: { readonly by: ActorId; readonly reason: string; readonly declinedAt: Date },
): Decision<Loan, PoolEvent> {
  const keepState = keepLifecycle.after(loan.keepState, 'decline');
  ensureNotBefore('declinedAt', declinedAt, loan.keepProposedAt ?? loan.loanedAt, 'it was proposed');
  const told = { reason, declinedBy: by, declinedAt: declinedAt.toISOString() };
  return {
    state: { ...loan, keepState, keepProposedBy: null, keepProposedAt: null, keepAnswer: null },
    events: [poolEvent(formalReplacementDeclinedV1, { ...headOf(loan), ...told })],
  };
}
