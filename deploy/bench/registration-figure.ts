import { join } from 'node:path';
import pg from 'pg';
import { eventually } from '../replay/eventually.js';
import { interleaved, type Figure, type FigureContext, type Measurement } from './figure.js';
import { relayed } from './loan-figure.js';
import { query, type BenchDatabase, type Machine } from './machine.js';
import type { ServiceProcess } from './service-process.js';

const topicPrefix = 'registration.';
const plan = { plan: 'STD24', contractMonths: 24, vendorMonths: 0, refundDays: 7, freeReplacementMonths: 1 };
const columns = 'serial,model,city,plan,acceptance_date,installed_on,customer_name,customer_phone,contract_number';
const eventColumns = 'event_id, topic, key, sequence, type, city, actor, traceparent, body, bucket, recorded_at';

/** Without the key that the database makes of the serial. */
const coverageColumns = `serial, number, model, city, plan, customer_name, customer_phone, plate, contract_number, acceptance_on, installed_on,
  first_use_on, begun_at, state, registration_number, registration_line, recorded_at`;

/** What one registration wrote, in the order in which foreign keys want it; events are taken from where the relay put them. */
const written: readonly { readonly table: string; readonly columns: string; readonly from: string }[] = [
  { table: 'covered_unit', columns: '*', from: 'covered_unit' },
  { table: 'coverage', columns: coverageColumns, from: 'coverage' },
  { table: 'coverage_term', columns: '*', from: 'coverage_term' },
  { table: 'installed_base', columns: '*', from: 'installed_base' },
  { table: 'installed_base_change', columns: '*', from: 'installed_base_change' },
  { table: 'outbox', columns: eventColumns, from: `outbox_published where topic <> 'warranty.warranty-plan.v1'` },
];

/** P9: a file of units from its upload to its last row, with all events, against COPY of the same rows into the same tables. */
export const registrationFigure: Figure = {
  name: 'P9',
  isPartOf: 'every run',
  needsPgbench: false,
  measure: measureRegistration,
};

async function measureRegistration(context: FigureContext): Promise<readonly Measurement[]> {
  const { machine, effort } = context;
  const database = await machine.createDatabase('bench_registration');
  await machine.createTopics(topicPrefix);
  const environment = { TOPIC_PREFIX: topicPrefix };
  const first = await machine.startService('warranty', database, environment);
  await definePlan(machine, first, database);
  await relayed(database);
  await first.stop();
  const copy = await machine.copyDatabase(database, 'bench_registration_copy');
  const service = await machine.startService('warranty', database, environment);
  const count = effort.quick ? 5_000 : 20_000;
  let file = 0;
  const program = (): Promise<number> => registerOnce(machine, service, database, fileOf((file += 1), count));
  try {
    await program();
    await exportWritten(machine, database);
    const rounds = await interleaved(context, program, () => copyOnce(machine, copy, count));
    return [
      {
        name: 'P9',
        what: `registration of ${count} units from a file`,
        unit: 'units/s',
        ...rounds,
        floorIs: 'COPY of the rows that it wrote, events included, into the same tables',
        goal: { least: 0.1 },
        meaning:
          'How fast an installed base is taken in: every row is read, checked against plan and what is known, covered, counted and told to the other services.',
      },
    ];
  } finally {
    await service.stop();
  }
}

export function fileOf(file: number, count: number): string {
  const rows = Array.from({ length: count }, (_, index) => {
    const [city, day] = [`BC${String.fromCharCode(65 + (index % 16))}`, String(1 + (index % 28)).padStart(2, '0')];
    const serial = `RG-${file}-${String(index).padStart(6, '0')}`;
    const customer = `Customer ${index % 500},0411-5550-${String(index % 500).padStart(4, '0')},C-2013-${index % 500}`;
    return `${serial},BENCH-MODEL-${index % 4},${city},${plan.plan},2013-03-${day},2013-04-${day},${customer}`;
  });
  return [columns, ...rows, ''].join('\n');
}

/** The plan, and the cities, which spare-pool would have told. */
export async function definePlan(
  machine: Machine,
  service: ServiceProcess,
  { superuserUrl }: BenchDatabase,
): Promise<void> {
  await query(
    superuserUrl,
    `insert into known_site (site, city, site_kind, name_zh, name_en, custodian, custodian_person)
     select city, city, 'branch', city, city, 'bench', 'bench' from (select 'BC' || chr(65 + letter) as city from generate_series(0, 15) letter) cities
     on conflict do nothing`,
    [],
  );
  const token = await machine.token('bench.admin', 'administrator', 'all');
  const answer = await fetch(`${service.url}/v1/warranty-plans`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': 'bench-plan' },
    body: JSON.stringify({ ...plan, afterTerm: 'paid' }),
  });
  if (!answer.ok) throw new Error(`The plan of the bench was refused: ${await answer.text()}`);
}

/** Units a second, from the upload's first byte to the commit of the last row. */
export async function registerOnce(
  machine: Machine,
  service: ServiceProcess,
  database: BenchDatabase,
  csv: string,
): Promise<number> {
  const token = await machine.token('bench.admin', 'administrator', 'all');
  const started = performance.now();
  const answer = await fetch(`${service.url}/v1/registrations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv', 'idempotency-key': crypto.randomUUID() },
    body: csv,
  });
  if (answer.status !== 202) throw new Error(`The file of the bench was refused: ${await answer.text()}`);
  const { registrationNumber } = (await answer.json()) as { registrationNumber: string };
  const done = await eventually('the registration to finish', async () => {
    const [row] = await query<{ state: string; registered: number }>(
      database.superuserUrl,
      'select state, registered from registration where registration_number = $1',
      [registrationNumber],
    );
    return row === undefined || row.state === 'running' ? null : row;
  });
  const seconds = (performance.now() - started) / 1_000;
  const rows = csv.split('\n').length - 2;
  if (done.registered !== rows) throw new Error(`${done.registered} of ${rows} units were registered (${done.state}).`);
  await relayed(database);
  return rows / seconds;
}

const copyFile = (machine: Machine, table: string): string =>
  join(machine.directory, 'postgres', 'data', `bench-${table}.copy`);

async function exportWritten(machine: Machine, database: BenchDatabase): Promise<void> {
  for (const { table, columns: list, from } of written) {
    await query(database.superuserUrl, `copy (select ${list} from ${from}) to '${copyFile(machine, table)}'`);
  }
}

async function copyOnce(machine: Machine, copy: BenchDatabase, count: number): Promise<number> {
  const client = new pg.Client({ connectionString: copy.superuserUrl });
  await client.connect();
  try {
    await client.query(`truncate ${written.map(({ table }) => table).join(', ')} cascade`);
    const started = performance.now();
    await client.query('begin');
    for (const { table, columns: list } of written) {
      const target = list === '*' ? table : `${table} (${list})`;
      await client.query(`copy ${target} from '${copyFile(machine, table)}'`);
    }
    await client.query('commit');
    return count / ((performance.now() - started) / 1_000);
  } finally {
    await client.end();
  }
}
