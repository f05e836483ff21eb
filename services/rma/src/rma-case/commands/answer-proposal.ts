import { Injectable } from '@nestjs/common';
import { answerProposal, type Proposal } from '../reservation.js';
import { RmaCases } from '../rma-case.repository.js';

/** Command: another service proposes to end the case, and the case says whether it may (R8). A fault number that is not ours is no concern of ours. */
@Injectable()
export class AnswerProposal {
  constructor(private readonly cases: RmaCases) {}

  async execute(faultNumber: string, proposal: Proposal): Promise<void> {
    const rmaCase = await this.cases.find(faultNumber);
    if (rmaCase) await this.cases.save(answerProposal(rmaCase, proposal));
  }
}
