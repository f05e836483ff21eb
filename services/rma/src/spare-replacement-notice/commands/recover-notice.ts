import { ensureCityInScope, sameSerial } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Session } from '@rotables/domain-kernel';
import { BusinessTime } from '../../business-time.js';
import { Projections } from '../../projections/projections.js';
import { recoverNotice, type RecoveryOutcome, type SpareReplacementNotice } from '../spare-replacement-notice.js';
import { SpareReplacementNotices } from '../spare-replacement-notice.repository.js';

export interface RecoverNoticeCommand {
  readonly noticeNumber: string;
  readonly outcome: RecoveryOutcome | undefined;
  readonly recoveredAt: string | undefined;
}

/** Command: the notice is recovered by hand, as its loan has ended (R4). */
@Injectable()
export class RecoverNotice {
  constructor(
    private readonly notices: SpareReplacementNotices,
    private readonly projections: Projections,
    private readonly time: BusinessTime,
  ) {}

  async execute(
    { noticeNumber, outcome, ...command }: RecoverNoticeCommand,
    by: Session,
  ): Promise<SpareReplacementNotice> {
    const notice = await this.notices.load(noticeNumber);
    ensureCityInScope(by, notice.city);
    const recoveredAt = this.time.stated('recoveredAt', command.recoveredAt);
    const loans = await this.projections.loans(notice.faultNumber);
    const loan = loans.find(({ loanNumber, serial }) =>
      notice.loanNumber === null ? sameSerial(serial, notice.replacementSerial) : loanNumber === notice.loanNumber,
    );
    return this.notices.save(recoverNotice(notice, { outcome: outcome ?? null, recoveredAt }, loan));
  }
}
