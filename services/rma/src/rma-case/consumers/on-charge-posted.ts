import { Controller } from '@nestjs/common';
import { chargePostedV1 } from '@rotables/contracts';
import type { ChargePosted } from '@rotables/contracts';
import { OnEvent } from '@rotables/event-bus';
import { NoteCharge } from '../commands/note-charge.js';

@Controller()
export class OnChargePosted {
  constructor(private readonly noteCharge: NoteCharge) {}

  @OnEvent(chargePostedV1)
  async on({ reason, faultNumber, postedAt }: ChargePosted): Promise<void> {
    await this.noteCharge.execute({ reason, faultNumber, postedAt: new Date(postedAt) });
  }
}
