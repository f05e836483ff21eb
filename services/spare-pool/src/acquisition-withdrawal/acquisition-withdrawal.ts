import {
  acquisitionWithdrawalDeclinedV1,
  acquisitionWithdrawalProposedV1,
  acquisitionWithdrawnV1,
} from '@rotables/contracts';
import { lifecycle, samePerson } from '@rotables/domain-kernel';
import type { ActorId, CityCode, Decision, Serial, StateIn } from '@rotables/domain-kernel';
import { ensureNotBefore } from '../business-time/stated-time.js';
import { poolEvent } from '../pool-event.js';
import type { PoolEvent } from '../pool-event.js';
import type { SpareUnit } from '../spare-unit/spare-unit.js';
import { AnotherMustConfirmWithdrawal } from './acquisition-withdrawal.errors.js';

/** An acquisition that was none: taken back at once while nothing followed it (E1), else by two people (E2). */
export const acquisitionWithdrawalLifecycle = lifecycle(
  { proposed: { confirm: 'done', decline: 'declined' }, done: {}, declined: {} },
  'withdrawal of an acquisition',
);

/** `registered`: the unit is a customer's covered device, registered at the same moment; `mistake`: somebody says so. */
export const withdrawalCauses = ['registered', 'mistake'] as const;
export type WithdrawalCause = (typeof withdrawalCauses)[number];

export interface AcquisitionWithdrawal {
  readonly withdrawalNumber: string;
  readonly serial: Serial;
  readonly model: string;
  readonly city: CityCode;
  readonly cause: WithdrawalCause;
  readonly reason: string;
  readonly proposedBy: ActorId;
  readonly proposedAt: Date;
  readonly state: StateIn<typeof acquisitionWithdrawalLifecycle>;
  readonly decidedBy: ActorId | null;
  readonly decidedAt: Date | null;
  readonly declineReason: string | null;
  readonly version: number;
}

export type WithdrawalDecision = Decision<AcquisitionWithdrawal, PoolEvent>;

export type WithdrawalFacts = Pick<AcquisitionWithdrawal, 'withdrawalNumber' | 'cause' | 'reason'> & {
  readonly by: ActorId;
  readonly at: Date;
};

/** Who acquired it and what it is; `isUntouched` while the acquisition is the last that happened to the unit. */
export interface Acquisition {
  readonly acquiredBy: string;
  readonly isUntouched: boolean;
}

/**
 * Nothing followed: who acquired the unit takes it back, or its registration does (E1, S9). Else it is proposed, and somebody else confirms
 * it, for the ownership of a unit moves (E2).
 */
export function withdrawAcquisition(
  unit: SpareUnit,
  acquisition: Acquisition,
  facts: WithdrawalFacts,
): WithdrawalDecision {
  const { withdrawalNumber, cause, reason, by, at } = facts;
  const { serial, model, city } = unit;
  const head = { withdrawalNumber, serial, model, city, cause, reason, proposedBy: by, proposedAt: at };
  const open = {
    ...head,
    state: 'proposed',
    decidedBy: null,
    decidedAt: null,
    declineReason: null,
    version: 0,
  } as const;
  const isOwn = cause === 'registered' || samePerson(acquisition.acquiredBy, by);
  if (acquisition.isUntouched && isOwn) return done(open, by, at);
  const fact = { withdrawalNumber, serial, city, reason, proposedBy: by, proposedAt: at.toISOString() };
  return { state: open, events: [poolEvent(acquisitionWithdrawalProposedV1, fact)] };
}

/** Throws {@link AnotherMustConfirmWithdrawal} for the person who proposed it. */
export function confirmWithdrawal(withdrawal: AcquisitionWithdrawal, by: ActorId, at: Date): WithdrawalDecision {
  acquisitionWithdrawalLifecycle.after(withdrawal.state, 'confirm');
  if (samePerson(withdrawal.proposedBy, by)) throw new AnotherMustConfirmWithdrawal(withdrawal.withdrawalNumber, by);
  ensureNotBefore('confirmedAt', at, withdrawal.proposedAt, 'the withdrawal was proposed');
  return done(withdrawal, by, at);
}

function done(withdrawal: AcquisitionWithdrawal, by: ActorId, at: Date): WithdrawalDecision {
  const { withdrawalNumber, serial, model, city, cause, reason, state } = withdrawal;
  const fact = { withdrawalNumber, serial, model, city, cause, reason, withdrawnBy: by, withdrawnAt: at.toISOString() };
  return {
    state: {
      ...withdrawal,
      state: acquisitionWithdrawalLifecycle.after(state, 'confirm'),
      decidedBy: by,
      decidedAt: at,
    },
    events: [poolEvent(acquisitionWithdrawnV1, fact)],
  };
}

/** The unit stays the company's; also by who proposed it, who thinks better of it. */
export function declineWithdrawal(
  withdrawal: AcquisitionWithdrawal,
  { by, at, reason }: { readonly by: ActorId; readonly at: Date; readonly reason: string },
): WithdrawalDecision {
  const state = acquisitionWithdrawalLifecycle.after(withdrawal.state, 'decline');
  ensureNotBefore('declinedAt', at, withdrawal.proposedAt, 'the withdrawal was proposed');
  const { withdrawalNumber, serial, city } = withdrawal;
  const fact = { withdrawalNumber, serial, city, reason, declinedBy: by, declinedAt: at.toISOString() };
  return {
    state: { ...withdrawal, state, decidedBy: by, decidedAt: at, declineReason: reason },
    events: [poolEvent(acquisitionWithdrawalDeclinedV1, fact)],
  };
}
