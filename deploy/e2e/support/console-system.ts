import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureKeyPair, issueToken, loadPrivateKey } from '@rotables/access';
import { partitionsPerTopic, topics, type EventContract } from '@rotables/contracts';
import type { CityCode, JsonObject, Role } from '@rotables/domain-kernel';
import { createTopics, InProcessBus, KafkaEventPublisher } from '@rotables/event-bus';
import type { ServiceDefinition } from '@rotables/service-host';
import { freshTopicPrefix, requireKafkaBrokers, RunningTestService, waitFor } from '@rotables/testing';
import { billingService } from '../../../services/billing/src/index.js';
import {
  consoleService,
  createAccounts,
  createSignInLinks,
  sampleAccounts,
  sampleColleagues,
  type NewAccount,
} from '../../../services/console/src/index.js';
import { rmaService } from '../../../services/rma/src/index.js';
import { sparePoolService } from '../../../services/spare-pool/src/index.js';
import { warrantyService } from '../../../services/warranty/src/index.js';
import { deleteTopicsOf } from './topics.js';

type ServiceName = 'warranty' | 'spare-pool' | 'rma' | 'billing';

/** Who posts what is there before a journey; of all cities where none are named. */
export interface Poster {
  readonly role: Role;
  readonly actor: string;
  readonly cities?: readonly CityCode[];
}

/** All services and the console on real PostgreSQL and Kafka, for people at browsers. */
export class ConsoleSystem {
  private constructor(
    private readonly services: Map<string, RunningTestService>,
    private readonly startAgain: (stopped: RunningTestService) => Promise<RunningTestService>,
    private readonly directory: string,
    private readonly privateKeyPath: string,
    private readonly topicPrefix: string,
  ) {}

  static async start(): Promise<ConsoleSystem> {
    const directory = await mkdtemp(join(tmpdir(), 'rotables-console-e2e-'));
    const { publicKeyPath, privateKeyPath } = await ensureKeyPair(directory);
    const brokers = requireKafkaBrokers();
    const topicPrefix = freshTopicPrefix();
    await createTopics(
      { brokers, topicPrefix, clientId: 'console-e2e' },
      topics.map((name) => ({ name, partitions: partitionsPerTopic })),
      { replicationFactor: 1 },
    );
    const common = { ACCESS_PUBLIC_KEY: publicKeyPath, KAFKA_BROKERS: brokers.join(','), TOPIC_PREFIX: topicPrefix };
    const bus = new InProcessBus();
    const start = (definition: ServiceDefinition): Promise<RunningTestService> =>
      RunningTestService.start(definition, { environment: common, bus });
    const startAgain = ({ definition, database, service }: RunningTestService): Promise<RunningTestService> =>
      RunningTestService.start(definition, {
        environment: { ...common, PORT: new URL(service.url).port },
        bus,
        database,
      });
    const behind = await Promise.all([warrantyService, sparePoolService, rmaService, billingService].map(start));
    process.env['ACCESS_PRIVATE_KEY'] = privateKeyPath;
    for (const { definition, service } of behind) process.env[addressVariable(definition.name)] = service.url;
    const services = [...behind, await start(consoleService)];
    // Whom a journey names must be known; who signs in gets a link by `links`.
    await createAccounts(services.at(-1)?.database.url ?? '', [...sampleAccounts, ...sampleColleagues]);
    return new ConsoleSystem(
      new Map(services.map((one) => [one.definition.name, one])),
      startAgain,
      directory,
      privateKeyPath,
      topicPrefix,
    );
  }

  async stop(): Promise<void> {
    await Promise.all([...this.services.values()].map((service) => service.stop()));
    // Set to nothing counts as not set.
    for (const name of this.services.keys()) process.env[addressVariable(name)] = '';
    process.env['ACCESS_PRIVATE_KEY'] = '';
    await deleteTopicsOf(this.topicPrefix);
    await rm(this.directory, { recursive: true });
  }

  /** Whoever asks it afterwards finds nobody at its port. */
  stopService(name: ServiceName): Promise<void> {
    return this.named(name).close();
  }

  /** One that was stopped, at the same port and on the same database. */
  async startService(name: ServiceName): Promise<void> {
    this.services.set(name, await this.startAgain(this.named(name)));
  }

  /** A link per account of the sample, or of those given. */
  async links(accounts?: readonly NewAccount[]): Promise<ReadonlyMap<string, string>> {
    const { database, service } = this.named('console');
    const order = { databaseUrl: database.url, consoleUrl: service.url, people: accounts ?? 'sample' } as const;
    const links = await createSignInLinks(order);
    return new Map(links.map(({ account, url }) => [account, url]));
  }

  /** What has to be there before the journey begins; sent as people of the role would. */
  async post(
    service: ServiceName,
    path: string,
    who: Role | Poster,
    body: object | string,
    type = 'application/json',
  ): Promise<Readonly<Record<string, unknown>>> {
    const { role, actor, cities }: Poster = typeof who === 'string' ? { role: who, actor: `setup.${who}` } : who;
    const token = await issueToken(
      { subject: actor, name: role, roles: [role], cities: cities ?? 'all', minutes: 30 },
      await loadPrivateKey(this.privateKeyPath),
    );
    const answer = await fetch(`${this.named(service).service.url}/v1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': type, 'idempotency-key': randomUUID() },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Readonly<Record<string, unknown>>;
  }

  /** Bodies as another service would publish them, each the next event of the key; in whatever shape they are. */
  async tell({ type, topic }: EventContract, key: string, bodies: readonly object[]): Promise<void> {
    const connection = { brokers: requireKafkaBrokers(), topicPrefix: this.topicPrefix, clientId: 'console-e2e' };
    const publisher = new KafkaEventPublisher(connection);
    const attributes = {
      type,
      topic,
      key,
      source: type.split('.')[0] ?? '',
      city: null,
      actor: 'e2e',
      traceparent: null,
    };
    try {
      await publisher.publish(
        bodies.map((body, index) => ({
          ...attributes,
          id: randomUUID(),
          sequence: index + 1,
          time: new Date().toISOString(),
          body: body as JsonObject,
        })),
      );
    } finally {
      await publisher.close();
    }
  }

  /** Waits until rma has heard of so many registered units: a case takes its model from what rma knows when the fault is reported. */
  async untilKnown(units: number): Promise<void> {
    const count = async (): Promise<number> => {
      const [row] = await this.named('rma').query<{ known: number }>(
        'select count(*)::integer as known from covered_unit_projection',
      );
      return row?.known ?? 0;
    };
    await waitFor(async () => (await count()) === units, {
      describe: async () => `${units} units to be known to rma; it knows ${await count()}`,
      timeoutMilliseconds: 60_000,
    });
  }

  private named(name: string): RunningTestService {
    const found = this.services.get(name);
    if (found === undefined) throw new Error(`There is no service ${name}.`);
    return found;
  }
}

function addressVariable(service: string): string {
  return `${service.replaceAll('-', '_').toUpperCase()}_URL`;
}
