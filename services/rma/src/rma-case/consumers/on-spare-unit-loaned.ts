import { Controller } from '@nestjs/common';
import { spareUnitLoanedV1, type SpareUnitLoaned } from '@rotables/contracts';
import { parseSerial } from '@rotables/domain-kernel';
import { OnEvent } from '@rotables/event-bus';
import { TakeCaseUpAgain } from '../commands/take-case-up-again.js';

@Controller()
export class OnSpareUnitLoaned {
  constructor(private readonly takeCaseUpAgain: TakeCaseUpAgain) {}

  @OnEvent(spareUnitLoanedV1)
  async on({ faultNumber, defectiveSerial, loanNumber, loanedAt }: SpareUnitLoaned): Promise<void> {
    const loan = { loanNumber, loanedAt: new Date(loanedAt) };
    await this.takeCaseUpAgain.execute({ faultNumber, defectiveSerial: parseSerial(defectiveSerial), ...loan });
  }
}
