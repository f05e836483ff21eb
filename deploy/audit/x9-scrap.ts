import { scrapExecutedV1 } from '@rotables/contracts';
import type { Finder } from './report.js';
import { placeSql, toldAtSql } from './shared-sql.js';
import type { Books } from './snapshot.js';

interface ExecutedRow {
  readonly scrap_number: string;
  readonly serial: string;
  readonly told_at: Date | null;
}

interface UnitRow {
  readonly serial: string;
  readonly place: string;
  readonly place_kind: string;
}

/** When the execution was told; a log that was shortened tells of none any more, and then it was long ago. */
const executedSql = `
  select r.scrap_number, r.serial, ${toldAtSql({ ...scrapExecutedV1, key: 'r.scrap_number' })} as told_at
  from scrap_record r where r.state = 'executed' order by r.scrap_number`;

const unitsSql = `
  select u.serial, ${placeSql('u')} as place, u.place_kind from spare_unit u where serial = any ($1)`;

/** R9: what a record was executed for with evidence is scrapped in the pool too, and on no shelf. */
export async function judgeScrap(
  { rma, sparePool }: Pick<Books, 'rma' | 'sparePool'>,
  finder: Finder,
  isOnItsWay: (recordedAt: Date) => boolean,
): Promise<void> {
  const executed = await rma.all<ExecutedRow>(executedSql);
  const units = await sparePool.all<UnitRow>(unitsSql, [executed.map(({ serial }) => serial)]);
  const unitOf = new Map(units.map((unit) => [unit.serial, unit]));
  for (const { scrap_number: scrapNumber, serial, told_at: toldAt } of executed) {
    finder.checked += 1;
    const unit = unitOf.get(serial);
    if (unit?.place_kind === 'scrapped') continue;
    if (toldAt !== null && isOnItsWay(toldAt)) finder.inFlight += 1;
    else
      finder.violation(
        `scrap record ${scrapNumber}`,
        `rma has scrapped ${serial} by it`,
        unit === undefined ? 'stock does not know the unit' : `stock has it at ${unit.place}`,
      );
  }
}
