import { Controller } from '@nestjs/common';
import { advanceReplacementOverdueV1, type AdvanceReplacementOverdue } from '@rotables/contracts';
import { OnEvent, type EventContext } from '@rotables/event-bus';
import { unreturnedAdvanceClaim } from '../claims-of-events.js';
import { PostCharge } from '../commands/post-charge.js';

@Controller()
export class OnAdvanceReplacementOverdue {
  constructor(private readonly postCharge: PostCharge) {}

  /** The customer owes the full price of the unit that did not come back (S8, B6). */
  @OnEvent(advanceReplacementOverdueV1)
  async handle(body: AdvanceReplacementOverdue, { event }: EventContext): Promise<void> {
    await this.postCharge.execute(unreturnedAdvanceClaim(body, new Date(event.time)));
  }
}
