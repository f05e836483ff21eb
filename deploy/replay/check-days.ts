import { addDays, parseBusinessDate } from '@rotables/domain-kernel';
import { longestCaseDays, type FaultAt } from './check-faults.js';
import type { Complaints } from './csv-file.js';
import type { Month, UnitRow } from './month.js';

/** The rows of one directory and where they stand. */
export interface RowsOfMonth {
  readonly units: readonly { readonly line: number; readonly row: UnitRow }[];
  readonly unitsFile: string;
  readonly faults: readonly FaultAt[];
}

/** A directory is one month: its faults lie in it, and what it installs is there before it is over. */
export function checkDays(month: Month, { units, unitsFile, faults }: RowsOfMonth, complaints: Complaints): void {
  if (month.month === '') return;
  const { lastOn } = month;
  for (const { file, line, row } of faults) {
    if (row.reportedOn.slice(0, 7) === month.month) continue;
    complaints.add(
      file,
      line,
      `serial ${row.serial} fails on ${row.reportedOn}, but the last fault of the directory is of ${month.month}; a directory is one month`,
    );
  }
  for (const { line, row } of units) {
    if (row.installedOn <= lastOn) continue;
    complaints.add(
      unitsFile,
      line,
      `serial ${row.serial} is installed on ${row.installedOn}, after ${lastOn}, the end of the month of the faults beside it`,
    );
  }
  for (const { file, bases } of month.expectations) {
    const late = Object.keys(bases).filter((day) => day > lastOn);
    late.forEach((day) =>
      complaints.add(file, 1, `what is expected on ${day} lies after ${lastOn}, the end of the month`),
    );
  }
}

/** No business time lies in the future: a month is replayed when its books can be closed and its last cases be over. */
export function checkOver({ directory, month, lastOn, faults }: Month, today: string, complaints: Complaints): void {
  if (month === '') return;
  const closedOn = addDays(parseBusinessDate(lastOn), 2);
  const lastFault = faults.at(-1)?.reportedOn;
  const lastCaseOn = lastFault === undefined ? closedOn : addDays(parseBusinessDate(lastFault), longestCaseDays);
  const overOn = closedOn > lastCaseOn ? closedOn : lastCaseOn;
  if (today > overOn) return;
  complaints.add(directory, 0, `its month ${month} is not over; it can be replayed to closed books after ${overOn}`);
}
