import { Controller } from '@nestjs/common';
import { outcomeRefusedV1, outcomeReservedV1, type OutcomeRefused, type OutcomeReserved } from '@rotables/contracts';
import { parseActorId } from '@rotables/domain-kernel';
import { OnEvent, type EventContext } from '@rotables/event-bus';
import { HearAnswerOfCase } from '../commands/hear-answer-of-case.js';

/** The case answers whether it is free for what was proposed; a refund is no concern of the pool's, and has no loan (S7). */
@Controller()
export class OnOutcomeAnswered {
  constructor(private readonly hearAnswerOfCase: HearAnswerOfCase) {}

  @OnEvent(outcomeReservedV1)
  async onReserved({ reference, proposal, reservedAt }: OutcomeReserved, { event }: EventContext): Promise<void> {
    const [by, answeredAt] = [parseActorId(event.actor), new Date(reservedAt)];
    await this.hearAnswerOfCase.execute({ loanNumber: reference, proposal, refusal: null, by, answeredAt });
  }

  @OnEvent(outcomeRefusedV1)
  async onRefused(
    { reference, proposal, reason: refusal, refusedAt }: OutcomeRefused,
    { event }: EventContext,
  ): Promise<void> {
    const [by, answeredAt] = [parseActorId(event.actor), new Date(refusedAt)];
    await this.hearAnswerOfCase.execute({ loanNumber: reference, proposal, refusal, by, answeredAt });
  }
}
