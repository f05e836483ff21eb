import { Finder, type Findings } from './report.js';
import { placeSql } from './shared-sql.js';
import type { Books } from './snapshot.js';
import { judgeLoans } from './x9-loans.js';
import { judgeScrap } from './x9-scrap.js';

interface StockRow {
  readonly serial: string;
  readonly place: string;
  readonly place_kind: string;
  readonly owner: string;
  readonly recorded_at: Date;
}

interface CoveredRow {
  readonly serial: string;
  readonly active: boolean;
  readonly changed_at: Date;
}

const stockSql = `
  select u.serial, ${placeSql('u')} as place, u.place_kind, u.owner, m.recorded_at
  from spare_unit u join movement m on (m.serial, m.sequence) = (u.serial, u.version)
  order by u.serial collate "C"`;

const coveredSql = `
  select serial, bool_or(state = 'covered') as active, max(recorded_at) as changed_at
  from coverage where serial = any ($1) group by serial`;

const unitsPerQuestion = 5_000;

/**
 * X9: a unit installed at a customer has coverage there, a scrapped unit has none, a unit in the pool is nobody's covered device; and what
 * {@link judgeLoans} says of loans.
 * While events travel to either service (`travelling`), a contradiction may be the one that they end, and is not judged.
 */
export async function auditStockAndCoverage(
  books: Books,
  graceSeconds: number,
  travelling: ReadonlySet<string>,
): Promise<Findings> {
  const finder = new Finder('X9');
  const someTravel = travelling.has(books.warranty.service) || travelling.has(books.sparePool.service);
  let asked: StockRow[] = [];
  const judgeAsked = async (): Promise<void> => {
    const covered = await coveredAmong(books, asked);
    for (const unit of asked) judge(books, unit, covered.get(unit.serial), { graceSeconds, someTravel }, finder);
    asked = [];
  };
  for await (const unit of books.sparePool.stream<StockRow>(stockSql)) {
    finder.checked += 1;
    asked.push(unit);
    if (asked.length === unitsPerQuestion) await judgeAsked();
  }
  await judgeAsked();
  const anyTravel = someTravel || travelling.has(books.rma.service) || travelling.has(books.billing.service);
  await judgeScrap(books, finder, (recordedAt) => anyTravel || books.rma.isYoung(recordedAt, graceSeconds));
  await judgeLoans(books, finder, (recordedAt) => anyTravel || books.sparePool.isYoung(recordedAt, graceSeconds));
  return finder.findings;
}

interface Timing {
  readonly graceSeconds: number;
  readonly someTravel: boolean;
}

function judge(
  { sparePool }: Books,
  unit: StockRow,
  coverage: CoveredRow | undefined,
  timing: Timing,
  finder: Finder,
): void {
  const contradiction = contradictionOf(unit, coverage);
  if (contradiction === null) return;
  const moved = sparePool.isYoung(unit.recorded_at, timing.graceSeconds);
  const covered = coverage !== undefined && sparePool.isYoung(coverage.changed_at, timing.graceSeconds);
  if (moved || covered || timing.someTravel) {
    finder.inFlight += 1;
    return;
  }
  finder.violation(`unit ${unit.serial}`, `stock has it at ${unit.place}, owned by the ${unit.owner}`, contradiction);
}

/** A serial that warranty has never heard of is a unit without registration, which is no contradiction. */
function contradictionOf({ place_kind: kind, owner }: StockRow, coverage: CoveredRow | undefined): string | null {
  if (coverage === undefined) return null;
  if (kind === 'customer' && owner === 'customer')
    return coverage.active ? null : 'warranty has no active coverage of it';
  if (kind === 'scrapped') return coverage.active ? 'warranty covers it still' : null;
  return owner === 'company' && coverage.active ? "warranty covers it as a customer's device" : null;
}

async function coveredAmong({ warranty }: Books, units: readonly StockRow[]): Promise<ReadonlyMap<string, CoveredRow>> {
  const rows = await warranty.all<CoveredRow>(coveredSql, [units.map(({ serial }) => serial)]);
  return new Map(rows.map((row) => [row.serial, row]));
}
