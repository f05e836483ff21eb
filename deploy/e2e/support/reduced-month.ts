import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaultRow, UnitRow } from '../../replay/month.js';
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

export interface ReducedMonth {
  readonly directory: string;
  readonly faults: readonly FaultRow[];
  readonly units: readonly UnitRow[];
  readonly entitlements: Readonly<Record<string, string>>;
}

/** A month of some 300 units out of the sample: the failing ones and, beside each, units of its city, those of its model first. */
export function writeReducedMonth(): ReducedMonth {
  const sample = readMonths([sampleMonth()]);
  const [april] = sample.months;
  if (april === undefined) throw new Error('The sample has no month.');
  const faults = april.faults.filter(({ serial }) => serialsThatFail.includes(serial));
  const units = unitsAround(faults, april.units);
  const cities = sample.cities.filter(
    ({ city, siteKind }) => siteKind === 'headquarters' || units.some((unit) => unit.city === city),
  );
  const models = new Set(units.map(({ model }) => model));
  const pool = april.pool.filter(({ model }) => models.has(model));
  const every = Math.max(1, Math.floor(pool.length / sparesInPool));
  const known = april.expectations[0]?.entitlements ?? {};
  const entitlements = Object.fromEntries(faults.map(({ serial }) => [serial, known[serial] ?? '']));
  const directory = mkdtempSync(join(tmpdir(), 'rotables-reduced-month-'));
  const write = (name: string, lines: readonly string[]): void =>
    writeFileSync(join(directory, name), `${lines.join('\n')}\n`);
  write('cities.csv', [
    'code,name_zh,name_en,site_kind',
    ...cities.map((row) => [row.city, row.nameZh, row.nameEn, row.siteKind].join(',')),
  ]);
  write('plans.csv', [
    'plan,contract_months,vendor_months,refund_days,replacement_months,after_term',
    ...sample.plans.map((row) =>
      [
        row.plan,
        row.contractMonths,
        row.vendorMonths,
        row.refundDays,
        row.freeReplacementMonths,
        'parts_cost_only',
      ].join(','),
    ),
  ]);
  write('units.csv', [
    'serial,model,city,plan,acceptance_date,installed_on',
    ...units.map((row) => [row.serial, row.model, row.city, row.plan, row.acceptanceOn, row.installedOn].join(',')),
  ]);
  write('pool.csv', [
    'serial,model',
    ...pool.filter((_, index) => index % every === 0).map((row) => `${row.serial},${row.model}`),
  ]);
  write('faults-april.csv', ['reported_on,serial', ...faults.map((row) => `${row.reportedOn},${row.serial}`)]);
  write('expected-april.json', [
    JSON.stringify({
      entitlement: entitlements,
      installed_base_and_allocation: {
        [firstDay]: basesOn(
          cities.map(({ city }) => city),
          units,
        ),
      },
    }),
  ]);
  return { directory, faults, units, entitlements };
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

/** S1, worked out here once more: two of a hundred, rounded up, at most a hundred. */
function basesOn(
  cities: readonly string[],
  units: readonly UnitRow[],
): Record<string, { installed: number; allocation: number }> {
  return Object.fromEntries(
    cities.map((city) => {
      const installed = units.filter((unit) => unit.city === city && unit.installedOn <= firstDay).length;
      return [city, { installed, allocation: Math.min(100, Math.ceil(installed / 50)) }];
    }),
  );
}
