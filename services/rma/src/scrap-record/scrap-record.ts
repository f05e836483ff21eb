import {
  scrapAppraisedV1,
  scrapApprovedV1,
  scrapExecutedV1,
  scrapHoldAskedV1,
  scrapProposedV1,
  scrapRejectedV1,
  scrapWithdrawnV1,
  type ScrapProposed,
} from '@rotables/contracts';
import {
  lifecycle,
  samePerson,
  type ActorId,
  type CityCode,
  type Decision,
  type Fen,
  type Role,
  type Serial,
  type StateIn,
} from '@rotables/domain-kernel';
import { decided, type DecidedEvent } from '../decided-event.js';
import { ensureNotBefore } from '../fact-order.js';
import type { AppraisalDepartment, ScrapPolicy } from './scrap-policy.js';
import {
  AppraisalLeadWrong,
  AppraisersSayKeep,
  ApproverRoleTooLow,
  ScrapHoldNotKnownYet,
  ScrapHoldStands,
  ScrapHoldWasRefused,
  ScrapIsAnothers,
  ScrapSignedAlready,
} from './scrap-record.errors.js';

/** Proposal, technical appraisal, approval by value, execution with evidence (R9). */
export const scrapLifecycle = lifecycle(
  {
    proposed: { appraise: 'proposed', completeAppraisal: 'appraised', reject: 'rejected', withdraw: 'withdrawn' },
    appraised: { approve: 'approved', reject: 'rejected', withdraw: 'withdrawn' },
    // Between approval and execution the pool holds the unit, or says why not: it may be lost or lent meanwhile.
    approved: { execute: 'executed', askHold: 'approved', noteHold: 'approved', withdraw: 'withdrawn' },
    rejected: {},
    withdrawn: {},
    executed: {},
  },
  'scrap record',
);

export const scrapReasons = ['superseded', 'vendor-repair-failed', 'beyond-repair'] as const;
export type ScrapReason = ScrapProposed['reason'];
export const appraisalOpinions = ['scrap', 'keep'] as const;
export type AppraisalOpinion = (typeof appraisalOpinions)[number];

export interface Appraisal {
  readonly appraiser: ActorId;
  readonly department: AppraisalDepartment;
  readonly lead: boolean;
  readonly opinion: AppraisalOpinion;
  readonly note: string;
  readonly appraisedAt: Date;
}

/** What came of asking the pool to keep the unit. */
export const scrapHoldStates = ['asked', 'held', 'refused'] as const;
export type ScrapHoldState = (typeof scrapHoldStates)[number];

/** 报废品处理记录: why one unit is given up, who judged it, and how it went. */
export interface ScrapRecord {
  readonly scrapNumber: string;
  readonly serial: Serial;
  readonly model: string | null;
  readonly city: CityCode;
  readonly faultNumber: string | null;
  readonly reason: ScrapReason;
  readonly valueFen: Fen;
  readonly proposedBy: ActorId;
  readonly proposedAt: Date;
  readonly state: StateIn<typeof scrapLifecycle>;
  readonly appraisals: readonly Appraisal[];
  readonly approvedBy: ActorId | null;
  readonly approvedAt: Date | null;
  /** Whether the pool keeps the unit for this record; null before its approval. */
  readonly hold: ScrapHoldState | null;
  /** Where the pool said that the unit was instead, when it could not hold it; null where it does not know it. */
  readonly holdRefusedPlace: string | null;
  readonly rejectedBy: ActorId | null;
  readonly rejectedAt: Date | null;
  readonly rejectionReason: string | null;
  readonly withdrawnBy: ActorId | null;
  readonly withdrawnAt: Date | null;
  readonly withdrawalReason: string | null;
  readonly method: string | null;
  readonly evidence: string | null;
  readonly executedBy: ActorId | null;
  readonly executedAt: Date | null;
  readonly version: number;
}

