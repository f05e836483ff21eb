import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CityRow, FaultRow, PlanRow, UnitRow } from '../../replay/month.js';
import { readMonths } from '../../replay/read-months.js';
import { sampleMonth } from '../../sample/index.js';

/** Faults of the sample month that take the turns worth seeing: each kind of entitlement, scrap, liquid, vendor, an advance that runs out. */
const serialsThatFail = [
  '9VS3FM1J',
  '5YD0ZKLX',
  '5YD4L8FB',
  '5YD8B2PN',
  '9XW02JCL',
  '5YD2567K',
  '5YD3H02B',
  '9XW032HN',
];
const neighboursPerFault = 45;
const sparesInPool = 60;
const firstDay = '2013-04-10';

/** A month as the specs look at it. */
export interface PlayedMonth {
  readonly directory: string;
  readonly faults: readonly FaultRow[];
  readonly units: readonly UnitRow[];
  readonly entitlements: Readonly<Record<string, string>>;
}

/** The sample month as it is, with what must come out of it. */
export function wholeSampleMonth(): PlayedMonth & { readonly allocations: Readonly<Record<string, number>> } {
  const directory = sampleMonth();
  const [month] = readMonths([directory]).months;
  const [expected] = month?.expectations ?? [];
  if (month === undefined || expected === undefined) throw new Error('The sample has no month with expectations.');
  const figures = Object.entries(expected.bases[firstDay] ?? {});
  const allocations = Object.fromEntries(figures.map(([city, { allocation }]) => [city, allocation]));
  return { directory, faults: month.faults, units: month.units, entitlements: expected.entitlements, allocations };
}

/**
 * A month of some 300 units out of the sample: the failing ones and, beside each, units of its city, those of its model first.
 * @param alsoToShow units by which branches have something to do in the month after it, whatever day it is shown as of
 */
export function writeReducedMonth(alsoToShow: 'nothing' | 'a month under way' = 'nothing'): PlayedMonth {
  const sample = readMonths([sampleMonth()]);
  const [april] = sample.months;
  if (april === undefined) throw new Error('The sample has no month.');
  const faults = april.faults.filter(({ serial }) => serialsThatFail.includes(serial));
  const around = unitsAround(faults, april.units);
  const units = alsoToShow === 'nothing' ? around : withUnitsToShow(around, april.units);
  const cities = sample.cities.filter(
    ({ city, siteKind }) => siteKind === 'headquarters' || units.some((unit) => unit.city === city),
  );
  const models = new Set(units.map(({ model }) => model));
  const pool = april.pool.filter(({ model }) => models.has(model));
  const every = Math.max(1, Math.floor(pool.length / sparesInPool));
  const known = april.expectations[0]?.entitlements ?? {};
  const entitlements = Object.fromEntries(faults.map(({ serial }) => [serial, known[serial] ?? '']));
  const directory = mkdtempSync(join(tmpdir(), 'rotables-reduced-month-'));
  writeCsv(directory, 'cities.csv', ['code', 'name_zh', 'name_en', 'site_kind'], cities.map(cityCells));
  const planHeader = [
    'plan',
    'kind',
    'contract_months',
    'vendor_months',
    'refund_days',
    'replacement_months',
    'after_term',
  ];
  writeCsv(directory, 'plans.csv', planHeader, sample.plans.map(planCells));
  writeUnits(directory, units);
  const spares = pool.filter((_, index) => index % every === 0).map((row) => [row.serial, row.model]);
  writeCsv(directory, 'pool.csv', ['serial', 'model'], spares);
  writeFaults(directory, 'faults-april.csv', faults);
  const expected = basesOn(
    firstDay,
    cities.map(({ city }) => city),
    units,
  );
  writeExpectation(directory, 'expected-april.json', entitlements, { [firstDay]: expected });
  return { directory, faults, units, entitlements };
}

/** Writes other expectations beside the month after. */
export function expectOtherwise({ directory }: PlayedMonth, entitlements: object): void {
  writeExpectation(directory, expectationOfMay, entitlements, {});
}

const expectationOfMay = 'expected-may.json';
const newUnits = 20;
const newlyInstalledOn = '2013-05-06';

