import { addMonths } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { firstDayOf, periodOf } from '../../accounting-period/accounting-period.js';

/** What a statement with {@link periodHolding} answers. */
export interface PeriodLook {
  readonly last_closed: string | null;
  /** The earliest period of the books; null while there is none. */
  readonly first_begun: string | null;
  /** Null where somebody else has just begun the period. */
  readonly period_state: string | null;
}

/** The parts of a statement that holds the accounting period of a parameter open until the transaction ends. */
export interface PeriodHolding {
  /** Common table expressions. */
  readonly held: string;
  /** Columns of the answer, {@link PeriodLook}. */
  readonly looked: string;
}

/** A period before the first of the books is not begun: what is about an older day stands in the books that there are. `wanted` is a table whose rows say whether the period is wanted at all. A close under way holds the row, and is waited for. */
export function periodHolding(parameter: number, wanted: string): PeriodHolding {
  return {
    held: `period_begun as (
       insert into accounting_period (period, state, version) select $${parameter}, 'open', 0 from ${wanted}
       where not exists (select from accounting_period) or $${parameter} > (select min(period) from accounting_period) on conflict do nothing
       returning state
     ), period_held as (
       select state from accounting_period where period = $${parameter} for share
     )`,
    looked: `(select max(period) from accounting_period where state = 'closed') as last_closed,
       (select min(period) from accounting_period) as first_begun,
       coalesce((select state from period_begun), (select state from period_held)) as period_state`,
  };
}

const { held, looked } = periodHolding(1, '(select) as always');
const holdPeriod = `with ${held} select ${looked}`;

/** The period itself, or the first after the last closed one; held open until the transaction ends. */
export async function openPeriodFor(period: string): Promise<string> {
  const { rows } = await UnitOfWork.preparedQuery<PeriodLook & Record<string, unknown>>(
    'journal-hold-period',
    holdPeriod,
    [period],
  );
  const look = rows[0] ?? { last_closed: null, first_begun: null, period_state: null };
  if (isHeldOpen(period, look)) return period;
  const { last_closed: lastClosed, first_begun: firstBegun } = look;
  if (firstBegun !== null && period < firstBegun) return openPeriodFor(firstBegun);
  // It was begun, or closed, while the statement waited: the next look sees it.
  if (lastClosed === null || period > lastClosed) return openPeriodFor(period);
  return openPeriodFor(periodOf(addMonths(firstDayOf(lastClosed), 1)));
}

export function isHeldOpen(period: string, { last_closed, period_state }: PeriodLook): boolean {
  return period_state === 'open' && (last_closed === null || period > last_closed);
}
