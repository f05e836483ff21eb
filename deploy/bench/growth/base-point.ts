import { unitRegisteredV1 } from '@rotables/contracts';
import { eventually } from '../../replay/eventually.js';
import { consume } from '../consumer-figure.js';
import type { FigureContext } from '../figure.js';
import { load } from '../load.js';
import { relayed } from '../loan-figure.js';
import { query, type BenchDatabase } from '../machine.js';
import { megabytesOf } from '../memory.js';
import { definePlan, fileOf, registerOnce } from '../registration-figure.js';
import { relayOnce } from '../relay-figure.js';
import type { ServiceProcess } from '../service-process.js';
import { bytesOf } from '../disk.js';
import type { BasePoint } from './growth-point.js';
import { times } from './rounds.js';

/** Units that the services take in themselves; the others are copies of what these left behind. */
const registeredByProgram = 10_000;
const unitsPerRound = 5_000;
const messagesPerRound = 10_000;
/** Copies of one statement. */
const copiesPerStatement = 10;
const readConnections = 4;
const coverTables = ['covered_unit', 'coverage', 'coverage_term', 'installed_base', 'installed_base_change'];

interface Base {
  readonly context: FigureContext;
  readonly registeredUnits: number;
  readonly topicPrefix: string;
  readonly warranty: BenchDatabase;
  readonly cases: BenchDatabase;
}

/** Fills the books of warranty and rma, measures everything that could depend on their size, and leaves nothing of them. */
export async function measureBase(context: FigureContext, registeredUnits: number): Promise<BasePoint> {
  const started = performance.now();
  const { machine } = context;
  const topicPrefix = `growth-base-${registeredUnits}.`;
  await machine.createTopics(topicPrefix);
  const warranty = await machine.createDatabase(`bench_base_${registeredUnits}`);
  const cases = await machine.createDatabase(`bench_base_cases_${registeredUnits}`);
  const base: Base = { context, registeredUnits, topicPrefix, warranty, cases };
  try {
    const seedStarted = performance.now();
    await seedBase(base);
    const seedSeconds = (performance.now() - seedStarted) / 1_000;
    context.say(`    filled in ${seedSeconds.toFixed(0)} s`);
    const measured = { ...(await diskOf(base)), ...(await measureWarranty(base)), ...(await measureCases(base)) };
    return { registeredUnits, measured, seedSeconds, seconds: (performance.now() - started) / 1_000 };
  } finally {
    // Where something went wrong, a service still holds its database.
    await machine.stopServices();
    for (const database of [warranty, cases]) await machine.dropDatabase(database);
  }
}

async function seedBase({ context: { machine }, registeredUnits, topicPrefix, warranty, cases }: Base): Promise<void> {
  const services = [
    await machine.startService('warranty', warranty, { TOPIC_PREFIX: topicPrefix }),
    await machine.startService('rma', cases, { TOPIC_PREFIX: topicPrefix }),
  ] as const;
  await definePlan(machine, services[0], warranty);
  await registerOnce(machine, services[0], warranty, fileOf(0, registeredByProgram));
  await eventually('the cases to know the units', async () => {
    const [row] = await query<{ count: number }>(
      cases.superuserUrl,
      'select count(*)::int as count from covered_unit_projection',
    );
    return row?.count === registeredByProgram ? true : null;
  });
  await Promise.all(services.map((service) => service.stop()));
  const copies = registeredUnits / registeredByProgram - 1;
  for (let from = 1; from <= copies; from += copiesPerStatement) {
    const to = Math.min(copies, from + copiesPerStatement - 1);
    for (const table of ['covered_unit', 'coverage', 'coverage_term'])
      await copyRows(warranty, table, 'serial', from, to);
    await copyRows(warranty, 'installed_base_change', null, from, to);
    await copyRows(warranty, 'outbox_published', 'key', from, to);
    await copyRows(cases, 'covered_unit_projection', 'serial', from, to);
    await copyRows(cases, 'inbox', 'key', from, to);
  }
  await query(warranty.superuserUrl, 'update installed_base set installed = installed * $1::int', [copies + 1]);
  for (const { superuserUrl } of [warranty, cases]) await query(superuserUrl, 'vacuum analyze');
  await query(warranty.superuserUrl, 'checkpoint');
}

