import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueToken } from '@rotables/access';
import type { EventBody, EventContract } from '@rotables/contracts';
import type { Clock, JsonObject, JsonValue, Role } from '@rotables/domain-kernel';
import { InProcessBus, type OutgoingEvent } from '@rotables/event-bus';
import {
  parseConfiguration,
  startService,
  type Environment,
  type RunningService,
  type ServiceDefinition,
} from '@rotables/service-host';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from './test-database.js';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');

/** On whose behalf a request is sent. */
export interface Caller {
  readonly subject: string;
  readonly roles: readonly Role[];
  readonly cities: readonly string[] | 'all';
}

export interface Answer<Body = Readonly<Record<string, JsonValue>>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface RequestOptions {
  /** New for every request unless given. */
  readonly idempotencyKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface RunningServiceOptions {
  /** Settings on top of those for tests; `KAFKA_BROKERS` chooses a real broker. */
  readonly environment?: Environment;
  /** Shared by several services of one test. */
  readonly bus?: InProcessBus;
  readonly clock?: Clock;
  /** Started again on what an earlier one left. */
  readonly database?: TestDatabase;
}

/** Somebody of branches (a list of cities) or of headquarters ('all'). */
export function caller(subject: string, role: Role, cities: readonly string[] | 'all' = 'all'): Caller {
  return { subject, roles: [role], cities };
}

/** A whole service on a database of its own, driven over HTTP and by events; without a broker unless one is asked for. */
export class RunningTestService {
  private readonly sequences = new Map<string, number>();

  private constructor(
    readonly definition: ServiceDefinition,
    readonly database: TestDatabase,
    readonly service: RunningService,
    readonly bus: InProcessBus,
    private readonly directory: string,
  ) {}

  static async start(definition: ServiceDefinition, options: RunningServiceOptions = {}): Promise<RunningTestService> {
    const database = options.database ?? (await createTestDatabase());
    const directory = await mkdtemp(join(tmpdir(), `rotables-${definition.name}-`));
    const accessPublicKey = join(directory, 'public.pem');
    await writeFile(accessPublicKey, publicKey.export({ type: 'spki', format: 'pem' }));
    const environment = {
      DATABASE_URL: database.url,
      DATABASE_OWNER_URL: database.ownerUrl,
      KAFKA_BROKERS: 'in-process',
      PORT: '0',
      LOG_LEVEL: 'error',
      RATE_LIMIT_PER_MINUTE: '0',
      ACCESS_PUBLIC_KEY: accessPublicKey,
      ...options.environment,
    };
    const bus = options.bus ?? new InProcessBus();
    try {
      const platform = { bus, ...(options.clock ? { clock: options.clock } : {}) };
      const service = await startService(definition, parseConfiguration(environment, definition), platform);
      return new RunningTestService(definition, database, service, bus, directory);
    } catch (error) {
      await rm(directory, { recursive: true });
      if (!options.database) await database.drop();
      throw error;
    }
  }

  /** Stops the service and removes its database. */
  async stop(): Promise<void> {
    await this.close();
    await this.database.drop();
  }

  /** Stops the service and leaves its database for another. */
  async close(): Promise<void> {
    await this.service.close();
    await rm(this.directory, { recursive: true, force: true });
  }

  get<Body = Readonly<Record<string, JsonValue>>>(who: Caller, path: string): Promise<Answer<Body>> {
    return this.request('GET', who, path, undefined, {});
  }

  /** `body` is sent as JSON; a Buffer is sent as it is, with the content type in `options`. */
  post<Body = Readonly<Record<string, JsonValue>>>(
    who: Caller,
    path: string,
    body: unknown = {},
    options: RequestOptions = {},
  ): Promise<Answer<Body>> {
    return this.request('POST', who, path, body, options);
  }

  /** Lets the service consume an event of another one; resolves when its effect is committed. Sequences count up per key unless given. */
  async deliver<Contract extends EventContract>(
    contract: Contract,
    key: string,
    body: EventBody<Contract>,
    other: Partial<OutgoingEvent> = {},
  ): Promise<void> {
    const aggregate = `${contract.topic} ${key}`;
    const sequence = other.sequence ?? (this.sequences.get(aggregate) ?? 0) + 1;
    this.sequences.set(aggregate, sequence);
    const event: OutgoingEvent = {
      id: randomUUID(),
      type: contract.type,
      source: contract.type.split('.')[0] ?? '',
      topic: contract.topic,
      key,
      sequence,
      time: new Date().toISOString(),
      city: null,
      actor: 'test',
      traceparent: null,
      body: body as JsonObject,
      ...other,
    };
    await this.bus.publisher().publish([event]);
  }

  /** Everything that the service has told so far, published or not, in the order in which it was recorded. */
  async events(): Promise<readonly { type: string; topic: string; key: string; sequence: number; body: JsonObject }[]> {
    return this.query(
      `select type, topic, key, sequence::int as sequence, body from
         (select type, topic, key, sequence, body, id from outbox union all select type, topic, key, sequence, body, id from outbox_published) told
       order by id`,
    );
  }

  /** SQL behind the service's back, as the superuser, whom row-level security does not bind. */
  async query<Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.database.superuserUrl });
    await client.connect();
    try {
      return (await client.query<Row>(sql, [...values])).rows;
    } finally {
      await client.end();
    }
  }

  private async request<Body>(
    method: string,
    who: Caller,
    path: string,
    body: unknown,
    { idempotencyKey = randomUUID(), headers = {} }: RequestOptions,
  ): Promise<Answer<Body>> {
    const token = await issueToken({ ...who, name: who.subject, minutes: 30 }, privateKey);
    const answer = await fetch(`${this.service.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(method === 'GET' ? {} : { 'idempotency-key': idempotencyKey, 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: (text === '' ? {} : JSON.parse(text)) as Body };
  }
}
