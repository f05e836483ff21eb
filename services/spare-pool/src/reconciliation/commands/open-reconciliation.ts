import { Injectable } from '@nestjs/common';
import { addMonths, Clock, endOfMonth, ensureCityInScope, instantOf } from '@rotables/domain-kernel';
import type { BusinessDate, CityCode, Session } from '@rotables/domain-kernel';
import { allocationOf } from '../../allocation/allocation.js';
import { Allocations } from '../../allocation/allocation.repository.js';
import { Sites } from '../../site/site.repository.js';
import { CutOffNotReached, NoStatementToOpen } from '../reconciliation.errors.js';
import { openStatement } from '../reconciliation.js';
import type { Reconciliation } from '../reconciliation.js';
import { Reconciliations } from '../reconciliation.repository.js';

export interface OpenReconciliationCommand {
  readonly session: Session;
  /** The first day of the month. */
  readonly month: BusinessDate;
  /** Null opens the statement of every city that has none for the month. */
  readonly city: CityCode | null;
}

/** Month-end begins: the book of each city is frozen as of the cut-off (S5). */
@Injectable()
export class OpenReconciliation {
  constructor(
    private readonly statements: Reconciliations,
    private readonly allocations: Allocations,
    private readonly sites: Sites,
    private readonly clock: Clock,
  ) {}

  async execute({ session, month: firstDay, city }: OpenReconciliationCommand): Promise<readonly Reconciliation[]> {
    const month = firstDay.slice(0, 7);
    const cutOffAt = instantOf(addMonths(firstDay, 1));
    const now = this.clock.now();
    if (now < cutOffAt) throw new CutOffNotReached(month, cutOffAt, now);
    const cities = city === null ? await this.citiesWithout(month) : [(await this.sites.mainSiteOf(city)).city];
    const opened: Reconciliation[] = [];
    for (const one of cities) {
      ensureCityInScope(session, one);
      const { installed, policy } = await this.allocations.basisOn(one, endOfMonth(firstDay));
      const book = await this.statements.freezeBook(one, cutOffAt);
      const statementNumber = `RC-${month.replace('-', '')}-${one}`;
      const allocation = allocationOf(installed, policy);
      const facts = { statementNumber, city: one, month, cutOffAt, allocation, book, by: session.actor, now };
      opened.push(await this.statements.save(openStatement(facts)));
    }
    return opened;
  }

  private async citiesWithout(month: string): Promise<readonly CityCode[]> {
    const opened = new Set(await this.statements.citiesWithStatement(month));
    const left = (await this.sites.cities()).filter((city) => !opened.has(city));
    if (left.length === 0) throw new NoStatementToOpen(month);
    return left;
  }
}
