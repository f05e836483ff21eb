import { query, type BenchDatabase, type Machine } from './machine.js';
import type { RequestTemplate } from './load.js';

/** Cities of the bench, each with one branch, its clerk and its shelf: `BCA`, `BCB`, … */
export const benchCities: readonly string[] = Array.from(
  { length: 16 },
  (_, index) => `BC${String.fromCharCode('A'.charCodeAt(0) + index)}`,
);
export const benchModels: readonly string[] = ['BENCH-MODEL-0', 'BENCH-MODEL-1', 'BENCH-MODEL-2', 'BENCH-MODEL-3'];

/** Business time of everything that is seeded, and of the loans. */
export const stockedAt = '2013-04-01T08:00:00+08:00';
export const loanedAt = '2013-04-16T10:00:00+08:00';

/** Opens the branches and fills their shelves with `units` company's units, dealt out evenly over cities and models. */
export async function seedPool(database: BenchDatabase, units: number): Promise<void> {
  await query(
    database.superuserUrl,
    `insert into site (site, city, site_kind, name_zh, name_en, custodian, opened_at, custodian_since, version)
       select city, city, 'branch', city, city, 'head.' || lower(city), '2013-01-01Z', '2013-01-01Z', 1
       from unnest($1::text[]) as city`,
    [benchCities],
  );
  await query(
    database.superuserUrl,
    'insert into city_book (city, open_from) select unnest($1::text[]), null on conflict do nothing',
    [benchCities],
  );
  await query(
    database.superuserUrl,
    'insert into device_model (model, specification_grade, discontinued_on) select unnest($1::text[]), 1, null',
    [benchModels],
  );
  await addUnits(database, 1, units);
}

/** Units `from` to `to`, with the movement by which each was acquired. */
export async function addUnits(database: BenchDatabase, from: number, to: number): Promise<void> {
  await query(
    database.superuserUrl,
    `with unit as (
       insert into spare_unit (serial, model, place_kind, place_id, city, condition, owner, custodian, since, version)
       select 'SN-' || lpad(n::text, 9, '0'), ($3::text[])[1 + (n / 16) % 4], 'site', ($4::text[])[1 + n % 16], ($4::text[])[1 + n % 16],
         'good', 'company', null, $5::timestamptz + make_interval(secs => n / 1000.0), 1
       from generate_series($1::int, $2::int) as n
       returning *)
     insert into movement (serial, sequence, kind, model, place_kind, place_id, city, condition, owner, custodian, moved_at, recorded_by)
     select serial, 1, 'acquired', model, place_kind, place_id, city, condition, owner, custodian, since, 'bench' from unit`,
    [from, to, benchModels, benchCities, stockedAt],
  );
  await query(database.superuserUrl, 'vacuum analyze spare_unit, movement');
}

/** Loans by the clerks of all cities, of any of the models. */
export async function loanRequests(machine: Machine): Promise<readonly RequestTemplate[]> {
  const tokens = await Promise.all(
    benchCities.map((city) => machine.token(`clerk.${city.toLowerCase()}`, 'branch-clerk', [city])),
  );
  return benchCities.flatMap((city, index) =>
    benchModels.map((model) => loanRequest(tokens[index] ?? '', city, model, 'FR-{digits 8}-{digits 6}')),
  );
}

export function loanRequest(token: string, city: string, model: string, faultNumber: string): RequestTemplate {
  const body = { faultNumber, site: city, model, defectiveSerial: 'BENCH-DEFECTIVE', loanKind: 'loan', loanedAt };
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
