import { Controller } from '@nestjs/common';
import {
  loanedUnitDamagedV1,
  loanedUnitLostV1,
  type LoanedUnitDamaged,
  type LoanedUnitLost,
} from '@rotables/contracts';
import { OnEvent, type EventContext } from '@rotables/event-bus';
import { damageClaim, lossOnLoanClaim } from '../claims-of-events.js';
import { PostCharge } from '../commands/post-charge.js';

@Controller()
export class OnLoanMishap {
  constructor(private readonly postCharge: PostCharge) {}

  /** Whoever had the unit makes it good at its price (S4, S7, B6). */
  @OnEvent(loanedUnitLostV1)
  async onLost(body: LoanedUnitLost, { event }: EventContext): Promise<void> {
    const claim = lossOnLoanClaim(body, new Date(event.time));
    if (claim) await this.postCharge.execute(claim);
  }

  @OnEvent(loanedUnitDamagedV1)
  async onDamaged(body: LoanedUnitDamaged, { event }: EventContext): Promise<void> {
    await this.postCharge.execute(damageClaim(body, new Date(event.time)));
  }
}