export type ScrapDecision = Decision<ScrapRecord, DecidedEvent>;
export type ScrapProposal = Pick<
  ScrapRecord,
  'scrapNumber' | 'serial' | 'model' | 'city' | 'faultNumber' | 'reason' | 'valueFen' | 'proposedBy' | 'proposedAt'
>;

export function proposeScrap(proposal: ScrapProposal): ScrapDecision {
  return {
    state: {
      ...proposal,
      state: 'proposed',
      appraisals: [],
      approvedBy: null,
      approvedAt: null,
      hold: null,
      holdRefusedPlace: null,
      rejectedBy: null,
      rejectedAt: null,
      rejectionReason: null,
      withdrawnBy: null,
      withdrawnAt: null,
      withdrawalReason: null,
      method: null,
      evidence: null,
      executedBy: null,
      executedAt: null,
      version: 0,
    },
    events: [decided(scrapProposedV1, { ...proposal, proposedAt: proposal.proposedAt.toISOString() })],
  };
}

/** One member's judgement; the last one completes the appraisal (R9). One person, one signature. */
export function appraiseScrap(record: ScrapRecord, appraisal: Appraisal, policy: ScrapPolicy): ScrapDecision {
  scrapLifecycle.after(record.state, 'appraise');
  ensureFirstSignature(record, appraisal.appraiser, 'appraise');
  ensureNotBefore('appraisedAt', appraisal.appraisedAt, 'scrap was proposed', record.proposedAt);
  ensureLead(record, appraisal, policy);
  const appraisals = [...record.appraisals, appraisal];
  const complete = appraisals.length === policy.appraisers;
  const { scrapNumber, serial, city, faultNumber } = record;
  const { appraiser, department, lead, opinion } = appraisal;
  return {
    state: {
      ...record,
      state: scrapLifecycle.after(record.state, complete ? 'completeAppraisal' : 'appraise'),
      appraisals,
    },
    events: [
      decided(scrapAppraisedV1, {
        scrapNumber,
        serial,
        city,
        faultNumber,
        department,
        lead,
        opinion,
        complete,
        appraisedBy: appraiser,
        appraisedAt: appraisal.appraisedAt.toISOString(),
      }),
    ],
  };
}

function ensureLead(record: ScrapRecord, appraisal: Appraisal, policy: ScrapPolicy): void {
  const { scrapNumber } = record;
  const led = record.appraisals.some(({ lead }) => lead);
  if (appraisal.lead && led)
    throw new AppraisalLeadWrong(scrapNumber, 'it has its lead already; appraise with lead false');
  if (appraisal.lead && appraisal.department !== policy.leadDepartment) {
    throw new AppraisalLeadWrong(
      scrapNumber,
      `its lead is of the department ${policy.leadDepartment}, not ${appraisal.department}`,
    );
  }
  const isLast = record.appraisals.length === policy.appraisers - 1;
  if (isLast && !led && !appraisal.lead) {
    throw new AppraisalLeadWrong(
      scrapNumber,
      `the last of ${policy.appraisers} members must be its lead, of the department ${policy.leadDepartment}, for no other was`,
    );
  }
}

export interface Approval {
  readonly approvedBy: ActorId;
  readonly roles: readonly Role[];
  readonly approvedAt: Date;
}

/** Approval by the one whom the value demands, who has not signed before (R9). */
export function approveScrap(record: ScrapRecord, approval: Approval, policy: ScrapPolicy): ScrapDecision {
  const state = scrapLifecycle.after(record.state, 'approve');
  const { approvedBy, approvedAt } = approval;
  ensureRole(record, approval.roles, policy);
  ensureFirstSignature(record, approvedBy, 'approve');
  ensureNotBefore('approvedAt', approvedAt, 'the appraisal was completed', lastAppraisedAt(record));
  const forScrap = record.appraisals.filter(({ opinion }) => opinion === 'scrap').length;
  if (forScrap < policy.opinionsForScrap) {
    throw new AppraisersSayKeep(record.scrapNumber, forScrap, record.appraisals.length, policy.opinionsForScrap);
  }
  const { scrapNumber, serial, model, city, faultNumber } = record;
  return {
    state: { ...record, state, approvedBy, approvedAt, hold: 'asked' },
    events: [
      decided(scrapApprovedV1, {
        scrapNumber,
        serial,
        model,
        city,
        faultNumber,
        approvedBy,
        approvedAt: approvedAt.toISOString(),
      }),
    ],
  };
}

