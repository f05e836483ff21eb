import { Controller } from '@nestjs/common';
import { outcomeRefusedV1, outcomeReservedV1, type OutcomeRefused, type OutcomeReserved } from '@rotables/contracts';
import { parseActorId } from '@rotables/domain-kernel';
import { OnEvent, type EventContext } from '@rotables/event-bus';
import { HearAnswerOfCase } from '../commands/hear-answer-of-case.js';

/** The case answers whether it is free for what was proposed; a spare that stays is no concern of billing's, and no refund of it (W3). */
@Controller()
export class OnOutcomeAnswered {
  constructor(private readonly hearAnswerOfCase: HearAnswerOfCase) {}

  @OnEvent(outcomeReservedV1)
  async onReserved({ reference }: OutcomeReserved): Promise<void> {
    await this.hearAnswerOfCase.reserved(reference);
  }

  @OnEvent(outcomeRefusedV1)
  async onRefused({ reference, reason: refusal, refusedAt }: OutcomeRefused, { event }: EventContext): Promise<void> {
    await this.hearAnswerOfCase.refused(reference, {
      refusal,
      by: parseActorId(event.actor),
      at: new Date(refusedAt),
    });
  }
}
