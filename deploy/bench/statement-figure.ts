import pg from 'pg';
import { interleaved, type Figure, type FigureContext, type Measurement } from './figure.js';
import { relayed } from './loan-figure.js';
import type { BenchDatabase } from './machine.js';
import { cityCode as city, stockedAt } from './pool-seed.js';
import type { ServiceProcess } from './service-process.js';

const topicPrefix = 'statement.';
const cities = 400;
/** Movements of each unit of the cities with a long history; elsewhere one. */
const longHistory = 100;

/**
 * P5: a city's month-end statement in a fleet of a million units, against the same lines and counts in raw SQL; and the same where every
 * unit of the city has moved a hundred times.
 */
export const statementFigure: Figure = {
  name: 'P5',
  isPartOf: 'every run',
  needsPgbench: false,
  measure: measureStatements,
};

async function measureStatements(context: FigureContext): Promise<readonly Measurement[]> {
  const { machine, effort, say } = context;
  const database = await machine.createDatabase('bench_statement');
  await machine.createTopics(topicPrefix);
  const environment = { TOPIC_PREFIX: topicPrefix };
  await (await machine.startService('spare-pool', database, environment)).stop();
  const units = effort.quick ? 100_000 : 1_000_000;
  const perRun = effort.rounds + 1;
  await seed(database, units, perRun);
  say(`  ${units} units in ${cities} cities, ${units / cities} each`);
  const service = await machine.startService('spare-pool', database, environment);
  // Cities 0 … have a short history, cities perRun … a long one; every city is closed once.
  let [short, long, raw] = [0, perRun, 2 * perRun];
  try {
    const token = await machine.token('wang.fang', 'headquarters-approver', 'all');
    const open = (index: number): Promise<number> => openStatement(service, database, token, city(index));
    const againstSql = await interleaved(
      context,
      () => open(short++),
      () => rawStatement(database, city(raw++)),
    );
    short = 2 * perRun + perRun;
    const againstShort = await interleaved(
      context,
      () => open(long++),
      () => open(short++),
    );
    return measurements(units, againstSql, againstShort);
  } finally {
    await service.stop();
  }
}

type Pair = Pick<Measurement, 'program' | 'floor'>;

function measurements(units: number, againstSql: Pair, againstShort: Pair): readonly Measurement[] {
  return [
    {
      name: 'P5',
      what: `month-end statement of a city of ${units / cities} units, ${units} in the ledger`,
      unit: 'ms',
      ...againstSql,
      floorIs: 'raw SQL that freezes the same lines and counts them',
      goal: { most: 1.2 },
      meaning: 'What reading, deciding and writing a month-end in the service costs beside one statement of SQL.',
    },
    {
      name: 'P5',
      what: `the same with ${longHistory} times the movements`,
      unit: 'ms',
      ...againstShort,
      floorIs: 'the statement of a city whose units have moved once',
      goal: { most: 1.05 },
      meaning: 'A month-end follows the number of units, not the length of their history.',
    },
  ];
}

async function seed(database: BenchDatabase, units: number, perRun: number): Promise<void> {
  const names = Array.from({ length: cities }, (_, index) => city(index));
  const client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
  try {
    await client.query(
      `insert into site (site, city, site_kind, name_zh, name_en, custodian, opened_at, custodian_since, version)
       select city, city, 'branch', city, city, 'head', '2013-01-01Z', '2013-01-01Z', 1 from unnest($1::text[]) as city`,
      [names],
    );
    await client.query('insert into city_book (city, open_from) select unnest($1::text[]), null', [names]);
    // One unit in twenty has moved after the cut-off: it is as its last movement before says.
    await client.query(
      `insert into spare_unit (serial, model, place_kind, place_id, city, condition, owner, custodian, since, version)
       select 'SN-' || lpad(n::text, 9, '0'), 'M' || n / ${cities} % 4, 'site', city, city, 'good', 'company', null,
         case when n / ${cities} % 20 = 0 then '2013-05-02Z' else $2::timestamptz end, moves
       from generate_series(0, $1::int - 1) as n
       cross join lateral (select ($3::text[])[1 + n % ${cities}] as city) of_city
       cross join lateral (select case when n % ${cities} between $4::int and 2 * $4::int - 1 then ${longHistory} else 1 end
         + (n / ${cities} % 20 = 0)::int as moves) counted`,
      [units, stockedAt, names, perRun],
    );
    await client.query(
      `insert into movement (serial, sequence, kind, model, place_kind, place_id, city, condition, owner, custodian, moved_at, recorded_by)
       select serial, sequence, 'moved', model, place_kind, place_id, city, condition, owner, custodian,
         case when sequence = version and since > '2013-05-01Z' then since
           else $1::timestamptz - make_interval(mins => version - sequence) end, 'bench'
       from spare_unit cross join generate_series(1, version) as sequence`,
      [stockedAt],
    );
    await client.query('vacuum analyze spare_unit, movement');
  } finally {
    await client.end();
  }
}

/** Milliseconds from request to answer, for the month of April 2013. */
export async function openStatement(
  service: ServiceProcess,
  database: BenchDatabase,
  token: string,
  ofCity: string,
): Promise<number> {
  const started = performance.now();
  const answer = await fetch(`${service.url}/v1/reconciliations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': ofCity },
    body: JSON.stringify({ month: '2013-04', city: ofCity }),
  });
  const text = await answer.text();
  const milliseconds = performance.now() - started;
  if (answer.status !== 201) throw new Error(`The statement of ${ofCity} was refused: ${text}`);
  await relayed(database);
  return milliseconds;
}

/** The least that leaves the same behind: the book as of the cut-off as lines, and their number. */
async function rawStatement(database: BenchDatabase, ofCity: string): Promise<number> {
  const client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
  try {
    const started = performance.now();
    await client.query('begin');
    await client.query(
      `with line as (
         insert into reconciliation_line (statement_number, serial, city, model, listed_as, place, condition, status)
         select 'RAW-' || $1, serial, $1, model, place_kind, place_kind || ':' || place_id, condition, 'to-count' from (${bookAsOf}) book
         returning 1)
       insert into reconciliation (statement_number, city, month, cut_off_at, allocation, booked, state, opened_by, version)
       select 'RAW-' || $1, $1, '2013-04', $2, 0, count(*), 'opened', 'bench', 1 from line`,
      [ofCity, '2013-05-01T00:00:00+08:00'],
    );
    await client.query('commit');
    return performance.now() - started;
  } finally {
    await client.end();
  }
}

const bookAsOf = `
  select serial, model, place_kind, place_id, condition from spare_unit
  where city = $1 and since < $2 and owner = 'company' and place_kind in ('site', 'quarantine', 'loan', 'shipment')
  union all
  select unit.serial, before.model, before.place_kind, before.place_id, before.condition
  from spare_unit unit cross join lateral (
    select * from movement where movement.serial = unit.serial and moved_at < $2 order by sequence desc limit 1) before
  where unit.city = $1 and unit.since >= $2 and before.city = $1 and before.owner = 'company'`;
