import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Session } from '@rotables/domain-kernel';
import { BusinessTime } from '../../business-time.js';
import { recoverNotice, type RecoveryOutcome, type SpareReplacementNotice } from '../spare-replacement-notice.js';
import { SpareReplacementNotices } from '../spare-replacement-notice.repository.js';

export interface RecoverNoticeCommand {
  readonly noticeNumber: string;
  readonly outcome: RecoveryOutcome;
  readonly recoveredAt: string | undefined;
}

/** Command: the notice is recovered by hand (R4). */
@Injectable()
export class RecoverNotice {
  constructor(
    private readonly notices: SpareReplacementNotices,
    private readonly time: BusinessTime,
  ) {}

  async execute(
    { noticeNumber, outcome, ...command }: RecoverNoticeCommand,
    by: Session,
  ): Promise<SpareReplacementNotice> {
    const notice = await this.notices.load(noticeNumber);
    ensureCityInScope(by, notice.city);
    return this.notices.save(recoverNotice(notice, outcome, this.time.stated('recoveredAt', command.recoveredAt)));
  }
}
