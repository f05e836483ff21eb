import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { addMonths, businessDateOf, endOfMonth, parseBusinessDate } from '@rotables/domain-kernel';
import { Complaints, readCsv, type Complaint } from './csv-file.js';
import type { CityRow, Expectation, FaultRow, Month, PlanRow, PoolRow, Script, UnitRow } from './month.js';
import { checkFaults, type FaultAt } from './check-faults.js';
import { checkDays, checkOver } from './check-days.js';
import { cityFrom, expectationFrom, faultFrom, planFrom, poolFrom, unitFrom } from './rows.js';

/** The input cannot be replayed; nothing was done. The message lists every mistake by file and line. */
export class BadInput extends Error {
  constructor(readonly complaints: readonly Complaint[]) {
    const shown = complaints.slice(0, mostShown).map(({ file, line, message }) => `${file}:${line}: ${message}`);
    const more = complaints.length - shown.length;
    super([...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('\n'));
    this.name = 'BadInput';
  }
}

const mostShown = 50;

const columns = {
  'cities.csv': ['code', 'name_zh', 'name_en', 'site_kind'],
  'plans.csv': ['plan', 'contract_months', 'vendor_months', 'refund_days', 'replacement_months', 'after_term'],
  'units.csv': ['serial', 'model', 'city', 'plan', 'acceptance_date', 'installed_on'],
  'pool.csv': ['serial', 'model'],
  faults: ['reported_on', 'serial'],
} as const;

interface Reading {
  readonly complaints: Complaints;
  readonly cities: Map<string, CityRow>;
  readonly plans: Map<string, PlanRow>;
  readonly units: Map<string, UnitRow>;
  /** Where each serial, of fleet or pool, stood first. */
  readonly serials: Map<string, string>;
  readonly faults: FaultAt[];
}

/**
 * Reads the directories, in their order, as one run. A month between two that has no directory is one in which nothing was installed
 * and nothing failed, but which is closed like any other.
 * @param today the business date; a month can be replayed once it is over and its last cases have had their time
 * @throws BadInput with every mistake, by file and line
 */
export function readMonths(directories: readonly string[], today = businessDateOf(new Date())): Script {
  const reading: Reading = {
    complaints: new Complaints(),
    cities: new Map(),
    plans: new Map(),
    units: new Map(),
    serials: new Map(),
    faults: [],
  };
  const months = directories.map((directory, index) => readMonth(resolve(directory), index === 0, reading));
  checkFaults(reading.faults, reading.units, reading.complaints);
  checkOrder(months, reading.complaints);
  months.forEach((month) => checkOver(month, today, reading.complaints));
  if (reading.complaints.list.length > 0) throw new BadInput(reading.complaints.list);
  return {
    cities: [...reading.cities.values()],
    plans: [...reading.plans.values()],
    months: withMonthsBetween(months),
    units: reading.units,
  };
}

function readMonth(directory: string, isFirst: boolean, reading: Reading): Month {
  const { complaints } = reading;
  if (!existsSync(directory) || !statSync(directory).isDirectory()) {
    complaints.add(directory, 0, 'there is no such directory; name one with units.csv or faults-*.csv in it');
    return emptyMonth(directory);
  }
  if (isFirst) readOrganisation(directory, reading);
  const units = rowsOf(directory, 'units.csv', columns['units.csv'], false, reading, unitFrom);
  const pool = rowsOf(directory, 'pool.csv', columns['pool.csv'], isFirst, reading, poolFrom);
  noteSerials(directory, 'units.csv', units, reading);
  noteSerials(directory, 'pool.csv', pool, reading);
  units.forEach(({ row }) => reading.units.set(row.serial, row));
  const faultFiles = readdirSync(directory)
    .filter((name) => /^faults-.*\.csv$/.test(name))
    .sort();
  const faults = faultFiles.flatMap((name) =>
    rowsOf(directory, name, columns.faults, true, reading, faultFrom).map((fault) => ({
      ...fault,
      file: join(directory, name),
    })),
  );
  reading.faults.push(...faults);
  if (units.length + faults.length === 0) {
    complaints.add(
      directory,
      0,
      'there is neither a unit in units.csv nor a fault in faults-*.csv, so there is no month to replay',
    );
  }
  const month = monthOf(directory, units, pool, faults, expectationsIn(directory, complaints));
  checkDays(month, { units, faults, unitsFile: join(directory, 'units.csv') }, complaints);
  return month;
}

function monthOf(
  directory: string,
  units: readonly { readonly row: UnitRow }[],
  pool: readonly { readonly row: PoolRow }[],
  faults: readonly { readonly row: FaultRow }[],
  expectations: readonly Expectation[],
): Month {
  const faultRows = faults.map(({ row }) => row).sort((one, other) => compare(one.reportedOn, other.reportedOn));
  const installedDays = units.map(({ row }) => row.installedOn).sort(compare);
  // What was installed long before is the opening fleet; the month is that of the last fault, or of the last installation.
  const lastDay = faultRows.at(-1)?.reportedOn ?? installedDays.at(-1);
  if (lastDay === undefined) return emptyMonth(directory);
  const month = lastDay.slice(0, 7);
  const monthStart = `${month}-01`;
  const firstInstalled = installedDays[0] ?? monthStart;
  const firstOn =
    firstInstalled > monthStart && firstInstalled <= (faultRows[0]?.reportedOn ?? firstInstalled)
      ? firstInstalled
      : monthStart;
  return {
    directory,
    month,
    firstOn,
    lastOn: endOfMonth(parseBusinessDate(monthStart)),
    units: units.map(({ row }) => row),
    pool: pool.map(({ row }) => row),
    faults: faultRows,
    expectations,
  };
}

function emptyMonth(directory: string): Month {
  return { directory, month: '', firstOn: '', lastOn: '', units: [], pool: [], faults: [], expectations: [] };
}

function withMonthsBetween(months: readonly Month[]): readonly Month[] {
  return months.flatMap((month, index) => {
    const between: Month[] = [];
    const before = months[index - 1];
    const firstDay = parseBusinessDate(`${month.month}-01`);
    for (let day = before && addMonths(parseBusinessDate(`${before.month}-01`), 1); day && day < firstDay;) {
      between.push({ ...emptyMonth(month.directory), month: day.slice(0, 7), firstOn: day, lastOn: endOfMonth(day) });
      day = addMonths(day, 1);
    }
    return [...between, month];
  });
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function readOrganisation(directory: string, reading: Reading): void {
  for (const { line, row } of rowsOf(directory, 'cities.csv', columns['cities.csv'], true, reading, cityFrom)) {
    noteOnce(reading.cities, row.city, row, join(directory, 'cities.csv'), line, reading.complaints);
  }
  for (const { line, row } of rowsOf(directory, 'plans.csv', columns['plans.csv'], true, reading, planFrom)) {
    noteOnce(reading.plans, row.plan, row, join(directory, 'plans.csv'), line, reading.complaints);
  }
  const headquarters = [...reading.cities.values()].filter(({ siteKind }) => siteKind === 'headquarters').length;
  if (reading.cities.size > 0 && headquarters !== 1) {
    const file = join(directory, 'cities.csv');
    reading.complaints.add(
      file,
      1,
      `${headquarters} cities are headquarters; exactly one must be, where the central warehouse is`,
    );
  }
}

function noteOnce<Row>(
  rows: Map<string, Row>,
  key: string,
  row: Row,
  file: string,
  line: number,
  complaints: Complaints,
): void {
  if (rows.has(key)) complaints.add(file, line, `${key} stands in the file twice; leave one of the two out`);
  rows.set(key, row);
}

type RowReader<Row> = (
  values: Readonly<Record<string, string>>,
  complain: (message: string) => void,
  reading: Pick<Reading, 'cities' | 'plans'>,
) => Row | null;

function rowsOf<Row>(
  directory: string,
  name: string,
  required: readonly string[],
  mustExist: boolean,
  reading: Reading,
  reader: RowReader<Row>,
): { readonly line: number; readonly row: Row }[] {
  const file = join(directory, name);
  if (!existsSync(file)) {
    if (mustExist)
      reading.complaints.add(file, 0, `the file is missing; it must have the columns ${required.join(', ')}`);
    return [];
  }
  return readCsv(file, readFileSync(file, 'utf8'), required, reading.complaints).flatMap(({ line, values }) => {
    const row = reader(values, (message) => reading.complaints.add(file, line, message), reading);
    return row === null ? [] : [{ line, row }];
  });
}

function noteSerials(
  directory: string,
  name: string,
  rows: readonly { readonly line: number; readonly row: { readonly serial: string } }[],
  { serials, complaints }: Reading,
): void {
  const file = join(directory, name);
  for (const { line, row } of rows) {
    const earlier = serials.get(row.serial);
    if (earlier !== undefined)
      complaints.add(file, line, `serial ${row.serial} stands in ${earlier} already; a serial is one unit`);
    serials.set(row.serial, earlier ?? `${file}:${line}`);
  }
}

function expectationsIn(directory: string, complaints: Complaints): readonly Expectation[] {
  const files = readdirSync(directory)
    .filter((name) => /^expected-.*\.json$/.test(name))
    .sort();
  return files.flatMap((name) => {
    const file = join(directory, name);
    try {
      return expectationFrom(file, JSON.parse(readFileSync(file, 'utf8')));
    } catch (error) {
      complaints.add(file, 1, error instanceof Error ? error.message : String(error));
      return [];
    }
  });
}

function checkOrder(months: readonly Month[], complaints: Complaints): void {
  months.slice(1).forEach((month, index) => {
    const before = months[index];
    if (before !== undefined && before.month !== '' && month.month !== '' && month.month <= before.month) {
      complaints.add(
        month.directory,
        0,
        `its month ${month.month} does not come after ${before.month} of ${before.directory}; give the directories in order`,
      );
    }
  });
}
