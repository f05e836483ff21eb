import { benchModels, cityCode, clerkToken, knowFleet, loanRequests, seedFleet } from '../pool-seed.js';
import { megabytesOf } from '../memory.js';
import { effectAfter, settled } from '../latency-figure.js';
import type { FigureContext } from '../figure.js';
import { load, type RequestTemplate } from '../load.js';
import { relayed } from '../loan-figure.js';
import { query, type BenchDatabase } from '../machine.js';
import type { ServiceProcess } from '../service-process.js';
import { openStatement } from '../statement-figure.js';
import { bytesOf, databaseBytes } from '../disk.js';
import type { FleetKey, FleetPoint } from './growth-point.js';
import { times } from './rounds.js';

/** A larger fleet has more cities, not larger ones. */
const unitsPerCity = 625;
const loanConnections = 16;
const readConnections = 4;
/**
 * Loans of a round, the same at every size. In seconds instead, a fast machine would lend all that the smallest fleet has; these, in four
 * rounds, and the watched ones are seven tenths of it, so that no shelf of some 156 units is empty before the end.
 */
const loansPerRound = 1_200;
/** Loans a second while the way to another service is watched; the same at every size, so that only the size differs. */
const watchedRate = 40;
/** Of the units of a city whose month-end is taken, one in so many has moved since the cut-off, and its history has to be asked. */
const movedSinceEvery = 20;
const bytesPerMegabyte = 1024 * 1024;

export interface FleetSize {
  readonly units: number;
  readonly movementsPerUnit: number;
}

interface Fleet extends FleetSize {
  readonly context: FigureContext;
  readonly pool: BenchDatabase;
  readonly cases: BenchDatabase;
  readonly service: ServiceProcess;
  /** Cities that lend, and those whose month-end is taken. */
  readonly lending: readonly string[];
  readonly closing: readonly string[];
}

/** Fills a spare pool of its own, measures everything that could depend on its size, and leaves nothing of it. */
export async function measureFleet(context: FigureContext, size: FleetSize): Promise<FleetPoint> {
  const started = performance.now();
  const { machine } = context;
  const name = `${size.units}_${size.movementsPerUnit}`;
  const environment = { TOPIC_PREFIX: `growth-${name}.` };
  await machine.createTopics(environment.TOPIC_PREFIX);
  const pool = await machine.createDatabase(`bench_fleet_${name}`);
  const cases = await machine.createDatabase(`bench_fleet_cases_${name}`);
  await (await machine.startService('spare-pool', pool, environment)).stop();
  await (await machine.startService('rma', cases, environment)).stop();
  const cities = Array.from({ length: size.units / unitsPerCity }, (_, index) => cityCode(index));
  const closing = cities.slice(-1 - context.effort.rounds);
  const lending = cities.slice(0, -closing.length);
  const seedStarted = performance.now();
  await seedFleet(pool, { ...size, cities });
  await moveSinceCutOff(pool, closing);
  await knowFleet(pool, cases);
  const seedSeconds = (performance.now() - seedStarted) / 1_000;
  context.say(`    filled in ${seedSeconds.toFixed(0)} s`);
  const disk = await diskOf(pool, size);
  const services = [
    await machine.startService('spare-pool', pool, environment),
    await machine.startService('rma', cases, environment),
  ] as const;
  try {
    const fleet: Fleet = { ...size, context, pool, cases, service: services[0], lending, closing };
    const measured = { ...(await measureWork(fleet)), ...disk, memory: [megabytesOf(services[0].pid)] };
    return { ...size, measured, seedSeconds, seconds: (performance.now() - started) / 1_000 };
  } finally {
    await Promise.all(services.map((service) => service.stop()));
    for (const database of [pool, cases]) await machine.dropDatabase(database);
  }
}

async function diskOf(pool: BenchDatabase, { units, movementsPerUnit }: FleetSize) {
  return {
    bytesPerUnit: [(await bytesOf(pool, ['spare_unit'])) / units],
    bytesPerMovement: [(await bytesOf(pool, ['movement'])) / (units * movementsPerUnit)],
    database: [(await databaseBytes(pool)) / bytesPerMegabyte],
  };
}

