import { Injectable } from '@nestjs/common';
import type { ActorId } from '@rotables/domain-kernel';
import { TakeBackCharge } from '../../charge/commands/take-back-charge.js';
import { PostPendingCharges } from '../../charge/commands/post-pending-charges.js';
import { Charges } from '../../charge/charge.repository.js';
import { WithdrawOpenQuotes } from '../../quote/commands/withdraw-open-quotes.js';
import { repairSource, type CaseIdentity, type Resolution } from '../rma-case.js';
import { RmaCases } from '../rma-case.repository.js';

export interface Correction {
  readonly by: ActorId;
  readonly at: Date;
}

/** Commands: a case turned out otherwise than it was told (R1, S8), and what billing made of it is taken back. */
@Injectable()
export class CorrectCase {
  constructor(
    private readonly cases: RmaCases,
    private readonly openQuotes: WithdrawOpenQuotes,
    private readonly charges: Charges,
    private readonly takeBackCharge: TakeBackCharge,
    private readonly pendingCharges: PostPendingCharges,
  ) {}

  /** The customer was served otherwise: for what he gave back he owes nothing. */
  async resolution(identity: CaseIdentity, outcome: Resolution['outcome'], { by, at }: Correction): Promise<void> {
    const rmaCase = await this.cases.loadOrBegin(identity);
    const { resolution, faultNumber } = rmaCase;
    if (!resolution) return;
    await this.cases.save({ ...rmaCase, resolution: { ...resolution, outcome }, replacement: null });
    const reason = `The customer of ${faultNumber} was served otherwise: "${outcome}".`;
    await this.takeBackCharge.ofSource(repairSource(rmaCase), { reason, at, by });
    await this.pendingCharges.ofFault(faultNumber);
  }

  /** What was given up came after all: the case is not resolved any more, and whatever it comes to is charged then (S8). */
  async reopening(identity: CaseIdentity, { by, at }: Correction): Promise<void> {
    const rmaCase = await this.cases.loadOrBegin(identity);
    const reopenings = rmaCase.reopenings + 1;
    await this.cases.save({ ...rmaCase, resolution: null, replacement: null, closedAt: null, reopenings });
    const charge = await this.charges.standingOf(repairSource(rmaCase));
    const reason = `${identity.faultNumber} was taken up again.`;
    if (charge) await this.takeBackCharge.reverse(charge, { reason, at, by });
  }

  /** Reported by mistake: its open quotes are void, and nothing of it is charged (R1). */
  async withdrawal(identity: CaseIdentity, withdrawal: Correction & { readonly reason: string }): Promise<void> {
    const rmaCase = await this.cases.loadOrBegin(identity);
    await this.cases.save({ ...rmaCase, isWithdrawn: true });
    await this.openQuotes.withdraw(identity.faultNumber, withdrawal);
    await this.pendingCharges.ofFault(identity.faultNumber);
  }

  /** The withdrawal does not stand (S7): what the case comes to is charged as if it had never been. Quotes that it voided are made anew. */
  async takingUpAgain(identity: CaseIdentity): Promise<void> {
    const rmaCase = await this.cases.loadOrBegin(identity);
    await this.cases.save({ ...rmaCase, isWithdrawn: false, closedAt: null });
  }
}
