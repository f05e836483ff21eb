import { Controller } from '@nestjs/common';
import { loanedUnitLostV1, type LoanedUnitLost } from '@rotables/contracts';
import { OnEvent } from '@rotables/event-bus';
import { compensationClaim } from '../claims-of-events.js';
import { PostCharge } from '../commands/post-charge.js';

@Controller()
export class OnLoanedUnitLost {
  constructor(private readonly postCharge: PostCharge) {}

  /** The custodian makes the unit good at its price (S4, B6). */
  @OnEvent(loanedUnitLostV1)
  async handle(body: LoanedUnitLost): Promise<void> {
    await this.postCharge.execute(compensationClaim(body));
  }
}