export interface Rejection {
  readonly rejectedBy: ActorId;
  readonly roles: readonly Role[];
  readonly reason: string;
  readonly rejectedAt: Date;
}

/** Who may approve may also reject, and the unit stays as it is. */
export function rejectScrap(record: ScrapRecord, rejection: Rejection, policy: ScrapPolicy): ScrapDecision {
  const state = scrapLifecycle.after(record.state, 'reject');
  const { rejectedBy, reason, rejectedAt } = rejection;
  ensureRole(record, rejection.roles, policy);
  ensureFirstSignature(record, rejectedBy, 'reject');
  ensureNotBefore('rejectedAt', rejectedAt, 'scrap was proposed', record.proposedAt);
  const { scrapNumber, serial, city, faultNumber } = record;
  return {
    state: { ...record, state, rejectedBy, rejectedAt, rejectionReason: reason },
    events: [
      decided(scrapRejectedV1, {
        scrapNumber,
        serial,
        city,
        faultNumber,
        reason,
        rejectedBy,
        rejectedAt: rejectedAt.toISOString(),
      }),
    ],
  };
}

export interface ScrapWithdrawal {
  readonly reason: string;
  readonly roles: readonly Role[];
  readonly withdrawnAt: Date;
  readonly withdrawnBy: ActorId;
}

/**
 * Who proposed it takes it back, or who may approve it does: nothing has moved, and nothing will (E1). The unit may be proposed again.
 * Throws {@link ScrapIsAnothers}.
 */
export function withdrawScrap(record: ScrapRecord, withdrawal: ScrapWithdrawal, policy: ScrapPolicy): ScrapDecision {
  const state = scrapLifecycle.after(record.state, 'withdraw');
  const { reason, roles, withdrawnAt, withdrawnBy } = withdrawal;
  const mayApprove = rolesToApprove(record.valueFen, policy).some((role) => roles.includes(role));
  if (!mayApprove && !samePerson(record.proposedBy, withdrawnBy)) {
    throw new ScrapIsAnothers(record.scrapNumber, record.proposedBy);
  }
  ensureNotBefore('withdrawnAt', withdrawnAt, 'scrap was proposed', record.proposedAt);
  const { scrapNumber, serial, city, faultNumber } = record;
  return {
    state: { ...record, state, withdrawnBy, withdrawnAt, withdrawalReason: reason },
    events: [
      decided(scrapWithdrawnV1, {
        scrapNumber,
        serial,
        city,
        faultNumber,
        reason,
        withdrawnBy,
        withdrawnAt: withdrawnAt.toISOString(),
      }),
    ],
  };
}

export interface Execution {
  readonly method: string;
  readonly evidence: string;
  readonly executedBy: ActorId;
  readonly executedAt: Date;
}

/** What the pool answered to the approval. An answer to a record that has ended since changes nothing. */
export function noteScrapHold(
  record: ScrapRecord,
  answer: 'held' | { readonly refusedPlace: string | null },
): ScrapDecision {
  if (!scrapLifecycle.can(record.state, 'noteHold')) return { state: record, events: [] };
  const state = scrapLifecycle.after(record.state, 'noteHold');
  const told =
    answer === 'held'
      ? ({ hold: 'held', holdRefusedPlace: null } as const)
      : ({ hold: 'refused', holdRefusedPlace: answer.refusedPlace } as const);
  return { state: { ...record, state, ...told }, events: [] };
}

