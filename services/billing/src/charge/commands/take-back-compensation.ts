import { Injectable } from '@nestjs/common';
import { businessDateOf } from '@rotables/domain-kernel';
import type { ActorId, CityCode, Serial } from '@rotables/domain-kernel';
import { bookReversal } from '../../journal/journal.js';
import { Journal } from '../../journal/journal.repository.js';
import { reverseCharge } from '../charge.js';
import { Charges, FoundUnits, PendingCharges } from '../charge.repository.js';

/** Command: a lost unit turned up again, so that its custodian owes nothing for it (S4). */
@Injectable()
export class TakeBackCompensation {
  constructor(
    private readonly charges: Charges,
    private readonly pending: PendingCharges,
    private readonly foundUnits: FoundUnits,
    private readonly journal: Journal,
  ) {}

  async execute(found: {
    readonly serial: Serial;
    readonly city: CityCode;
    readonly foundAt: Date;
    readonly reason: string;
    readonly by: ActorId;
  }): Promise<void> {
    const { serial, city, foundAt, reason, by } = found;
    await this.foundUnits.hold(serial);
    await this.foundUnits.record(serial, city, foundAt);
    for (const claim of await this.pending.compensationsOf(serial, foundAt)) await this.pending.release(claim.source);
    for (const charge of await this.charges.standingCompensations(serial, foundAt)) {
      const reversed = await this.charges.save(reverseCharge(charge, { reason, at: foundAt, by }));
      await this.journal.write(bookReversal(reversed, businessDateOf(foundAt)));
    }
  }
}
