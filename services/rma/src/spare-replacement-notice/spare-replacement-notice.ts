import { spareReplacementNoticeIssuedV1, spareReplacementNoticeRecoveredV1 } from '@rotables/contracts';
import {
  InvalidInput,
  lifecycle,
  type ActorId,
  type CityCode,
  type Decision,
  type Serial,
  type StateIn,
} from '@rotables/domain-kernel';
import { decided, type DecidedEvent } from '../decided-event.js';
import { ensureNotBefore } from '../fact-order.js';
import { ReplacementIsNotTheLoan } from './spare-replacement-notice.errors.js';

/** A spare stands in for the defective unit until it comes back or stays for good (R4). */
export const noticeLifecycle = lifecycle(
  { issued: { recover: 'recovered' }, recovered: {} },
  'spare replacement notice',
);

export const recoveryOutcomes = ['spare-returned', 'formal-replacement'] as const;
export type RecoveryOutcome = (typeof recoveryOutcomes)[number];

/** 故障处理备品替换通知: names the defective unit and the one put in for it (R4). */
export interface SpareReplacementNotice {
  readonly noticeNumber: string;
  readonly faultNumber: string;
  readonly city: CityCode;
  readonly defectiveSerial: Serial;
  readonly replacementSerial: Serial;
  readonly issuedBy: ActorId;
  readonly issuedAt: Date;
  readonly state: StateIn<typeof noticeLifecycle>;
  readonly outcome: RecoveryOutcome | null;
  readonly recoveredAt: Date | null;
  readonly version: number;
}

export type NoticeDecision = Decision<SpareReplacementNotice, DecidedEvent>;
export type NoticeIssue = Omit<SpareReplacementNotice, 'state' | 'outcome' | 'recoveredAt' | 'version'>;

/**
 * `loanedSerials` are the units known to be lent for this fault; while none is known the notice is taken as it is written, because
 * spare-pool's word may still be on its way. Throws {@link ReplacementIsNotTheLoan}.
 */
export function issueNotice(issue: NoticeIssue, loanedSerials: readonly string[]): NoticeDecision {
  if (issue.replacementSerial === issue.defectiveSerial) {
    throw new InvalidInput('replacementSerial', issue.replacementSerial, 'another unit than the defective one');
  }
  if (loanedSerials.length > 0 && !loanedSerials.includes(issue.replacementSerial)) {
    throw new ReplacementIsNotTheLoan(issue.faultNumber, issue.replacementSerial, loanedSerials);
  }
  const { noticeNumber, faultNumber, city, defectiveSerial, replacementSerial, issuedAt } = issue;
  return {
    state: { ...issue, state: 'issued', outcome: null, recoveredAt: null, version: 0 },
    events: [
      decided(spareReplacementNoticeIssuedV1, {
        noticeNumber,
        faultNumber,
        city,
        defectiveSerial,
        replacementSerial,
        issuedAt: issuedAt.toISOString(),
      }),
    ],
  };
}

/** The notice is recovered: the spare came back, or the replacement became formal (R4). */
export function recoverNotice(
  notice: SpareReplacementNotice,
  outcome: RecoveryOutcome,
  recoveredAt: Date,
): NoticeDecision {
  const state = noticeLifecycle.after(notice.state, 'recover');
  ensureNotBefore('recoveredAt', recoveredAt, 'the notice was issued', notice.issuedAt);
  return recovered({ ...notice, state }, outcome, recoveredAt);
}

/**
 * Spare-pool tells what became of the loan. Its word counts even where it names an earlier time than the notice, which may have
 * been written late; a notice that was recovered by hand before stays as it is.
 */
export function recoverNoticeByLoan(
  notice: SpareReplacementNotice,
  outcome: RecoveryOutcome,
  recoveredAt: Date,
): NoticeDecision {
  if (!noticeLifecycle.can(notice.state, 'recover')) return { state: notice, events: [] };
  const at = recoveredAt > notice.issuedAt ? recoveredAt : notice.issuedAt;
  return recovered({ ...notice, state: noticeLifecycle.after(notice.state, 'recover') }, outcome, at);
}

function recovered(notice: SpareReplacementNotice, outcome: RecoveryOutcome, recoveredAt: Date): NoticeDecision {
  const { noticeNumber, faultNumber, city } = notice;
  return {
    state: { ...notice, outcome, recoveredAt },
    events: [
      decided(spareReplacementNoticeRecoveredV1, {
        noticeNumber,
        faultNumber,
        city,
        outcome,
        recoveredAt: recoveredAt.toISOString(),
      }),
    ],
  };
}
