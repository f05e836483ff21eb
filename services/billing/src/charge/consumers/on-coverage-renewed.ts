import { Controller } from '@nestjs/common';
import { coverageRenewedV1, type CoverageRenewed } from '@rotables/contracts';
import { OnEvent, type EventContext } from '@rotables/event-bus';
import { renewalClaim } from '../claims-of-events.js';
import { PostCharge } from '../commands/post-charge.js';

@Controller()
export class OnCoverageRenewed {
  constructor(private readonly postCharge: PostCharge) {}

  /** The customer owes so many months at the fee of the day of the renewal (W9, B6). */
  @OnEvent(coverageRenewedV1)
  async handle(body: CoverageRenewed, { event }: EventContext): Promise<void> {
    await this.postCharge.execute(renewalClaim(body, new Date(event.time)));
  }
}
