import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Session } from '@rotables/domain-kernel';
import { Allocations } from '../../allocation/allocation.repository.js';
import { netOff, notNettedOf, orderAtClosing, replenishmentsAtClosing } from '../../replenishment/replenishment.js';
import type { ClosingOrder, Netting, OwedUnits, Replenishment } from '../../replenishment/replenishment.js';
import { DefectiveReturns, Replenishments } from '../../replenishment/replenishment.repository.js';
import { Sites } from '../../site/site.repository.js';
import { countersign } from '../signing.js';
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
    const { orders, netted } = replenishmentsAtClosing({
      owed,
      early: early.map((one) => ({ ...one, units: notNettedOf(one) })),
      allocation,
      held: onHand + inTransit + onLoan,
      onOrder: applied,
    });
    const decision = countersign(statement, {
      by: session.actor,
      closedAt,
      defectiveReturned: sumOf(owed),
      replenishmentOwed: sumOf(orders),
    });
    await this.netOffEarly(statement, early, netted);
    await this.order(statement, orders, { session, closedAt });
    return this.statements.save(decision);
  }

  /** One order for each model that is owed, so that what is shipped is what the city lacks. */
  private async order(
    { city, cutOffAt, statementNumber, month }: Reconciliation,
    orders: readonly ClosingOrder[],
    { session, closedAt }: Pick<CountersignReconciliationCommand, 'session' | 'closedAt'>,
  ): Promise<void> {
    const { site } = await this.sites.mainSiteOf(city);
    for (const [index, { model, units: quantity, nettedOff }] of orders.entries()) {
      const number = `RP-${month.replace('-', '')}-${city}`;
      const replenishmentNumber = index === 0 ? number : `${number}-${index + 1}`;
      const head = { replenishmentNumber, city, site, model, quantity, nettedOff, statementNumber };
      await this.replenishments.save(orderAtClosing({ ...head, by: session.actor, orderedAt: closedAt }));
      await this.returns.makeUp(city, cutOffAt, { model, units: quantity }, replenishmentNumber);
    }
  }

  /** The oldest early replenishments are netted off first. */
  private async netOffEarly(
    { city, cutOffAt }: Reconciliation,
    early: readonly Replenishment[],
    netted: readonly Netting[],
  ): Promise<void> {
    for (const one of early) {
      const ofIt = netted.filter(({ replenishmentNumber }) => replenishmentNumber === one.replenishmentNumber);
      if (ofIt.length === 0) continue;
      await this.replenishments.save({ state: netOff(one, sumOf(ofIt)), events: [] });
      for (const made of ofIt) await this.returns.makeUp(city, cutOffAt, made, one.replenishmentNumber);
    }
  }
}

function sumOf(owed: readonly OwedUnits[]): number {
  return owed.reduce((sum, { units }) => sum + units, 0);
}
