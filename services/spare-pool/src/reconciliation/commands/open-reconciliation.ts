import { Injectable } from '@nestjs/common';
import { addMonths, Clock, endOfMonth, ensureCityInScope, instantOf } from '@rotables/domain-kernel';
import type { BusinessDate, CityCode, Session } from '@rotables/domain-kernel';
import { allocationOf } from '../../allocation/allocation.js';
import { Allocations } from '../../allocation/allocation.repository.js';
import { Sites } from '../../site/site.repository.js';
import { parseMonth } from '../../business-time/stated-time.js';
import { CutOffNotReached, MonthOutOfOrder, NoStatementToOpen } from '../reconciliation.errors.js';
import { openStatement } from '../reconciliation.js';
import type { Reconciliation } from '../reconciliation.js';
import { Reconciliations } from '../reconciliation.repository.js';
import type { LastStatement } from '../reconciliation.repository.js';

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
    const last = await this.statements.lastStatements();
    const cities = city === null ? await this.citiesWithout(month, last) : [(await this.sites.mainSiteOf(city)).city];
    const opened: Reconciliation[] = [];
    for (const one of cities) {
      ensureCityInScope(session, one);
      ensureItsTurn(one, month, last.get(one));
      const sites = await this.sites.openedBefore(one, cutOffAt);
      if (sites.length === 0) throw new NoStatementToOpen(month);
      const { installed, policy } = await this.allocations.basisOn(one, endOfMonth(firstDay));
      const book = await this.statements.freezeBook(one, cutOffAt);
      const statementNumber = `RC-${month.replace('-', '')}-${one}`;
      const allocation = allocationOf(installed, policy);
      const facts = { statementNumber, city: one, month, cutOffAt, allocation, sites, book, by: session.actor, now };
      opened.push(await this.statements.save(openStatement(facts)));
    }
    return opened;
  }

  /** Whose turn it is; where it is no city's, what stands in the way of the first. */
  private async citiesWithout(month: string, last: LastStatements): Promise<readonly CityCode[]> {
    const left = (await this.sites.cities()).filter((city) => last.get(city)?.month !== month);
    if (left.length === 0) throw new NoStatementToOpen(month);
    const theirTurn = left.filter((city) => isItsTurn(month, last.get(city)));
    return theirTurn.length > 0 ? theirTurn : left.slice(0, 1);
  }
}

type LastStatements = ReadonlyMap<CityCode, LastStatement>;

/** The first statement of a city may be of any month; the others follow each other, each when the one before is closed. */
function isItsTurn(month: string, last: LastStatement | undefined): boolean {
  return !last || (last.state === 'closed' && monthAfter(last.month) === month);
}

function ensureItsTurn(city: CityCode, month: string, last: LastStatement | undefined): void {
  // That there is one of the month already is told by who saves it.
  if (!last || last.month === month || isItsTurn(month, last)) return;
  throw new MonthOutOfOrder(city, month, last, last.state === 'closed' ? monthAfter(last.month) : last.month);
}

function monthAfter(month: string): string {
  return addMonths(parseMonth(month), 1).slice(0, 7);
}
