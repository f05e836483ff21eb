import { Controller } from '@nestjs/common';
import { advanceChargeWithdrawnV1, type AdvanceChargeWithdrawn } from '@rotables/contracts';
import { OnEvent } from '@rotables/event-bus';
import { NoteChargeWithdrawn } from '../commands/note-charge-withdrawn.js';

@Controller()
export class OnAdvanceChargeWithdrawn {
  constructor(private readonly noteChargeWithdrawn: NoteChargeWithdrawn) {}

  @OnEvent(advanceChargeWithdrawnV1)
  async on({ faultNumber, reason, withdrawnAt }: AdvanceChargeWithdrawn): Promise<void> {
    await this.noteChargeWithdrawn.execute({ faultNumber, reason, withdrawnAt: new Date(withdrawnAt) });
  }
}
