import type { Finder } from './report.js';
import type { Books } from './snapshot.js';
import type { IsOnItsWay, LoanRow } from './x9-loans.js';

interface ReplacedRow {
  readonly fault_number: string;
  readonly serial: string;
}

interface GivenAwayRow {
  readonly serial: string;
  readonly sequence: number;
  readonly document: string | null;
  readonly recorded_at: Date;
}

/**
 * Movements by which a unit of the company became a customer's, and which no loan stands for of which it stayed. What was never the company's
 * was not given away: its acquisition was withdrawn, by a document of its own (E2).
 */
const givenAwaySql = `
  with owned as (
    select serial, sequence, owner, document, recorded_at, lag(owner) over (partition by serial order by sequence) as owner_before from movement
  )
  select serial, sequence, document, recorded_at from owned
  where owner = 'customer' and owner_before = 'company'
    and not exists (select from loan l where l.loan_number = owned.document and l.serial = owned.serial and l.state = 'formal-replacement')
    and not exists (select from acquisition_withdrawal w where w.withdrawal_number = owned.document and w.serial = owned.serial and w.state = 'done')
  order by serial collate "C", sequence`;

const paidFor = new Set(['charged', 'recovered-after-charge']);

/**
 * X9: a case that says that a spare stayed has its loan that says so, or one of an advance replacement that was charged because the unit was
 * not returned (S8); and the company's units become a customer's by such a loan and by nothing else (S13).
 */
export async function judgeReplacements(
  { sparePool, rma }: Pick<Books, 'sparePool' | 'rma'>,
  loans: readonly LoanRow[],
  finder: Finder,
  isOnItsWay: IsOnItsWay,
): Promise<void> {
  const loansOf = Map.groupBy(loans, ({ fault_number: fault }) => fault);
  const replaced = await rma.all<ReplacedRow>(
    `select fault_number, serial from rma_case where resolution = 'formal-replacement' order by fault_number`,
  );
  for (const { fault_number: fault, serial } of replaced) {
    const own = loansOf.get(fault) ?? [];
    if (own.some(({ state, defective_state: unit }) => state === 'formal-replacement' || paidFor.has(unit))) continue;
    if (own.some(({ recorded_at: recordedAt }) => isOnItsWay(recordedAt))) finder.inFlight += 1;
    else
      finder.violation(
        `case ${fault}`,
        `rma has ${serial} replaced for good`,
        own.length === 0
          ? 'the pool has no loan for it'
          : `the pool has ${own.map(({ loan_number: loan, state }) => `loan ${loan} ${state}`).join(', ')}`,
      );
  }
  for await (const { serial, sequence, document, recorded_at: recordedAt } of sparePool.stream<GivenAwayRow>(
    givenAwaySql,
  )) {
    if (isOnItsWay(recordedAt)) finder.inFlight += 1;
    else
      finder.violation(
        `unit ${serial}`,
        `its movement ${sequence} (${document ?? 'no document'}) made it the customer's, from the company's`,
        'no loan of it stayed as formal replacement by that document',
      );
  }
}
