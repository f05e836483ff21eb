import { Injectable } from '@nestjs/common';
import { Directory } from '@rotables/directory';
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
    private readonly directory: Directory,
  ) {}

  async execute(
    command: {
      readonly period: string;
      readonly carryForward: readonly CarryForward[];
      readonly closedAt: Date;
      readonly recordedAt: Date;
    },
    session: Session,
  ): Promise<ClosedPeriod> {
    // Who sees some cities only would close over what is open in the others.
    ensureWholeOrganisation(session, 'The close of a period');
    const { closedAt, recordedAt } = command;
    const carryForward = await this.withOwners(command.carryForward);
    const period = await this.periods.load(command.period);
    const lastDay = lastDayOf(command.period);
    const decision = closePeriod(period, {
      closedBy: session.actor,
      closedAt,
      recordedAt,
      carryForward,
      exceptions: await this.openExceptions.open(lastDay, recordedAt),
      openOnLastDay: await this.openExceptions.open(lastDay, endOfDay(lastDay)),
      openBefore: await this.periods.openBefore(command.period),
    });
    return { period: await this.periods.save(decision), carriedForward: decision.carriedForward };
  }

  /** What stays open is answered for by somebody who works here (B5). */
  private async withOwners(carryForward: readonly CarryForward[]): Promise<readonly CarryForward[]> {
    const accounts = new Map<string, string>();
    for (const [index, { owner }] of carryForward.entries()) {
      if (accounts.has(owner)) continue;
      const { account } = await this.directory.ensurePerson(owner, `carryForward[${index}].owner`);
      accounts.set(owner, account);
    }
    return carryForward.map((carried) => ({ ...carried, owner: accounts.get(carried.owner) ?? carried.owner }));
  }
}
