import { Injectable } from '@nestjs/common';
import type { Serial } from '@rotables/domain-kernel';
import { takeUpAgain, type LoanMade } from '../case-intake.js';
import { RmaCases } from '../rma-case.repository.js';

export interface TakeCaseUpAgainCommand extends LoanMade {
  readonly faultNumber: string;
  readonly defectiveSerial: Serial;
}

/**
 * Command: a spare was lent for a case, which may have been withdrawn at the same moment (S7). Where its unit has been reported anew since,
 * one unit has one open case: the loan stays with the withdrawn one, among the loans without a case, until it is taken back.
 */
@Injectable()
export class TakeCaseUpAgain {
  constructor(private readonly cases: RmaCases) {}

  async execute({ faultNumber, defectiveSerial, ...loan }: TakeCaseUpAgainCommand): Promise<void> {
    const open = await this.cases.findOpenBySerial(defectiveSerial);
    if (open) return;
    const rmaCase = await this.cases.find(faultNumber);
    if (rmaCase) await this.cases.save(takeUpAgain(rmaCase, loan));
  }
}
