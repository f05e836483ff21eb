import { createServer, type IncomingMessage } from 'node:http';
import { DomainError, parseActorId, type ErrorKind, type Session } from '@rotables/domain-kernel';
import {
  InProcessBus,
  InProcessEventServer,
  KafkaEventPublisher,
  KafkaEventServer,
  type EventContext,
  type EventDispatcher,
  type KafkaConnectionOptions,
} from '@rotables/event-bus';
import { InboxReceiver } from '@rotables/inbox';
import { appendEvents, holdEventsAgainst, OutboxRelay } from '@rotables/outbox';
import {
  createOrm,
  hashOfBody,
  IdempotencyKeys,
  lockRow,
  parseIdempotencyKey,
  UnitOfWork,
  type StoredAnswer,
} from '@rotables/persistence';
import { ObservedReceiver } from './observed-receiver.js';
import { Points } from './points.js';
import { WithoutDedupe, WithoutFence, WithoutIdempotencyKeys } from './sabotage.js';
import {
  shelfContracts,
  shelfCountedV1,
  ShelfNotFound,
  ShelfSchema,
  shelfTopic,
  unitPutV1,
  type DepotFigures,
  type DepotSettings,
  type Point,
} from './shelf.js';

/** A depot: a service that puts units on shelves, tells it, and hears of it. It is there to be killed. */
const settings = JSON.parse(process.argv[2] ?? '{}') as DepotSettings;
const without = new Set(settings.without);
const points = new Points();
const silent = (): void => undefined;
const write = (line: unknown): void => void process.stderr.write(`${String(line)}\n`);
const clerk: Session = { actor: parseActorId('clerk'), name: 'clerk', roles: ['warehouse'], cities: 'all' };

const connection: KafkaConnectionOptions = {
  brokers: settings.brokers,
  topicPrefix: settings.topicPrefix,
  clientId: 'depot',
  logger: { log: silent, debug: silent, warn: write, error: write },
};
const database = await createOrm({ databaseUrl: settings.databaseUrl, entities: [ShelfSchema], poolSize: 5 });
const { unitOfWork } = database;
holdEventsAgainst(unitOfWork, shelfContracts);
const keys = without.has('idempotency-key') ? new WithoutIdempotencyKeys() : new IdempotencyKeys();

/** Without brokers the depot is a service of the single process that runs where no Kafka can be had. */
const bus = settings.brokers.length === 0 ? new InProcessBus({ subscribers: ['depot'] }) : null;
const publisher = bus?.publisher() ?? new KafkaEventPublisher(connection);
const Relay = without.has('fence') ? WithoutFence : OutboxRelay;
const relay = new Relay({
  unitOfWork,
  publisher,
  source: 'depot',
  batchSize: settings.relayBatch,
  leaseMilliseconds: settings.leaseMilliseconds,
  onTrouble: write,
  hooks: {
    beforePublish: () => points.pass('before-publish'),
    afterPublish: () => points.pass('after-publish'),
  },
});

let observed: ObservedReceiver | undefined;
const consuming = {
  contracts: shelfContracts,
  onFault: (error: unknown) => {
    write(error);
    process.exit(1);
  },
  createReceiver: (dispatcher: EventDispatcher) => {
    const options = { service: 'depot', unitOfWork, dispatcher, contracts: shelfContracts };
    const inner = new InboxReceiver(options, without.has('inbox-dedupe') ? new WithoutDedupe() : undefined);
    observed = new ObservedReceiver(inner, database, points, bus === null ? 0n : BigInt(Date.now()) * 1_000_000n);
    return observed;
  },
};
const consumer =
  bus === null
    ? new KafkaEventServer({
        ...consuming,
        connection,
        groupId: `${settings.topicPrefix}depot`,
        tuning: { ...settings.tuning, concurrentPartitions: 1 },
      })
    : new InProcessEventServer({ ...consuming, bus, service: 'depot' });

