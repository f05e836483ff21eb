import { Injectable } from '@nestjs/common';
import type { AdvanceChargeWithdrawn } from '@rotables/contracts';
import { correctUnreturnedUnit } from '../case-outcome.js';
import { RmaCases } from '../rma-case.repository.js';

export interface NoteChargeWithdrawnCommand {
  readonly faultNumber: string;
  readonly reason: AdvanceChargeWithdrawn['reason'];
  readonly withdrawnAt: Date;
}

/**
 * Command: the charge for a unit that had not come was taken back. Where the spare came back for it the customer has his own unit again;
 * where the unit came, its receipt has said so (S8).
 */
@Injectable()
export class NoteChargeWithdrawn {
  constructor(private readonly cases: RmaCases) {}

  async execute({ faultNumber, reason, withdrawnAt }: NoteChargeWithdrawnCommand): Promise<void> {
    if (reason !== 'spare-returned') return;
    const rmaCase = await this.cases.find(faultNumber);
    if (rmaCase) await this.cases.save(correctUnreturnedUnit(rmaCase, withdrawnAt));
  }
}