export interface AskingOfHold {
  readonly askedBy: ActorId;
  readonly askedAt: Date;
}

/** The unit that the pool could not hold is back in the house: it is asked once more (E4). Throws {@link ScrapHoldStands}. */
export function askScrapHold(record: ScrapRecord, { askedBy, askedAt }: AskingOfHold): ScrapDecision {
  const state = scrapLifecycle.after(record.state, 'askHold');
  if (record.hold === 'held') throw new ScrapHoldStands(record.scrapNumber, record.serial);
  const { scrapNumber, serial, city, faultNumber } = record;
  return {
    state: { ...record, state, hold: 'asked', holdRefusedPlace: null },
    events: [
      decided(scrapHoldAskedV1, { scrapNumber, serial, city, faultNumber, askedBy, askedAt: askedAt.toISOString() }),
    ],
  };
}

/** The pool is the one who knows whether somebody else has the unit: nothing is scrapped before it keeps it for this record (R9, S9). */
function ensureHeld({ scrapNumber, serial, hold, holdRefusedPlace }: ScrapRecord): void {
  if (hold === 'held') return;
  if (hold === 'refused') throw new ScrapHoldWasRefused(scrapNumber, serial, holdRefusedPlace);
  throw new ScrapHoldNotKnownYet(scrapNumber, serial);
}

/** Only the execution, with its evidence, changes stock and coverage; by somebody who signed nothing before (R9). */
export function executeScrap(record: ScrapRecord, execution: Execution): ScrapDecision {
  const state = scrapLifecycle.after(record.state, 'execute');
  const { method, executedBy, executedAt } = execution;
  ensureFirstSignature(record, executedBy, 'execute');
  ensureHeld(record);
  ensureNotBefore('executedAt', executedAt, 'scrap was approved', record.approvedAt ?? record.proposedAt);
  const { scrapNumber, serial, model, city, faultNumber } = record;
  return {
    state: { ...record, ...execution, state },
    events: [
      decided(scrapExecutedV1, {
        scrapNumber,
        serial,
        model,
        city,
        faultNumber,
        method,
        executedBy,
        executedAt: executedAt.toISOString(),
      }),
    ],
  };
}

/** The value decides who approves (R9). */
export function rolesToApprove(valueFen: number, policy: ScrapPolicy): readonly Role[] {
  return valueFen <= policy.departmentHeadUpToFen ? policy.departmentHeadRoles : policy.generalManagerRoles;
}

function ensureRole(record: ScrapRecord, held: readonly Role[], policy: ScrapPolicy): void {
  const needed = rolesToApprove(record.valueFen, policy);
  if (!needed.some((role) => held.includes(role))) {
    throw new ApproverRoleTooLow(record.scrapNumber, record.valueFen, policy.departmentHeadUpToFen, needed);
  }
}

/** Proposer, each appraiser, the approver and who executes are different people, however their accounts are typed (R9, O3). */
function ensureFirstSignature(record: ScrapRecord, person: ActorId, verb: string): void {
  const { scrapNumber, proposedBy, appraisals, approvedBy } = record;
  const signed = [
    { by: proposedBy, as: 'proposer' },
    ...appraisals.map(({ appraiser }) => ({ by: appraiser, as: 'appraiser' })),
    ...(approvedBy === null ? [] : [{ by: approvedBy, as: 'approver' }]),
  ];
  const earlier = signed.find(({ by }) => samePerson(by, person));
  if (earlier) throw new ScrapSignedAlready(scrapNumber, person, earlier.as, verb);
}

function lastAppraisedAt(record: ScrapRecord): Date {
  return record.appraisals.reduce(
    (latest, { appraisedAt }) => (appraisedAt > latest ? appraisedAt : latest),
    record.proposedAt,
  );
}
