import { Injectable } from '@nestjs/common';
import type { BusinessDate, Session } from '@rotables/domain-kernel';
import { PostPendingCharges } from '../../charge/commands/post-pending-charges.js';
import { ensureWholeOrganisation } from '../../whole-organisation.js';
import { correctFee, type Fee, type FeeCorrection } from '../fee-schedule.js';
import { FeeSchedules } from '../fee-schedule.repository.js';

/** Command: a price that was typed wrongly today is put right (B1, E2). */
@Injectable()
export class CorrectFee {
  constructor(
    private readonly schedules: FeeSchedules,
    private readonly pendingCharges: PostPendingCharges,
  ) {}

  async execute(correction: FeeCorrection, session: Session, today: BusinessDate): Promise<Fee> {
    ensureWholeOrganisation(session, 'The fee schedule');
    const schedule = await this.schedules.load(correction.feeCode);
    const decision = correctFee(schedule, correction, session.actor, today);
    await this.schedules.save(decision);
    await this.pendingCharges.withoutPrice();
    const [right] = decision.added;
    if (!right) throw new Error(`The correction of ${correction.feeCode} made no line.`);
    return right;
  }
}
