import type { Finder } from './report.js';
import { placeSql } from './shared-sql.js';
import type { Books } from './snapshot.js';

interface FactRow {
  readonly id: string;
  readonly kind: string;
  readonly serial: string;
  readonly document: string;
  readonly set_aside: boolean;
  readonly place: string | null;
  readonly recorded_at: Date;
}

const factsSql = `
  select f.id::text, f.kind, f.serial, f.document, f.set_aside, ${placeSql('u')} as place, f.recorded_at
  from awaiting_fact f left join spare_unit u on u.serial = f.serial order by f.id`;

const mostSeconds = 24 * 3_600;

/**
 * X1, S9: what another service told of a unit is in the ledger within a day: what waits longer waits for something that will not come by
 * itself, and what was set aside contradicts the ledger, so that one of the two is wrong.
 */
export async function judgeFacts({ sparePool }: Pick<Books, 'sparePool'>, finder: Finder): Promise<void> {
  for (const fact of await sparePool.all<FactRow>(factsSql)) {
    finder.checked += 1;
    if (sparePool.isYoung(fact.recorded_at, mostSeconds)) finder.inFlight += 1;
    else
      finder.violation(
        `unit ${fact.serial}`,
        `${fact.document} says that it was ${fact.kind}, which for more than a day ${fact.set_aside ? 'has been set aside' : 'has waited'}`,
        fact.place === null || fact.place === ''
          ? 'the ledger does not know the unit'
          : `the ledger has it at ${fact.place}`,
      );
  }
}