async function noteEffect(body: { readonly command: string }, { event }: EventContext): Promise<void> {
  await UnitOfWork.preparedQuery('effect', 'insert into effect (key, sequence, command) values ($1, $2, $3)', [
    event.key,
    event.sequence,
    body.command,
  ]);
  await observed?.effectWritten();
}

async function putUnit(id: string, command: string): Promise<StoredAnswer> {
  const shelf = without.has('aggregate-lock')
    ? await UnitOfWork.current().findOneOrFail(ShelfSchema, { id })
    : await lockRow(ShelfSchema, { id }, () => new ShelfNotFound(`shelf is ${id}, but there is no such shelf.`));
  shelf.units += 1;
  await UnitOfWork.preparedQuery('put', 'insert into put (command, shelf) values ($1, $2)', [command, id]);
  const body = { command, units: shelf.units };
  shelf.version = await appendEvents({ topic: shelfTopic, key: id, city: null, version: shelf.version }, [
    { type: unitPutV1.type, body },
    { type: shelfCountedV1.type, body },
  ]);
  await UnitOfWork.current().flush();
  return { status: 201, response: { shelf: id, version: shelf.version } };
}

async function figures(): Promise<DepotFigures> {
  const { publishedSinceStart, leasesLost, bucketsHeld } = await relay.figures();
  const { joined, received, rebuilds } = consumer.progress();
  return { publishedSinceStart, leasesLost, bucketsHeld, joined, received, rebuilds };
}

/** POST /shelves/{id}/put under an Idempotency-Key, POST /arm/{point}/{passes}, GET /held, GET /figures. */
async function answer(request: IncomingMessage): Promise<{ status: number; response: unknown; replayed?: boolean }> {
  const [, resource, first = '', second = ''] = (request.url ?? '').split('/');
  if (resource === 'figures') return { status: 200, response: await figures() };
  if (resource === 'held') return { status: 200, response: points.held };
  if (resource === 'arm') {
    points.arm(first as Point, Number(second));
    return { status: 200, response: {} };
  }
  const key = parseIdempotencyKey(request.headers['idempotency-key']);
  const asked = { key, route: `POST ${request.url ?? ''}`, bodyHash: hashOfBody(null) };
  return unitOfWork.run(clerk, async () => {
    const answered = await keys.once(asked, () => putUnit(first, key));
    await points.pass('before-commit', key);
    return answered;
  });
}

const statusOfKind: Partial<Record<ErrorKind, number>> = { unavailable: 503, conflict: 409 };

function statusOf(error: unknown): number {
  return (error instanceof DomainError ? statusOfKind[error.kind] : undefined) ?? 500;
}

const http = createServer((request, response) => {
  answer(request).then(
    ({ status, response: body, replayed }) => {
      response.writeHead(status, {
        'content-type': 'application/json',
        'idempotency-replayed': String(replayed ?? false),
      });
      response.end(JSON.stringify(body));
    },
    (error: unknown) => {
      response.writeHead(statusOf(error));
      response.end(error instanceof Error ? `${error.name}: ${error.message}` : 'failed');
    },
  );
});

async function stop(): Promise<void> {
  http.close();
  http.closeAllConnections();
  await Promise.all([consumer.close(), relay.stop(2_000)]);
  await publisher.close();
  await database.close();
  process.disconnect();
}

process.once('SIGTERM', () => {
  stop().catch((error: unknown) => {
    write(error);
    process.exit(1);
  });
});

for (const { type } of shelfContracts.values()) consumer.addHandler(type, noteEffect, true);
consumer.listen((error) => {
  if (error !== undefined) throw new Error('The consumer cannot listen.', { cause: error });
});
relay.start();
http.listen(0, '127.0.0.1', () => {
  const address = http.address();
  if (typeof address !== 'object' || address === null) throw new Error('The depot listens nowhere.');
  points.tell(String(address.port));
  points.tell('ready');
});
