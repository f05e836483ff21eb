import { unitMovedV1 } from '@rotables/contracts';
import { envelopeHeaders, type OutgoingEvent } from '@rotables/event-bus';
import { interleaved, type Figure, type FigureContext, type Measurement } from './figure.js';
import { relayed } from './loan-figure.js';
import { query, type BenchDatabase } from './machine.js';
import { produce } from './produce.js';

/** What the relay reads at once; the floor sends as many at once. */
const batch = 1_000;
const keys = 1_000;
const topicPrefix = 'relay.';

/** P3: the relay of a running service, from rows in its outbox to acknowledged and marked, against kafkajs with the same messages. */
export const relayFigure: Figure = { name: 'P3', isPartOf: 'every run', needsPgbench: false, measure: measureRelay };

async function measureRelay(context: FigureContext): Promise<readonly Measurement[]> {
  const { machine, effort } = context;
  const database = await machine.createDatabase('bench_relay');
  await machine.createTopics(topicPrefix);
  const service = await machine.startService('spare-pool', database, { TOPIC_PREFIX: topicPrefix });
  const count = effort.quick ? 10_000 : 40_000;
  let round = 0;
  try {
    const program = (): Promise<number> => relayOnce(database, (round += 1), count);
    const messages = Array.from({ length: count }, (_, index) => messageOf(eventOf(0, index)));
    const topic = `${topicPrefix}${unitMovedV1.topic}`;
    const job = { brokers: machine.kafka.brokers, topic, messages, batch };
    const rounds = await interleaved(context, program, () => produce(job));
    return [
      {
        name: 'P3',
        what: 'relay, from outbox rows to acknowledged and marked',
        unit: 'messages/s',
        ...rounds,
        floorIs: 'kafkajs alone with the same messages, batch and acks',
        goal: { least: 0.5 },
        meaning:
          'How fast a backlog drains: the floor only sends, the relay also reads each row, fences its lease and moves the row to the log.',
      },
    ];
  } finally {
    await service.stop();
  }
}

function eventOf(round: number, index: number): OutgoingEvent {
  const key = keyOf(round, index);
  return {
    id: '4e7f1f5e-6f1d-4f0e-9c59-0d5b1f0b7a10',
    type: unitMovedV1.type,
    source: 'spare-pool',
    topic: unitMovedV1.topic,
    key,
    sequence: Math.floor(index / keys) + 1,
    time: '2013-04-16T02:00:00.000000Z',
    city: 'DL',
    actor: 'bench',
    traceparent: null,
    body: { ...unitMovedV1.example, serial: key },
  };
}

const keyOf = (round: number, index: number): string => `RELAY-${round}-${index % keys}`;

function messageOf(event: OutgoingEvent) {
  return { key: event.key, headers: envelopeHeaders(event), value: JSON.stringify(event.body) };
}

/** Puts the rows there in one transaction and reads from the log how long their way took; the first batch is the clock's start. */
export async function relayOnce(database: BenchDatabase, round: number, count: number): Promise<number> {
  const { topic, type, body, actor, city } = eventOf(round, 0);
  await query(
    database.superuserUrl,
    `insert into outbox (event_id, topic, key, sequence, type, city, body, bucket, actor)
     select gen_random_uuid(), $1, 'RELAY-' || $2 || '-' || n % ${keys}, n / ${keys} + 1, $3, $4,
       $5::jsonb || jsonb_build_object('serial', 'RELAY-' || $2 || '-' || n % ${keys}), n % ${keys} % 16, $6
     from generate_series(0, $7::int - 1) as n`,
    [topic, String(round), type, city, JSON.stringify(body), actor, count],
  );
  await relayed(database);
  const [row] = await query<{ seconds: number }>(
    database.superuserUrl,
    `select extract(epoch from max(published_at) - min(published_at))::float8 as seconds from outbox_published where key like $1`,
    [`RELAY-${round}-%`],
  );
  return (count - batch) / (row?.seconds ?? 0);
}
