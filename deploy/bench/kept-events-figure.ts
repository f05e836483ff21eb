import { bytesOf } from './disk.js';
import { interleaved, type Figure, type FigureContext, type Measurement } from './figure.js';
import { load } from './load.js';
import { relayed } from './loan-figure.js';
import { query, type BenchDatabase } from './machine.js';
import { loanRequests, seedPool } from './pool-seed.js';

const kept = { few: 10_000, many: 10_000_000 } as const;
const connections = 16;
/** Rows of one statement: a transaction of ten million would only keep the disk busy. */
const rowsPerStatement = 500_000;

/** P6: the published events are kept until they are reconciled; keeping many must not slow the commands down that add to them. */
export const keptEventsFigure: Figure = {
  name: 'P6',
  isPartOf: 'full runs',
  needsPgbench: false,
  measure: measureKeptEvents,
};

async function measureKeptEvents(context: FigureContext): Promise<readonly Measurement[]> {
  const { machine, effort } = context;
  const [few, many] = [await pool(context, 'few'), await pool(context, 'many')];
  const requests = await loanRequests(machine);
  const rate =
    ({ service, database }: Pool) =>
    async (): Promise<number> => {
      const job = { url: service.url, connections, seconds: effort.seconds, requests, expectedStatus: 201 };
      const answered = await load(job);
      await relayed(database);
      return answered.rate;
    };
  try {
    const rounds = await interleaved(context, rate(many), rate(few));
    return [
      {
        name: 'P6',
        what: `loans with ${kept.many} published events kept`,
        unit: 'commands/s',
        ...rounds,
        floorIs: `the same with ${kept.few}`,
        goal: { least: 0.97 },
        meaning: 'The log of published events may grow for months between two reconciliations.',
      },
    ];
  } finally {
    await Promise.all([few.service.stop(), many.service.stop()]);
  }
}

type Pool = Awaited<ReturnType<typeof pool>>;

async function pool({ machine, say }: FigureContext, size: keyof typeof kept) {
  const topicPrefix = `kept-${size}.`;
  await machine.createTopics(topicPrefix);
  const database = await machine.createDatabase(`bench_kept_${size}`);
  await (await machine.startService('spare-pool', database, { TOPIC_PREFIX: topicPrefix })).stop();
  await seedPool(database, 120_000);
  const started = performance.now();
  await keepEvents(database, kept[size]);
  const bytes = await bytesOf(database, ['outbox_published']);
  const gigabytes = (bytes / 1024 ** 3).toFixed(2);
  say(`  ${kept[size]} events kept after ${((performance.now() - started) / 1_000).toFixed(0)} s, ${gigabytes} GB`);
  return { database, service: await machine.startService('spare-pool', database, { TOPIC_PREFIX: topicPrefix }) };
}

/** All of them in the partition of today, to which every command adds: the worst place. */
async function keepEvents(database: BenchDatabase, count: number): Promise<void> {
  for (let from = 1; from <= count; from += rowsPerStatement) {
    await query(
      database.superuserUrl,
      `insert into outbox_published (id, event_id, topic, key, sequence, type, city, actor, body, bucket, epoch)
       select -n, gen_random_uuid(), 'spare-pool.spare-unit.v1', 'KEPT-' || n / 10, n % 10 + 1, 'spare-pool.unit-moved.v1', 'DL', 'bench',
         '{"serial":"KEPT","movement":"loaned"}', n % 16, 1
       from generate_series($1::bigint, $2::bigint) as n`,
      [from, Math.min(count, from + rowsPerStatement - 1)],
    );
  }
  await query(database.superuserUrl, 'vacuum analyze outbox_published');
  await query(database.superuserUrl, 'checkpoint');
}
