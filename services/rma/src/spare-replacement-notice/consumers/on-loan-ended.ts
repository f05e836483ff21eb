import { Controller } from '@nestjs/common';
import { formalReplacementMadeV1, loanedUnitLostV1, spareUnitReturnedV1 } from '@rotables/contracts';
import type { FormalReplacementMade, LoanedUnitLost, SpareUnitReturned } from '@rotables/contracts';
import { OnEvent } from '@rotables/event-bus';
import { RecoverNoticeByLoan } from '../commands/recover-notice-by-loan.js';

/** What became of the loan recovers the notice (R4). */
@Controller()
export class OnLoanEnded {
  constructor(private readonly recoverNoticeByLoan: RecoverNoticeByLoan) {}

  @OnEvent(spareUnitReturnedV1)
  async onReturned({ faultNumber, serial, returnedAt }: SpareUnitReturned): Promise<void> {
    await this.recoverNoticeByLoan.execute({
      faultNumber,
      replacementSerial: serial,
      outcome: 'spare-returned',
      recoveredAt: new Date(returnedAt),
    });
  }

  @OnEvent(formalReplacementMadeV1)
  async onKept({ faultNumber, serial, madeAt }: FormalReplacementMade): Promise<void> {
    await this.recoverNoticeByLoan.execute({
      faultNumber,
      replacementSerial: serial,
      outcome: 'formal-replacement',
      recoveredAt: new Date(madeAt),
    });
  }

  @OnEvent(loanedUnitLostV1)
  async onLost({ faultNumber, serial, lostAt }: LoanedUnitLost): Promise<void> {
    await this.recoverNoticeByLoan.execute({
      faultNumber,
      replacementSerial: serial,
      outcome: 'lost',
      recoveredAt: new Date(lostAt),
    });
  }
}
