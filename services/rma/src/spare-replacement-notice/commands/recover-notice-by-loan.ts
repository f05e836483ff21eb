import { Injectable } from '@nestjs/common';
import { sameSerial } from '@rotables/domain-kernel';
import { recoverNoticeByLoan, type RecoveryOutcome } from '../spare-replacement-notice.js';
import { SpareReplacementNotices } from '../spare-replacement-notice.repository.js';

export interface RecoverNoticeByLoanCommand {
  readonly faultNumber: string;
  readonly replacementSerial: string;
  readonly outcome: RecoveryOutcome;
  readonly recoveredAt: Date;
}

/** Command: spare-pool tells what became of the loan, and the case's open notice follows (R4). */
@Injectable()
export class RecoverNoticeByLoan {
  constructor(private readonly notices: SpareReplacementNotices) {}

  async execute(command: RecoverNoticeByLoanCommand): Promise<void> {
    const notice = await this.notices.findOpen(command.faultNumber);
    if (!notice || !sameSerial(notice.replacementSerial, command.replacementSerial)) return;
    await this.notices.save(recoverNoticeByLoan(notice, command.outcome, command.recoveredAt));
  }
}