/** The month after it: some units are newly installed, one of them fails on its fourth day, and one of the fleet fails in its term. */
export function writeMonthAfter(april: PlayedMonth): PlayedMonth {
  const [sample] = readMonths([sampleMonth()]).months;
  const known = new Set(april.units.map(({ serial }) => serial));
  const cities = new Set(april.units.map(({ city }) => city));
  const units = (sample?.units ?? [])
    .filter(({ serial, city }) => !known.has(serial) && cities.has(city))
    .slice(0, newUnits)
    .map((unit) => ({ ...unit, acceptanceOn: newlyInstalledOn, installedOn: newlyInstalledOn }));
  const failed = new Set(april.faults.map(({ serial }) => serial));
  const old = april.units.find(
    ({ serial, acceptanceOn }) => !failed.has(serial) && acceptanceOn > '2011-07-01' && acceptanceOn < '2013-03-01',
  );
  const [young] = units;
  if (old === undefined || young === undefined) throw new Error('The sample has no unit that could fail in May.');
  const faults = [
    { reportedOn: '2013-05-09', serial: young.serial },
    { reportedOn: '2013-05-20', serial: old.serial },
  ];
  const entitlements = { [young.serial]: 'refund', [old.serial]: 'repair' };
  const directory = mkdtempSync(join(tmpdir(), 'rotables-month-after-'));
  writeUnits(directory, units);
  writeFaults(directory, 'faults-may.csv', faults);
  writeExpectation(directory, expectationOfMay, entitlements, {});
  return { directory, faults, units, entitlements };
}

const cityCells = (row: CityRow): Cells => [row.city, row.nameZh, row.nameEn, row.siteKind];
const planCells = (row: PlanRow): Cells => {
  const { plan, kind, contractMonths, vendorMonths, refundDays, freeReplacementMonths } = row;
  return [plan, kind, contractMonths, vendorMonths, refundDays, freeReplacementMonths, 'parts_cost_only'];
};

type Cells = readonly (string | number)[];

function writeUnits(directory: string, units: readonly UnitRow[]): void {
  const cells = units.map((row) => [row.serial, row.model, row.city, row.plan, row.acceptanceOn, row.installedOn]);
  writeCsv(directory, 'units.csv', ['serial', 'model', 'city', 'plan', 'acceptance_date', 'installed_on'], cells);
}

function writeFaults(directory: string, name: string, faults: readonly FaultRow[]): void {
  const cells = faults.map(({ reportedOn, serial }) => [reportedOn, serial]);
  writeCsv(directory, name, ['reported_on', 'serial'], cells);
}

function writeCsv(directory: string, name: string, header: readonly string[], rows: readonly Cells[]): void {
  writeFileSync(join(directory, name), [header, ...rows].map((cells) => `${cells.join(',')}\n`).join(''));
}

function writeExpectation(directory: string, name: string, entitlement: object, bases: object): void {
  writeFileSync(join(directory, name), JSON.stringify({ entitlement, installed_base_and_allocation: bases }));
}

function unitsAround(faults: readonly FaultRow[], all: readonly UnitRow[]): readonly UnitRow[] {
  const chosen = new Map<string, UnitRow>();
  const failing = all.filter(({ serial }) => faults.some((fault) => fault.serial === serial));
  failing.forEach((unit) => chosen.set(unit.serial, unit));
  for (const unit of failing) {
    const ofCity = all.filter(({ city, serial }) => city === unit.city && !chosen.has(serial));
    const likeIt = ofCity.filter(({ model }) => model === unit.model);
    const neighbours = [...likeIt, ...ofCity.filter(({ model }) => model !== unit.model)].slice(0, neighboursPerFault);
    neighbours.forEach((neighbour) => chosen.set(neighbour.serial, neighbour));
  }
  return [...chosen.values()];
}

const branchesToShow = ['DL', 'AS'];
const unitsPerCover = 100;

/** Units of every city that are under warranty in May or are not any more; in two branches many, so that they may hold several spares. */
function withUnitsToShow(around: readonly UnitRow[], all: readonly UnitRow[]): readonly UnitRow[] {
  const chosen = new Map(around.map((unit) => [unit.serial, unit]));
  for (const city of new Set(around.map((unit) => unit.city))) {
    const ofCity = commonModelsFirst(all.filter((unit) => unit.city === city && unit.installedOn === firstDay));
    const covered = ofCity.filter(({ acceptanceOn }) => acceptanceOn > '2011-08-01' && acceptanceOn < '2013-01-01');
    const expired = ofCity.filter(({ acceptanceOn }) => acceptanceOn < '2010-02-01');
    const count = branchesToShow.includes(city) ? unitsPerCover : 5;
    [...covered.slice(0, count), ...expired.slice(0, count)].forEach((unit) => chosen.set(unit.serial, unit));
  }
  return [...chosen.values()];
}

/** So that the few spares of a branch fit most of its units. */
function commonModelsFirst(units: readonly UnitRow[]): readonly UnitRow[] {
  const byModel = [...Map.groupBy(units, ({ model }) => model).values()];
  return byModel.sort((one, other) => other.length - one.length).flat();
}

/** S1, worked out here once more: two of a hundred, rounded up, at most a hundred. */
function basesOn(
  day: string,
  cities: readonly string[],
  units: readonly UnitRow[],
): Record<string, { installed: number; allocation: number }> {
  return Object.fromEntries(
    cities.map((city) => {
      const installed = units.filter((unit) => unit.city === city && unit.installedOn <= day).length;
      return [city, { installed, allocation: Math.min(100, Math.ceil(installed / 50)) }];
    }),
  );
}
