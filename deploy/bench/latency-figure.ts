import { spareUnitLoanedV1 } from '@rotables/contracts';
import { eventually } from '../replay/eventually.js';
import { interleaved, type Figure, type FigureContext, type Measurement } from './figure.js';
import { load } from './load.js';
import { relayed } from './loan-figure.js';
import { inOwnProcess, query, type BenchDatabase } from './machine.js';
import { knowFleet, loanRequests, seedPool } from './pool-seed.js';
import { quantile } from './statistics.js';

const topicPrefix = 'latency.';
/** The floor's messages are no events, and nobody but the floor may see them. */
const floorPrefix = 'latency-floor.';
const connections = 16;
/** Every loan tells of itself and of its unit. */
const eventsPerLoan = 2;

export interface RoundTripJob {
  readonly brokers: readonly string[];
  readonly topic: string;
  readonly value: string;
  readonly messagesPerSecond: number;
  readonly seconds: number;
}

/** P2: from a loan's commit to the commit of what another service makes of it, against a message's way through Kafka alone. */
export const latencyFigure: Figure = {
  name: 'P2',
  isPartOf: 'every run',
  needsPgbench: false,
  measure: measureLatency,
};

async function measureLatency(context: FigureContext): Promise<readonly Measurement[]> {
  const { machine, effort, say } = context;
  await machine.noteCommitTimes();
  await machine.createTopics(topicPrefix);
  const [pool, cases] = [await machine.createDatabase('bench_latency'), await machine.createDatabase('bench_cases')];
  const environment = { TOPIC_PREFIX: topicPrefix };
  await (await machine.startService('spare-pool', pool, environment)).stop();
  await (await machine.startService('rma', cases, environment)).stop();
  await seedPool(pool, effort.quick ? 30_000 : 120_000);
  await knowFleet(pool, cases);
  await machine.createTopics(floorPrefix);
  const services = [
    await machine.startService('spare-pool', pool, environment),
    await machine.startService('rma', cases, environment),
  ] as const;
  try {
    const requests = await loanRequests(machine);
    const job = { url: services[0].url, connections, seconds: effort.seconds, requests, expectedStatus: 201 };
    // Of a service that has just started nobody knows yet what its full load is.
    await load(job);
    const full = await load(job);
    await settled(pool, cases);
    const rate = Math.max(1, Math.round(full.rate / 2));
    say(`  half of the full load is ${rate} loans a second`);
    const program = async (): Promise<number> => {
      const [since] = await query<{ now: string }>(pool.superuserUrl, 'select clock_timestamp()::text as now');
      await load({ ...job, rate });
      await settled(pool, cases);
      return effectAfter(pool, cases, since?.now ?? '');
    };
    const roundTrip = {
      brokers: machine.kafka.brokers,
      topic: `${floorPrefix}warranty.covered-unit.v1`,
      value: JSON.stringify(spareUnitLoanedV1.example),
      messagesPerSecond: rate * eventsPerLoan,
      seconds: effort.seconds,
    } satisfies RoundTripJob;
    const floor = async (): Promise<number> =>
      quantile((await inOwnProcess<{ milliseconds: number[] }>('round-trip', roundTrip)).milliseconds, 0.99);
    return [
      {
        name: 'P2',
        what: `commit to effect in another service, p99, at ${rate} loans/s`,
        unit: 'ms',
        ...(await interleaved(context, program, floor)),
        floorIs: 'kafkajs alone, from produce to consume, p99, at the same rate',
        goal: { most: 3 },
        meaning: 'How stale the other services are while half of what the machine can do is asked of it.',
      },
    ];
  } finally {
    await Promise.all(services.map((service) => service.stop()));
  }
}

/** Every loan is known to the cases, so that nothing of this round is left for the next. */
export async function settled(pool: BenchDatabase, cases: BenchDatabase): Promise<void> {
  await relayed(pool);
  const count = async ({ superuserUrl }: BenchDatabase, table: string): Promise<number> => {
    const [row] = await query<{ count: number }>(superuserUrl, `select count(*)::int as count from ${table}`);
    return row?.count ?? 0;
  };
  await eventually('every loan to be known to the cases', async () =>
    (await count(cases, 'loan_projection')) === (await count(pool, 'loan')) ? true : null,
  );
}

/** Milliseconds from commit to commit, p99, of the loans committed since then. */
export async function effectAfter(pool: BenchDatabase, cases: BenchDatabase, since: string): Promise<number> {
  const committed = 'extract(epoch from pg_xact_commit_timestamp(xmin))::float8 * 1000 as at';
  const loans = await query<{ loan_number: string; at: number }>(
    pool.superuserUrl,
    `select loan_number, ${committed} from loan where pg_xact_commit_timestamp(xmin) >= $1`,
    [since],
  );
  // A loan whose answer the load did not wait for any more may have been committed last of all.
  await refuseDeadLetters(cases);
  const milliseconds = await eventually('the last loan to be known to the cases', async () => {
    const effects = await query<{ loan_number: string; at: number }>(
      cases.superuserUrl,
      `select loan_number, ${committed} from loan_projection`,
    );
    const known = new Map(effects.map(({ loan_number, at }) => [loan_number, at]));
    const ways = loans.flatMap(({ loan_number, at }) => {
      const effectAt = known.get(loan_number);
      return effectAt === undefined ? [] : [effectAt - at];
    });
    return ways.length === loans.length ? ways : null;
  });
  return quantile(milliseconds, 0.99);
}

/** A service that parks what it is told is measured on the way around, not on the way. */
async function refuseDeadLetters({ superuserUrl }: BenchDatabase): Promise<void> {
  const [letter] = await query<{ error: string }>(superuserUrl, 'select error from dead_letter limit 1');
  if (letter) throw new Error(`The cases could not take in what the loans tell: ${letter.error}`);
}
