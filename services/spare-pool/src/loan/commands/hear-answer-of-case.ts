import { Injectable } from '@nestjs/common';
import { FaultCases } from '../../fault-case/fault-case.repository.js';
import { hearAnswer, type AnswerOfCase } from '../keeping.js';
import { Loans } from '../loan.repository.js';

export interface HearAnswerCommand extends AnswerOfCase {
  readonly loanNumber: string;
}

/**
 * rma says whether the case is kept for the spare that is proposed to stay (S7). The case is locked before its loan, as everywhere. A loan
 * that is not ours is no concern of ours.
 */
@Injectable()
export class HearAnswerOfCase {
  constructor(
    private readonly loans: Loans,
    private readonly cases: FaultCases,
  ) {}

  async execute({ loanNumber, ...answer }: HearAnswerCommand): Promise<void> {
    await this.cases.lockOfLoan(loanNumber);
    const loan = await this.loans.find(loanNumber);
    if (loan) await this.loans.save(hearAnswer(loan, answer));
  }
}
