import { Injectable } from '@nestjs/common';
import type { Session } from '@rotables/domain-kernel';
import { endOfDay } from '../../business-time/business-time.js';
import { ensureWholeOrganisation } from '../../whole-organisation.js';
import { OpenExceptions } from '../../matching/open-exceptions.repository.js';
import { closePeriod, lastDayOf, type AccountingPeriod, type CarryForward } from '../accounting-period.js';
import { AccountingPeriods } from '../accounting-period.repository.js';

export interface ClosedPeriod {
  readonly period: AccountingPeriod;
  readonly carriedForward: readonly CarryForward[];
}

/** Command: a month of the books is closed, once (B5). */
@Injectable()
export class ClosePeriod {
  constructor(
    private readonly periods: AccountingPeriods,
    private readonly openExceptions: OpenExceptions,
  ) {}

  async execute(
    command: { readonly period: string; readonly carryForward: readonly CarryForward[]; readonly closedAt: Date },
    session: Session,
  ): Promise<ClosedPeriod> {
    // Who sees some cities only would close over what is open in the others.
    ensureWholeOrganisation(session, 'The close of a period');
    const { carryForward, closedAt } = command;
    const period = await this.periods.load(command.period);
    const lastDay = lastDayOf(command.period);
    const decision = closePeriod(period, {
      closedBy: session.actor,
      closedAt,
      carryForward,
      exceptions: await this.openExceptions.open(lastDay, closedAt),
      openOnLastDay: await this.openExceptions.open(lastDay, endOfDay(lastDay)),
      openBefore: await this.periods.openBefore(command.period),
    });
    return { period: await this.periods.save(decision), carriedForward: decision.carriedForward };
  }
}
