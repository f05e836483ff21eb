import { randomUUID } from 'node:crypto';
import { unitRegisteredV1 } from '@rotables/contracts';
import { envelopeHeaders } from '@rotables/event-bus';
import { eventually } from '../replay/eventually.js';
import { interleaved, type Figure, type FigureContext, type Measurement } from './figure.js';
import { query, type BenchDatabase, type Machine } from './machine.js';
import { pgbench } from './pgbench.js';
import { produce, type ProducedMessage } from './produce.js';
import { recordedFloor } from './recorded-floor.js';
import type { ServiceProcess } from './service-process.js';

const topicPrefix = 'consumer.';
/** Partitions that a service works on at the same time, each on a connection of its own. */
const clients = 2;

/** P4: a service that takes in registrations of units, against pgbench with the statements that PostgreSQL logged of a batch. */
export const consumerFigure: Figure = {
  name: 'P4',
  isPartOf: 'every run',
  needsPgbench: true,
  measure: measureConsumer,
};

async function measureConsumer(context: FigureContext): Promise<readonly Measurement[]> {
  const { machine, effort, say } = context;
  const database = await machine.createDatabase('bench_consumer');
  await machine.createTopics(topicPrefix);
  const environment = { TOPIC_PREFIX: topicPrefix };
  await (await machine.startService('rma', database, environment)).stop();
  const copy = await machine.copyDatabase(database, 'bench_consumer_copy');
  const service = await machine.startService('rma', database, environment);
  const take = (name: string, count: number): Promise<number> =>
    consume(machine, { service, database, topicPrefix, name, count });
  try {
    await take('WARM', 2_000);
    const mark = 'BENCHUNIT';
    const log = await machine.logOf(async () => {
      await take(mark, 1_500);
    });
    const floor = await recordedFloor({
      databaseUrl: database.appUrl,
      log,
      mark,
      variables: ['bench_unique random(1, 900000000000000000)'],
      replacements: [{ recorded: mark, by: `'U' || :bench_unique` }],
      givesVariables: () => false,
    });
    const eventsPerTransaction = new Set(floor.script.match(/BENCHUNIT-\d+/g)).size;
    say(`  the batch that was recorded has ${eventsPerTransaction} events in ${floor.statements} statements`);
    let round = 0;
    const count = effort.quick ? 6_000 : 30_000;
    const job = { databaseUrl: copy.appUrl, script: floor.script, clients, seconds: effort.seconds };
    const rounds = await interleaved(
      context,
      () => take(`ROUND${(round += 1)}`, count),
      async () => eventsPerTransaction * (await pgbench({ ...job, directory: machine.directory, name: 'consumer' })),
    );
    return [
      {
        name: 'P4',
        what: 'consumer with inbox and effect',
        unit: 'events/s',
        ...rounds,
        floorIs: `pgbench with the same ${floor.statements} statements for ${eventsPerTransaction} events`,
        goal: { least: 0.8 },
        meaning:
          'How fast a service catches up: the floor only writes inbox and effect, the service also fetches, checks and dispatches every event.',
      },
    ];
  } finally {
    await service.stop();
  }
}

export interface ConsumeJob {
  /** Who takes them in. */
  readonly service: ServiceProcess;
  readonly database: BenchDatabase;
  readonly topicPrefix: string;
  /** In front of the serials, so that the events of one job are told from those of another. */
  readonly name: string;
  readonly count: number;
}

/**
 * Events a second, by the database's clock from the first inbox row to the last. The service stands still until all events lie there: what
 * produces them would have to share the processors with it, which the floor does not.
 */
export async function consume(
  { kafka }: Machine,
  { service, database, topicPrefix: prefix, name, count }: ConsumeJob,
): Promise<number> {
  const { topic } = unitRegisteredV1;
  const messages = Array.from({ length: count }, (_, index) => registered(`${name}-${index}`));
  service.pause();
  try {
    await produce({ brokers: kafka.brokers, topic: `${prefix}${topic}`, messages, batch: 1_000 });
  } finally {
    service.goOn();
  }
  const taken = async (): Promise<{ count: number; seconds: number }> => {
    const [row] = await query<{ count: number; seconds: number }>(
      database.superuserUrl,
      `select count(*)::int as count, extract(epoch from max(recorded_at) - min(recorded_at))::float8 as seconds
       from inbox where topic = $1 and key like $2`,
      [topic, `${name}-%`],
    );
    return row ?? { count: 0, seconds: 0 };
  };
  await eventually(`${count} events to be taken in`, async () => ((await taken()).count === count ? true : null));
  return count / (await taken()).seconds;
}

function registered(serial: string): ProducedMessage {
  const event = {
    id: randomUUID(),
    type: unitRegisteredV1.type,
    source: 'warranty',
    topic: unitRegisteredV1.topic,
    key: serial,
    sequence: 1,
    time: '2013-04-16T02:00:00.000000Z',
    city: 'DL',
    actor: 'bench',
    traceparent: null,
  };
  const value = JSON.stringify({ ...unitRegisteredV1.example, serial });
  return { key: serial, headers: envelopeHeaders(event), value };
}
