import { Injectable } from '@nestjs/common';
import type { BusinessDate, Session } from '@rotables/domain-kernel';
import { PostPendingCharges } from '../../charge/commands/post-pending-charges.js';
import { ensureWholeOrganisation } from '../../whole-organisation.js';
import { defineFees, type Fee, type FeeFacts } from '../fee-schedule.js';
import { FeeSchedules } from '../fee-schedule.repository.js';

/** Command: lines are added to the schedule (B1), and what waited for a price is charged. */
@Injectable()
export class DefineFees {
  constructor(
    private readonly schedules: FeeSchedules,
    private readonly pendingCharges: PostPendingCharges,
  ) {}

  /** Returns the lines that are new. */
  async execute(lines: readonly FeeFacts[], session: Session, today: BusinessDate): Promise<readonly Fee[]> {
    ensureWholeOrganisation(session, 'The fee schedule');
    const added: Fee[] = [];
    // In the order of the codes, so that two who define fees at once lock the schedules in the same order.
    const feeCodes = [...new Set(lines.map(({ feeCode }) => feeCode))].sort();
    for (const feeCode of feeCodes) {
      const schedule = await this.schedules.load(feeCode);
      const decision = defineFees(
        schedule,
        lines.filter((line) => line.feeCode === feeCode),
        session.actor,
        today,
      );
      await this.schedules.save(decision);
      added.push(...decision.added);
    }
    await this.pendingCharges.withoutPrice();
    return added;
  }
}
