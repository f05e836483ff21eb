import { addDays, parseBusinessDate } from '@rotables/domain-kernel';
import type { Complaints } from './csv-file.js';
import type { FaultRow, UnitRow } from './month.js';

/** A fault and where it stands. */
export interface FaultAt {
  readonly file: string;
  readonly line: number;
  readonly row: FaultRow;
}

/** So long is a unit under way after its fault at most; it cannot fail again before it is back. */
export const longestCaseDays = 8;

/** A fault needs a unit that is installed by then and not under repair already. */
export function checkFaults(
  faults: readonly FaultAt[],
  units: ReadonlyMap<string, UnitRow>,
  complaints: Complaints,
): void {
  const lastFault = new Map<string, FaultAt>();
  const inOrder = [...faults].sort((one, other) => (one.row.reportedOn < other.row.reportedOn ? -1 : 1));
  for (const fault of inOrder) {
    const complaint = complaintAbout(fault, units.get(fault.row.serial), lastFault.get(fault.row.serial));
    if (complaint !== null) complaints.add(fault.file, fault.line, complaint);
    lastFault.set(fault.row.serial, fault);
  }
}

function complaintAbout({ row }: FaultAt, unit: UnitRow | undefined, earlier: FaultAt | undefined): string | null {
  const { serial, reportedOn } = row;
  if (unit === undefined) return `serial ${serial} fails, but is installed by no units.csv`;
  if (reportedOn < unit.installedOn)
    return `serial ${serial} fails on ${reportedOn}, before it is installed on ${unit.installedOn}`;
  if (earlier !== undefined && reportedOn < addDays(parseBusinessDate(earlier.row.reportedOn), longestCaseDays)) {
    return (
      `serial ${serial} fails on ${reportedOn}, but failed on ${earlier.row.reportedOn} already (${earlier.file}:${earlier.line}); ` +
      `a case takes up to ${longestCaseDays} days`
    );
  }
  return null;
}