/** The rows of the program's units once more for each copy, under serials of the copy. */
async function copyRows(
  { superuserUrl }: BenchDatabase,
  table: string,
  serial: string | null,
  from: number,
  to: number,
): Promise<void> {
  const [row] = await query<{ names: string[] }>(
    superuserUrl,
    `select array_agg(attname::text order by attnum) as names from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attidentity = '' and attgenerated = ''`,
    [table],
  );
  const names = row?.names ?? [];
  const values = names.map((name) => {
    if (name === 'serial_key') return `replace(serial_key, 'RG0', 'RGC' || copy || '~')`;
    if (name === serial) return `replace(${name}, 'RG-0-', 'RG-C' || copy || '-')`;
    // Each copy has customers of its own, so that asking for one finds as many units at every size.
    if (name === 'customer_phone') return `customer_phone || '-' || copy`;
    return name === 'event_id' ? 'gen_random_uuid()' : name;
  });
  const ofUnits = serial === null ? 'true' : `${serial} like 'RG-0-%'`;
  await query(
    superuserUrl,
    `insert into ${table} (${names.join(', ')}) select ${values.join(', ')}
     from (select * from ${table} where ${ofUnits} limit ${registeredByProgram}) as original
     cross join generate_series(${from}, ${to}) as copy`,
  );
}

async function diskOf({ registeredUnits, warranty, cases }: Base) {
  const rows = async ({ superuserUrl }: BenchDatabase, table: string): Promise<number> => {
    const [row] = await query<{ count: number }>(superuserUrl, `select count(*)::int as count from ${table}`);
    return row?.count ?? 0;
  };
  const perRow = async (database: BenchDatabase, table: string): Promise<number> =>
    (await bytesOf(database, [table])) / (await rows(database, table));
  return {
    warrantyBytes: [(await bytesOf(warranty, coverTables)) / registeredUnits],
    logBytes: [await perRow(warranty, 'outbox_published')],
    inboxBytes: [await perRow(cases, 'inbox')],
    projectionBytes: [(await bytesOf(cases, ['covered_unit_projection'])) / registeredUnits],
  };
}

async function measureWarranty({ context, topicPrefix, warranty }: Base) {
  const { machine } = context;
  const service = await machine.startService('warranty', warranty, { TOPIC_PREFIX: topicPrefix });
  let [file, round] = [0, 0];
  const registration = await times(context, () =>
    registerOnce(machine, service, warranty, fileOf((file += 1), unitsPerRound)),
  );
  const relay = await times(context, () => relayOnce(warranty, (round += 1), messagesPerRound));
  const customers = await times(context, () => findByPhone(context, service));
  await relayed(warranty);
  const warrantyMemory = [megabytesOf(service.pid)];
  await service.stop();
  return { registration, relay, customers, warrantyMemory };
}

/** The units of one city's clerk's customer, asked for by the telephone number. */
async function findByPhone({ machine, effort }: FigureContext, service: ServiceProcess): Promise<number> {
  const token = await machine.token('clerk.bca', 'branch-clerk', ['BCA']);
  const seconds = Math.min(2, effort.seconds);
  const path = '/v1/covered-units?limit=50&customerPhone=0411-5550-0{digits 3}';
  const requests = [{ method: 'GET', path, headers: { authorization: `Bearer ${token}` } } as const];
  return (await load({ url: service.url, connections: readConnections, seconds, requests, expectedStatus: 200 }))
    .latency.p95;
}

async function measureCases({ context, topicPrefix, cases }: Base) {
  const { machine } = context;
  const service = await machine.startService('rma', cases, { TOPIC_PREFIX: topicPrefix });
  const registeredMeanwhile = unitsPerRound * (1 + context.effort.rounds);
  await eventually('the cases to have caught up', async () => {
    const [row] = await query<{ count: number }>(
      cases.superuserUrl,
      `select count(*)::int as count from inbox where topic = $1 and key >= 'RG-1-' and key < 'RG-:'`,
      [unitRegisteredV1.topic],
    );
    return row?.count === registeredMeanwhile ? true : null;
  });
  let round = 0;
  const job = { service, database: cases, topicPrefix, count: messagesPerRound };
  const consumer = await times(context, () => consume(machine, { ...job, name: `ROUND${(round += 1)}` }));
  const rmaMemory = [megabytesOf(service.pid)];
  await service.stop();
  return { consumer, rmaMemory };
}
