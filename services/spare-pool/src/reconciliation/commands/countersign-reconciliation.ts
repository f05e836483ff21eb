import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Session } from '@rotables/domain-kernel';
import { Allocations } from '../../allocation/allocation.repository.js';
import { netOff, orderAtClosing, replenishmentAtClosing } from '../../replenishment/replenishment.js';
import type { Replenishment } from '../../replenishment/replenishment.js';
import { DefectiveReturns, Replenishments } from '../../replenishment/replenishment.repository.js';
import { Sites } from '../../site/site.repository.js';
import { countersign } from '../reconciliation.js';
import type { Reconciliation } from '../reconciliation.js';
import { Reconciliations } from '../reconciliation.repository.js';

export interface CountersignReconciliationCommand {
  readonly session: Session;
  readonly statementNumber: string;
  readonly closedAt: Date;
}

/** The second signature closes the statement and orders what the city is owed (S5, S6). */
@Injectable()
export class CountersignReconciliation {
  constructor(
    private readonly statements: Reconciliations,
    private readonly replenishments: Replenishments,
    private readonly returns: DefectiveReturns,
    private readonly allocations: Allocations,
    private readonly sites: Sites,
  ) {}

  async execute({ session, statementNumber, closedAt }: CountersignReconciliationCommand): Promise<Reconciliation> {
    const statement = await this.statements.load(statementNumber);
    const { city, cutOffAt, allocation } = statement;
    ensureCityInScope(session, city);
    await this.allocations.lock(city);
    const owed = await this.returns.owed(city, cutOffAt);
    const early = await this.replenishments.earlyNotNetted(city);
    const { onHand, inTransit, onLoan, applied } = await this.allocations.useOf(city);
    const { quantity, nettedOff } = replenishmentAtClosing({
      owed,
      earlyNotNetted: early.reduce((sum, one) => sum + one.quantity - one.nettedQuantity, 0),
      allocation,
      held: onHand + inTransit + onLoan,
      onOrder: applied,
    });
    const decision = countersign(statement, {
      by: session.actor,
      closedAt,
      defectiveReturned: owed,
      replenishmentOwed: quantity,
    });
    await this.netOffEarly(statement, early, nettedOff);
    if (quantity > 0) await this.order(statement, quantity, nettedOff, { session, closedAt });
    return this.statements.save(decision);
  }

  private async order(
    { city, cutOffAt, statementNumber, month }: Reconciliation,
    quantity: number,
    nettedOff: number,
    { session, closedAt }: Pick<CountersignReconciliationCommand, 'session' | 'closedAt'>,
  ): Promise<void> {
    const { site } = await this.sites.mainSiteOf(city);
    const replenishmentNumber = `RP-${month.replace('-', '')}-${city}`;
    const facts = {
      replenishmentNumber,
      city,
      site,
      quantity,
      nettedOff,
      statementNumber,
      by: session.actor,
      orderedAt: closedAt,
    };
    await this.replenishments.save(orderAtClosing(facts));
    await this.returns.makeUp(city, cutOffAt, quantity, replenishmentNumber);
  }

  /** The oldest early replenishments are netted off first. */
  private async netOffEarly(
    { city, cutOffAt }: Reconciliation,
    early: readonly Replenishment[],
    nettedOff: number,
  ): Promise<void> {
    let left = nettedOff;
    for (const one of early) {
      const units = Math.min(left, one.quantity - one.nettedQuantity);
      if (units === 0) continue;
      await this.replenishments.save({ state: netOff(one, units), events: [] });
      await this.returns.makeUp(city, cutOffAt, units, one.replenishmentNumber);
      left -= units;
    }
  }
}