async function moveSinceCutOff(pool: BenchDatabase, cities: readonly string[]): Promise<void> {
  await query(
    pool.superuserUrl,
    `with unit as (
       update spare_unit set since = '2013-05-02Z', version = version + 1
       where city = any($1::text[]) and right(serial, 5)::int / $2::int % $3::int = 0
       returning *)
     insert into movement (serial, sequence, kind, model, place_kind, place_id, city, condition, owner, custodian, moved_at, recorded_by)
     select serial, version, 'moved', model, place_kind, place_id, city, condition, owner, custodian, since, 'bench' from unit`,
    [cities, cities.length, movedSinceEvery],
  );
}

type Measured = Pick<
  FleetPoint['measured'],
  Exclude<FleetKey, 'bytesPerUnit' | 'bytesPerMovement' | 'database' | 'memory'>
>;

async function measureWork(fleet: Fleet): Promise<Measured> {
  const { context, closing } = fleet;
  const headquarters = await context.machine.token('wang.fang', 'headquarters-approver', 'all');
  const looks = await looksOf(fleet, headquarters);
  const reads = { clerkList: [], shelfList: [], search: [], page: [] } as Record<keyof typeof looks, number[]>;
  for (const [look, requests] of Object.entries(looks) as [keyof typeof looks, RequestTemplate[]][]) {
    reads[look] = await times(context, () => readOnce(fleet, requests));
  }
  let city = 0;
  const close = () => openStatement(fleet.service, fleet.pool, headquarters, closing[city++] ?? '');
  const statement = await times(context, close);
  const requests = await loanRequests(context.machine, fleet.lending);
  const loans = await times(context, () => lend(fleet, requests));
  const effect = await times(context, () => watchEffects(fleet, requests));
  return { ...reads, statement, loans, effect };
}

async function lend({ context, service, pool }: Fleet, requests: readonly RequestTemplate[]): Promise<number> {
  const { seconds } = context.effort;
  const { rate } = await load({
    url: service.url,
    connections: loanConnections,
    seconds,
    amount: loansPerRound,
    requests,
    expectedStatus: 201,
  });
  await relayed(pool);
  return rate;
}

async function watchEffects(fleet: Fleet, requests: readonly RequestTemplate[]): Promise<number> {
  const { context, service, pool, cases } = fleet;
  await settled(pool, cases);
  const [since] = await query<{ now: string }>(pool.superuserUrl, 'select clock_timestamp()::text as now');
  const { seconds } = context.effort;
  const job = { url: service.url, connections: loanConnections, seconds, requests, expectedStatus: 201 };
  await load({ ...job, rate: watchedRate });
  await settled(pool, cases);
  return effectAfter(pool, cases, since?.now ?? '');
}

async function readOnce({ context, service }: Fleet, requests: readonly RequestTemplate[]): Promise<number> {
  const seconds = Math.min(2, context.effort.seconds);
  const job = { url: service.url, connections: readConnections, seconds, requests, expectedStatus: 200 };
  return (await load(job)).latency.p95;
}

/** Serials of the bench have nine digits and count from 0, so that as many last digits as the fleet's number has zeros may be any. */
async function looksOf({ context, units, lending }: Fleet, headquarters: string) {
  const free = Math.round(Math.log10(units));
  const front = `SN-${'0'.repeat(9 - free)}`;
  const perCity = async (path: string) => {
    const some = lending.slice(0, 16);
    const tokens = await Promise.all(some.map((city) => clerkToken(context.machine, city)));
    return tokens.map((token) => getting(path, token));
  };
  const list = '/v1/spare-units?limit=50';
  return {
    clerkList: await perCity(list),
    shelfList: lending
      .slice(0, 16)
      .map((city) => getting(`${list}&site=${city}&model=${benchModels[0]}`, headquarters)),
    search: [getting(`${list}&serial=${front}{digits ${free - 2}}`, headquarters)],
    page: [getting(`/v1/spare-units/${front}{digits ${free}}`, headquarters)],
  };
}

function getting(path: string, token: string): RequestTemplate {
  return { method: 'GET', path, headers: { authorization: `Bearer ${token}` } };
}
