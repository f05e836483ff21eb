import { Controller } from '@nestjs/common';
import { advanceChargeWithdrawnV1, type AdvanceChargeWithdrawn } from '@rotables/contracts';
import { parseActorId } from '@rotables/domain-kernel';
import { OnEvent, type EventContext } from '@rotables/event-bus';
import { unreturnedAdvanceSource } from '../claims-of-events.js';
import { TakeBackCharge } from '../commands/take-back-charge.js';

@Controller()
export class OnAdvanceChargeWithdrawn {
  constructor(private readonly takeBackCharge: TakeBackCharge) {}

  /** What was charged for not returning is credited when it was returned after all (S8, B7); what was paid is owed to the payer. */
  @OnEvent(advanceChargeWithdrawnV1)
  async handle(
    { loanNumber, serial, defectiveSerial, reason, withdrawnAt }: AdvanceChargeWithdrawn,
    { event }: EventContext,
  ): Promise<void> {
    const came = reason === 'spare-returned' ? serial : defectiveSerial;
    await this.takeBackCharge.ofSource(unreturnedAdvanceSource(loanNumber), {
      reason: `${came} came back after all (${loanNumber}).`,
      at: new Date(withdrawnAt),
      by: parseActorId(event.actor),
    });
  }
}
