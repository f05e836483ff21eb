import { spareReplacementNoticeIssuedV1, spareReplacementNoticeRecoveredV1 } from '@rotables/contracts';
import {
  lifecycle,
  parseSerial,
  serialKey,
  type ActorId,
  type CityCode,
  type Decision,
  type Serial,
  type StateIn,
} from '@rotables/domain-kernel';
import { decided, type DecidedEvent } from '../decided-event.js';
import { ensureNotBefore } from '../fact-order.js';
import type { LoanFact, LoanState } from '../rma-case/pool-facts.js';
import {
  LoanIsOut,
  LoanSaysOtherwise,
  NoLoanToTell,
  ReplacementIsNotTheLoan,
} from './spare-replacement-notice.errors.js';

/** A spare stands in for the defective unit until it comes back or stays for good (R4). */
export const noticeLifecycle = lifecycle(
  { issued: { recover: 'recovered' }, recovered: {} },
  'spare replacement notice',
);

export const recoveryOutcomes = ['spare-returned', 'formal-replacement', 'lost'] as const;
export type RecoveryOutcome = (typeof recoveryOutcomes)[number];

/** 故障处理备品替换通知: names the defective unit and the one put in for it (R4). */
export interface SpareReplacementNotice {
  readonly noticeNumber: string;
  readonly faultNumber: string;
  readonly city: CityCode;
  readonly defectiveSerial: Serial;
  readonly replacementSerial: Serial;
  /** The loan that it tells of; null for a notice from before it did. */
  readonly loanNumber: string | null;
  /** The visit at which the spare is put in, where there was one. */
  readonly dispatchNumber: string | null;
  readonly issuedBy: ActorId;
  readonly issuedAt: Date;
  readonly state: StateIn<typeof noticeLifecycle>;
  readonly outcome: RecoveryOutcome | null;
  readonly recoveredAt: Date | null;
  readonly version: number;
}

export type NoticeDecision = Decision<SpareReplacementNotice, DecidedEvent>;
export type NoticeIssue = Omit<
  SpareReplacementNotice,
  'replacementSerial' | 'loanNumber' | 'state' | 'outcome' | 'recoveredAt' | 'version'
>;

/**
 * The unit that is put in is the one lent for the fault: the notice says no more than its loan (R4). `named` is the serial that was sent
 * with the command, which must be that unit; null where none was. Throws {@link NoLoanToTell} and {@link ReplacementIsNotTheLoan}.
 */
export function issueNotice(issue: NoticeIssue, loans: readonly LoanFact[], named: Serial | null): NoticeDecision {
  const { noticeNumber, faultNumber, city, defectiveSerial, dispatchNumber, issuedAt } = issue;
  const out = loans.filter(({ state }) => state === 'out');
  const loan = out.findLast(({ serial }) => named === null || serialKey(serial) === serialKey(named));
  if (!loan && named !== null && out.length > 0) {
    throw new ReplacementIsNotTheLoan(
      faultNumber,
      named,
      out.map(({ serial }) => serial),
    );
  }
  if (!loan) throw new NoLoanToTell(faultNumber);
  ensureNotBefore('issuedAt', issuedAt, 'the spare was lent', new Date(loan.loanedAt));
  const { loanNumber } = loan;
  const replacementSerial = parseSerial(loan.serial, 'replacementSerial');
  return {
    state: { ...issue, loanNumber, replacementSerial, state: 'issued', outcome: null, recoveredAt: null, version: 0 },
    events: [
      decided(spareReplacementNoticeIssuedV1, {
        noticeNumber,
        faultNumber,
        city,
        defectiveSerial,
        replacementSerial,
        loanNumber,
        dispatchNumber,
        issuedAt: issuedAt.toISOString(),
      }),
    ],
  };
}

/** What a notice says once its loan has ended (R4). */
const outcomeOfLoan: Readonly<Record<Exclude<LoanState, 'out'>, RecoveryOutcome>> = {
  returned: 'spare-returned',
  'formal-replacement': 'formal-replacement',
  lost: 'lost',
};

export interface Recovery {
  /** What whoever recovers it says; null where he leaves it to the loan. */
  readonly outcome: RecoveryOutcome | null;
  readonly recoveredAt: Date;
}

/** By hand a notice is recovered only as its loan has ended, never against it (R4). Throws {@link LoanIsOut} and {@link LoanSaysOtherwise}. */
export function recoverNotice(
  notice: SpareReplacementNotice,
  { outcome, recoveredAt }: Recovery,
  loan: Pick<LoanFact, 'loanNumber' | 'state'> | undefined,
): NoticeDecision {
  const state = noticeLifecycle.after(notice.state, 'recover');
  const { noticeNumber, faultNumber } = notice;
  if (!loan) throw new NoLoanToTell(faultNumber);
  if (loan.state === 'out') throw new LoanIsOut(noticeNumber, loan.loanNumber);
  const told = outcomeOfLoan[loan.state];
  if (outcome !== null && outcome !== told) throw new LoanSaysOtherwise(noticeNumber, loan.loanNumber, outcome, told);
  ensureNotBefore('recoveredAt', recoveredAt, 'the notice was issued', notice.issuedAt);
  return recovered({ ...notice, state }, told, recoveredAt);
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
