import type { NoticeDecision, SpareReplacementNotice } from './spare-replacement-notice.js';

/** Where notices are kept; also the injection token. */
export abstract class SpareReplacementNotices {
  /** Locks the row until the transaction ends. Throws NoticeNotFound. */
  abstract load(noticeNumber: string): Promise<SpareReplacementNotice>;
  /** The open notice of a case, locked. */
  abstract findOpen(faultNumber: string): Promise<SpareReplacementNotice | undefined>;
  /** The notice of a loan, recovered or not. */
  abstract findOfLoan(loanNumber: string): Promise<SpareReplacementNotice | undefined>;
  /** Throws OpenNoticeExists when another person was faster. */
  abstract add(decision: NoticeDecision): Promise<SpareReplacementNotice>;
  abstract save(decision: NoticeDecision): Promise<SpareReplacementNotice>;
}
