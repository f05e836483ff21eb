import { Controller } from '@nestjs/common';
import { spareUnitLostV1, type SpareUnitLost } from '@rotables/contracts';
import { OnEvent, type EventContext } from '@rotables/event-bus';
import { lossInKeepingClaim } from '../claims-of-events.js';
import { PostCharge } from '../commands/post-charge.js';

@Controller()
export class OnSpareUnitLost {
  constructor(private readonly postCharge: PostCharge) {}

  /** The custodian makes the unit good at its price (S4, B6). */
  @OnEvent(spareUnitLostV1)
  async handle(body: SpareUnitLost, { event }: EventContext): Promise<void> {
    await this.postCharge.execute(lossInKeepingClaim(body, new Date(event.time)));
  }
}
