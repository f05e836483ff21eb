import { eventually } from '../replay/eventually.js';
import { interleaved, type Figure, type FigureContext, type Measurement } from './figure.js';
import { load } from './load.js';
import { query, type BenchDatabase } from './machine.js';
import { pgbench } from './pgbench.js';
import { benchCities, benchModels, faultsOf, loanRequest, loanRequests, recordedCases, seedPool } from './pool-seed.js';
import { recordedFloor, type RecordedFloor } from './recorded-floor.js';
import type { ServiceProcess } from './service-process.js';

const connections = 16;

/** P1: a loan over HTTP, from its token to its commit, against pgbench with the statements that PostgreSQL logged of one. */
export const loanFigure: Figure = {
  name: 'P1',
  isPartOf: 'every run',
  needsPgbench: true,
  measure: measureLoans,
};

async function measureLoans(context: FigureContext): Promise<readonly Measurement[]> {
  const { machine, effort, say } = context;
  const database = await machine.createDatabase('bench_loan');
  const topicPrefix = 'loan.';
  await machine.createTopics(topicPrefix);
  const environment = { TOPIC_PREFIX: topicPrefix };
  await (await machine.startService('spare-pool', database, environment)).stop();
  await seedPool(database, effort.quick ? 60_000 : 240_000);
  const copy = await machine.copyDatabase(database, 'bench_loan_copy');
  const service = await machine.startService('spare-pool', database, environment);
  try {
    const floor = await recordLoan(context, database, service);
    const requests = await loanRequests(machine);
    const program = async (): Promise<number> => {
      const job = { url: service.url, connections, seconds: effort.seconds, requests, expectedStatus: 201 };
      const { rate } = await load(job);
      await relayed(database);
      return rate;
    };
    const job = { databaseUrl: copy.appUrl, script: floor.script, clients: connections, seconds: effort.seconds };
    const base = () => pgbench({ ...job, directory: machine.directory, name: 'loan' });
    say(`  the loan is ${floor.statements} statements`);
    const rounds = await interleaved(context, program, base);
    return [measurement(rounds, floor)];
  } finally {
    await service.stop();
  }
}

function measurement(rounds: Pick<Measurement, 'program' | 'floor'>, { statements }: RecordedFloor): Measurement {
  return {
    name: 'P1',
    what: 'loan over HTTP, 16 connections',
    unit: 'commands/s',
    ...rounds,
    floorIs: `pgbench, the same ${statements} statements`,
    goal: { least: 0.6 },
    meaning:
      'How much of what PostgreSQL alone can do with the same statements is left when token, idempotency, rules, events and HTTP are around them, and the load and the relay share the machine.',
  };
}

/** The events of one round must not be published during the next one's floor. */
export async function relayed(database: BenchDatabase): Promise<void> {
  await eventually('the outbox to be empty', async () => {
    const [row] = await query<{ empty: boolean }>(
      database.superuserUrl,
      'select not exists (select from outbox) as empty',
    );
    return row?.empty ? true : null;
  });
}

/** Lends once while PostgreSQL logs, and makes pgbench's script of what it logged. */
async function recordLoan(
  { machine }: FigureContext,
  database: BenchDatabase,
  service: ServiceProcess,
): Promise<RecordedFloor> {
  const city = benchCities[0] ?? '';
  const clerk = `clerk.${city.toLowerCase()}`;
  const model = benchModels[0] ?? '';
  const [before = '', faultNumber = ''] = recordedCases.map((number) => `${faultsOf(city, model)}${number}`);
  const token = await machine.token(clerk, 'branch-clerk', [city]);
  const { path, method, headers, body } = loanRequest(token, city, model, faultNumber);
  const key = 'bench-recorded-key';
  // The second of two: by then every statement is prepared, and what is looked up once is known.
  let loan = { loanNumber: '', serial: '' };
  const lend = async (idempotencyKey: string, fault: string): Promise<void> => {
    const answer = await fetch(`${service.url}${path}`, {
      method,
      headers: { ...headers, 'idempotency-key': idempotencyKey },
      body: (body ?? '').replace(faultNumber, fault),
    });
    if (answer.status !== 201) throw new Error(`The loan to be recorded was refused: ${await answer.text()}`);
    loan = (await answer.json()) as typeof loan;
  };
  await lend('bench-first-key', before);
  const log = await machine.logOf(() => lend(key, faultNumber));
  const cityText = `('BC' || chr(65 + :bench_city::int))`;
  return recordedFloor({
    databaseUrl: database.appUrl,
    log,
    mark: key,
    // Other names than columns have: a result's columns become variables too.
    variables: ['bench_unique random(1, 900000000000000000)', 'bench_city random(0, 15)', 'bench_model random(0, 3)'],
    replacements: [
      { recorded: key, by: `'bench-key-' || :bench_unique` },
      { recorded: faultNumber, by: `'FR-' || :bench_unique` },
      { recorded: loan.loanNumber, by: `'LN-20130416-' || :next` },
      { recorded: loan.serial, by: ':serial' },
      { recorded: clerk, by: `'clerk.' || lower(${cityText})` },
      { recorded: city, by: cityText },
      { recorded: model, by: `'BENCH-MODEL-' || :bench_model` },
    ],
    givesVariables: (sql) => sql.includes('skip locked') || sql.includes('nextval'),
  });
}
