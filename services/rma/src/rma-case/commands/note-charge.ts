import { Injectable } from '@nestjs/common';
import type { ChargePosted } from '@rotables/contracts';
import { GiveUpUnreturnedUnit } from './give-up-unreturned-unit.js';

export interface NoteChargeCommand {
  readonly reason: ChargePosted['reason'];
  readonly faultNumber: string | null;
  readonly postedAt: Date;
}

/** Command: a charge was posted. Only the one for a unit that never came back ends the waiting for it (S8). */
@Injectable()
export class NoteCharge {
  constructor(private readonly giveUpUnreturnedUnit: GiveUpUnreturnedUnit) {}

  async execute({ reason, faultNumber, postedAt }: NoteChargeCommand): Promise<void> {
    if (reason !== 'unreturned-advance' || faultNumber === null) return;
    await this.giveUpUnreturnedUnit.execute(faultNumber, postedAt);
  }
}
