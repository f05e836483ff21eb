import { unitMovedV1 } from '@rotables/contracts';
import { query, type BenchDatabase, type Machine } from './machine.js';
import type { RequestTemplate } from './load.js';

/** Cities of the bench, each with one branch, its clerk and its shelf: `BCA`, `BCB`, … */
export const benchCities: readonly string[] = Array.from(
  { length: 16 },
  (_, index) => `BC${String.fromCharCode('A'.charCodeAt(0) + index)}`,
);
/** Codes for as many cities as 26³. */
export function cityCode(index: number): string {
  const letters = [index % 26, Math.floor(index / 26) % 26, Math.floor(index / 676)];
  return `S${letters.map((letter) => String.fromCharCode('A'.charCodeAt(0) + letter)).join('')}`;
}

export const benchModels: readonly string[] = ['BENCH-MODEL-0', 'BENCH-MODEL-1', 'BENCH-MODEL-2', 'BENCH-MODEL-3'];

/** Business time of everything that is seeded, and of the loans. */
export const stockedAt = '2013-04-01T08:00:00+08:00';
export const loanedAt = '2013-04-16T10:00:00+08:00';

export interface Fleet {
  readonly units: number;
  /** Cities with one branch each, over which the units are dealt out evenly, as they are over the models. */
  readonly cities: readonly string[];
  /** Length of each unit's history. */
  readonly movementsPerUnit: number;
}

/** Rows of one statement: a transaction of ten million would only keep the disk busy. */
const movementsPerStatement = 1_000_000;

/** Opens the branches of the bench and fills their shelves with `units` company's units, each acquired and not moved since. */
export async function seedPool(database: BenchDatabase, units: number): Promise<void> {
  await seedFleet(database, { units, cities: benchCities, movementsPerUnit: 1 });
}

/** Opens the branches, fills their shelves with company's units and gives each its history; ends when the disk has it all. */
export async function seedFleet(database: BenchDatabase, { units, cities, movementsPerUnit }: Fleet): Promise<void> {
  const run = (sql: string, ...values: readonly unknown[]) => query(database.superuserUrl, sql, values);
  await run(
    `insert into site (site, city, site_kind, name_zh, name_en, custodian, opened_at, custodian_since, version)
     select city, city, 'branch', city, city, 'head.' || lower(city), '2013-01-01Z', '2013-01-01Z', 1
     from unnest($1::text[]) as city`,
    cities,
  );
  await run('insert into city_book (city, open_from) select unnest($1::text[]), null on conflict do nothing', cities);
  await run(
    'insert into device_model (model, specification_grade, discontinued_on) select unnest($1::text[]), 1, null',
    benchModels,
  );
  const unitsPerStatement = Math.max(1, Math.floor(movementsPerStatement / movementsPerUnit));
  for (let from = 0; from < units; from += unitsPerStatement) {
    const to = Math.min(units, from + unitsPerStatement) - 1;
    await run(unitsWithHistory, from, to, benchModels, cities, stockedAt, movementsPerUnit);
  }
  // Several pools may be lent from by turns, each of which uses numbers up.
  const casesPerShelf = Math.min(mostCasesPerShelf, Math.ceil((2 * units) / (cities.length * benchModels.length)));
  await run(casesOfShelves, cities, cities.map(numberOfCity), benchModels, casesPerShelf, recordedCases);
  await query(database.superuserUrl, 'vacuum analyze spare_unit, movement, fault_case');
  // What seeding left for the disk to do must not be done while something is measured.
  await query(database.superuserUrl, 'checkpoint');
}

const mostCasesPerShelf = 10_000;
/** Numbers of cases that no load comes to. */
export const recordedCases: readonly number[] = [999_998, 999_999];

/** A city's code as a number, so that the fault numbers of its cases are no other city's. */
function numberOfCity(city: string): number {
  return Array.from(city).reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 65, 0);
}

/** The fault numbers of the open cases of a city and a model all begin so; six digits follow. */
export function faultsOf(city: string, model: string): string {
  return `FR-${String(numberOfCity(city) * 10 + benchModels.indexOf(model)).padStart(8, '0')}-`;
}

const casesOfShelves = `
  insert into fault_case (fault_number, serial, model, city, unit_owner, reporter_name, unit, closed)
  select 'FR-' || lpad((number * 10 + place - 1)::text, 8, '0') || '-' || lpad(n::text, 6, '0'), 'BENCH-DEFECTIVE', model, city,
    'customer', 'Bench', 'with-customer', false
  from unnest($1::text[], $2::int[]) as of_city (city, number)
    cross join unnest($3::text[]) with ordinality as of_model (model, place)
    cross join (select generate_series(0, $4::int - 1) union all select unnest($5::int[])) as of_case (n)`;

/**
 * Another service has taken in what the units' histories told, so that what their next movement tells is the next of its key there; a
 * service that finds a gap parks the key instead.
 */
export async function knowFleet(pool: BenchDatabase, consumer: BenchDatabase): Promise<void> {
  const [unit] = await query<{ serials: string[]; versions: number[] }>(
    pool.superuserUrl,
    'select array_agg(serial) as serials, array_agg(version) as versions from spare_unit',
  );
  await query(
    consumer.superuserUrl,
    `insert into inbox (topic, key, sequence, event_id, type, outcome)
     select $1, serial, version, gen_random_uuid(), $2, 'processed' from unnest($3::text[], $4::int[]) as unit (serial, version)`,
    [unitMovedV1.topic, unitMovedV1.type, unit?.serials, unit?.versions],
  );
  await query(consumer.superuserUrl, 'vacuum analyze inbox');
}

const unitsWithHistory = `
  with unit as (
    insert into spare_unit (serial, model, place_kind, place_id, city, condition, owner, custodian, since, version)
    select 'SN-' || lpad(n::text, 9, '0'), ($3::text[])[1 + n / cardinality($4::text[]) % 4], 'site', city, city,
      'good', 'company', null, $5::timestamptz + make_interval(secs => n / 1000.0), $6::int
    from generate_series($1::int, $2::int) as n cross join lateral (select ($4::text[])[1 + n % cardinality($4::text[])] as city) of_city
    returning *)
  insert into movement (serial, sequence, kind, model, place_kind, place_id, city, condition, owner, custodian, moved_at, recorded_by)
  select serial, sequence, case sequence when 1 then 'acquired' else 'moved' end, model, place_kind, place_id, city, condition, owner,
    custodian, since - make_interval(mins => version - sequence), 'bench'
  from unit cross join generate_series(1, version) as sequence`;

export function clerkToken(machine: Machine, city: string): Promise<string> {
  return machine.token(`clerk.${city.toLowerCase()}`, 'branch-clerk', [city]);
}

/** Loans by the clerks of all these cities, of any of the models, each for a case of its own. */
export async function loanRequests(
  machine: Machine,
  cities: readonly string[] = benchCities,
): Promise<readonly RequestTemplate[]> {
  const tokens = await Promise.all(cities.map((city) => clerkToken(machine, city)));
  return cities.flatMap((city, index) =>
    benchModels.map((model) => loanRequest(tokens[index] ?? '', city, model, `${faultsOf(city, model)}{next 6}`)),
  );
}

export function loanRequest(token: string, city: string, model: string, faultNumber: string): RequestTemplate {
  const body = { faultNumber, site: city, model, loanKind: 'loan', loanedAt };
  return {
    method: 'POST',
    path: '/v1/loans',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': 'bench-key-{unique}',
    },
    body: JSON.stringify(body),
  };
}
