import { Controller } from '@nestjs/common';
import { spareUnitLostV1, type SpareUnitLost } from '@rotables/contracts';
import { OnEvent } from '@rotables/event-bus';
import { compensationClaim } from '../claims-of-events.js';
import { PostCharge } from '../commands/post-charge.js';

@Controller()
export class OnSpareUnitLost {
  constructor(private readonly postCharge: PostCharge) {}

  /** The custodian makes the unit good at its price (S4, B6). */
  @OnEvent(spareUnitLostV1)
  async handle(body: SpareUnitLost): Promise<void> {
    await this.postCharge.execute(compensationClaim({ ...body, faultNumber: null }));
  }
}
