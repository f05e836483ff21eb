import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Migration } from '@mikro-orm/migrations';
import type { MigrationObject } from '@mikro-orm/postgresql';
import { Type } from '@sinclair/typebox';
import { Controller, Module, type DynamicModule, type INestApplication } from '@nestjs/common';
import { NestApplicationContextOptions } from '@nestjs/common/interfaces/nest-application-context-options.interface.js';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { defineEvent, type EventBody, type EventContract } from '@rotables/contracts';
import { parseActorId, type JsonObject } from '@rotables/domain-kernel';
import {
  connectEventServer,
  OnEvent,
  OnEventsTogether,
  TransientFault,
  type EventContext,
  type EventPublisher,
  type EventServer,
  type EventServerOptions,
  type OutgoingEvent,
  type RecordToDeliver,
} from '@rotables/event-bus';
import { createOrm, prepareDatabase, UnitOfWork, type ServiceDatabase } from '@rotables/persistence';
import { createTestDatabase, waitFor } from '@rotables/testing';
import {
  InboxOperator,
  InboxReceiver,
  NewerEvents,
  inboxMigrations,
  type InboxOptions,
  type InboxStore,
  type SetAside,
} from '../src/index.js';

export const benchTopic = 'bench.thing.v1';

const thingHappenedV1 = defineEvent({
  type: 'bench.thing-happened.v1',
  topic: benchTopic,
  key: 'thing',
  description: 'Something happened to a thing.',
  schema: Type.Object({ value: Type.Integer({ minimum: 0 }), note: Type.String() }),
  example: { value: 1, note: 'as example' },
});
const thingNotedV1 = defineEvent({
  type: 'bench.thing-noted.v1',
  topic: benchTopic,
  key: 'thing',
  description: 'Of no interest to the bench service.',
  schema: Type.Object({ value: Type.Integer(), colour: Type.Optional(Type.Literal('red')) }),
  example: { value: 1 },
});

const thingCountedV1 = defineEvent({
  type: 'bench.thing-counted.v1',
  topic: benchTopic,
  key: 'thing',
  description: 'A thing was counted; taken together by the bench service.',
  schema: Type.Object({ thing: Type.String(), value: Type.Integer() }),
  example: { thing: 'A', value: 1 },
});

/** As one release has it; the next knows more words and longer notes. */
const judgedIn = <Words extends readonly string[]>(words: readonly [...Words], maxLength: number) =>
  defineEvent({
    type: 'bench.thing-judged.v1',
    topic: benchTopic,
    key: 'thing',
    description: 'A thing was judged.',
    schema: Type.Object({
      value: Type.Integer(),
      verdict: Type.Union([Type.Union(words.map((word) => Type.Literal(word))), Type.Null()]),
      note: Type.String({ maxLength }),
    }),
    example: { value: 1, verdict: null, note: '' },
  });
const thingJudgedV1 = judgedIn(['good', 'bad'], 5);

const thingRenamedV1 = defineEvent({
  type: 'bench.thing-renamed.v1',
  topic: benchTopic,
  key: 'thing',
  description: 'A thing has another name; the first release does not know it.',
  schema: Type.Object({ value: Type.Integer() }),
  example: { value: 1 },
});
const thingHappenedV2 = defineEvent({
  type: 'bench.thing-happened.v2',
  topic: benchTopic,
  key: 'thing',
  description: 'Something happened to a thing, told otherwise than in the first release.',
  schema: Type.Object({ values: Type.Array(Type.Integer()) }),
  example: { values: [1] },
});

const byType = (...contracts: readonly EventContract[]): ReadonlyMap<string, EventContract> =>
  new Map(contracts.map((contract) => [contract.type, contract]));
const firstRelease = [thingHappenedV1, thingNotedV1, thingCountedV1];
export const benchContracts = byType(...firstRelease, thingJudgedV1);
/** What the upgraded bench service knows. */
const nextContracts = byType(
  ...firstRelease,
  judgedIn(['good', 'bad', 'unclear'], 50),
  thingRenamedV1,
  thingHappenedV2,
);
export type Release = 'first' | 'next';
const contractsOf: Readonly<Record<Release, ReadonlyMap<string, EventContract>>> = {
  first: benchContracts,
  next: nextContracts,
};

/** The bus that a contract case runs on. */
export interface BusUnderTest {
  readonly publisher: EventPublisher;
  /** Puts a record on the bus that no publisher of ours would write. */
  inject(record: RecordToDeliver): Promise<void>;
  createServer(options: EventServerOptions, onFault: (error: unknown) => void): EventServer;
  close(): Promise<void>;
}

/** How the handlers of the bench service behave; changed by the cases. */
export class Conduct {
  /** Keys whose events the handler refuses, as a defect of its own would. */
  readonly failingKeys = new Set<string>();
  /** So many times the handler's database connection is cut, after its effect was written. */
  connectionCuts = 0;
  /** Awaited by the handler after its effect was written. */
  afterEffect: () => Promise<void> = () => Promise.resolve();
  observeTrace: (traceparent: string | null) => void = () => undefined;
  /** Calls of the handler, repeated ones included. */
  calls = 0;
  /** How many events each call of the handler that takes them together had. */
  readonly togetherCalls: number[] = [];
  readonly fatal: unknown[] = [];
  /** What a service would log. */
  readonly setAside: SetAside[] = [];
}

@Controller()
class ThingConsumer {
  constructor(private readonly conduct: Conduct) {}

  @OnEvent(thingHappenedV1)
  async happened(body: EventBody<typeof thingHappenedV1>, { event }: EventContext): Promise<void> {
    this.conduct.calls += 1;
    this.conduct.observeTrace(UnitOfWork.traceparent());
    await UnitOfWork.preparedQuery('bench-effect', 'insert into effect (key, sequence, value) values ($1, $2, $3)', [
      event.key,
      event.sequence,
      body.value,
    ]);
    await this.conduct.afterEffect();
    if (this.conduct.failingKeys.has(event.key)) throw new Error(`the handler refuses ${event.key}`);
    if (this.conduct.connectionCuts > 0) {
      this.conduct.connectionCuts -= 1;
      await UnitOfWork.preparedQuery('bench-cut', 'select pg_terminate_backend(pg_backend_pid())', []);
    }
  }
}

@Controller()
class CountConsumer {
  constructor(private readonly conduct: Conduct) {}

  @OnEventsTogether(thingCountedV1)
  async counted(bodies: readonly EventBody<typeof thingCountedV1>[]): Promise<void> {
    this.conduct.togetherCalls.push(bodies.length);
    await UnitOfWork.preparedQuery(
      'bench-effects-together',
      'insert into effect (key, sequence, value) select thing, value, value from unnest($1::text[], $2::int[]) as counted (thing, value)',
      [bodies.map(({ thing: key }) => key), bodies.map(({ value }) => value)],
    );
    const refused = bodies.find(({ thing: key }) => this.conduct.failingKeys.has(key));
    if (refused) throw new Error(`the handler refuses ${refused.thing}`);
  }
}

@Controller()
class JudgementConsumer {
  @OnEvent(thingJudgedV1)
  async judged(_body: EventBody<typeof thingJudgedV1>, { event }: EventContext): Promise<void> {
    await writeEffect(event);
  }
}

/** Of the next release only. */
@Controller()
class NextConsumer {
  @OnEvent(thingRenamedV1)
  async renamed(_body: EventBody<typeof thingRenamedV1>, { event }: EventContext): Promise<void> {
    await writeEffect(event);
  }

  @OnEvent(thingHappenedV2)
  async happened(_body: EventBody<typeof thingHappenedV2>, { event }: EventContext): Promise<void> {
    await writeEffect(event);
  }
}

async function writeEffect({ key, sequence }: EventContext['event']): Promise<void> {
  await UnitOfWork.preparedQuery('bench-effect', 'insert into effect (key, sequence, value) values ($1, $2, $3)', [
    key,
    sequence,
    sequence,
  ]);
}

@Module({})
class BenchModule {
  static with(conduct: Conduct, release: Release): DynamicModule {
    return {
      module: BenchModule,
      controllers: [ThingConsumer, CountConsumer, JudgementConsumer, ...(release === 'next' ? [NextConsumer] : [])],
      providers: [{ provide: Conduct, useValue: conduct }],
    };
  }
}

class Effects extends Migration {
  override up(): void {
    // Without a unique constraint: a second effect must be seen, not prevented.
    this.addSql(
      'create table effect (id bigint generated always as identity, key text, sequence bigint, value integer)',
    );
  }
}
const benchMigrations: MigrationObject[] = [...inboxMigrations, { name: 'bench-0001', class: Effects }];

export interface Effect {
  readonly key: string;
  readonly sequence: number;
}

/** One service with its own database on a bus of its own. */
export class Bench {
  readonly conduct = new Conduct();
  readonly operator: InboxOperator;
  readonly actor = parseActorId('li.na');
  private app: INestApplication | null = null;
  private eventServer: EventServer | null = null;
  private release: Release = 'first';

  private constructor(
    readonly bus: BusUnderTest,
    private readonly database: ServiceDatabase,
    private readonly dropDatabase: () => Promise<void>,
    private readonly store: InboxStore | undefined,
  ) {
    this.operator = new InboxOperator(
      this.inboxOptions({
        handles: () => true,
        handlesTogether: (type) => this.server.handlesTogether(type),
        dispatch: (...event) => this.server.dispatch(...event),
        dispatchTogether: (...events) => this.server.dispatchTogether(...events),
      }),
      store,
    );
  }

  static async on(createBus: () => Promise<BusUnderTest>, store?: InboxStore): Promise<Bench> {
    const { database, drop } = await createBenchDatabase();
    return new Bench(await createBus(), database, drop, store);
  }

  get server(): EventServer {
    if (this.eventServer === null) throw new Error('The service of the bench is not running.');
    return this.eventServer;
  }

  /** Starts the service, as that release has it, and waits until it takes part in the bus. */
  async start(release: Release = 'first'): Promise<void> {
    this.release = release;
    const server = this.bus.createServer(
      {
        contracts: contractsOf[release],
        createReceiver: (dispatcher) => new InboxReceiver(this.inboxOptions(dispatcher, release), this.store),
      },
      (error) => this.conduct.fatal.push(error),
    );
    const quiet = Object.assign(new NestApplicationContextOptions(), { logger: false });
    const app = await NestFactory.create(BenchModule.with(this.conduct, release), new FastifyAdapter(), quiet);
    connectEventServer(app, server);
    await app.init();
    await app.startAllMicroservices();
    this.app = app;
    this.eventServer = server;
    await until('the service takes part in the bus', () => server.progress().joined);
  }

  async stop(): Promise<void> {
    await this.app?.close();
    this.app = null;
    this.eventServer = null;
  }

  async close(): Promise<void> {
    await this.stop();
    await this.bus.close();
    await this.database.close();
    await this.dropDatabase();
  }

  /** One more receiver of the running service, as a second replica has. */
  receiver(release: Release = this.release): InboxReceiver {
    return new InboxReceiver(this.inboxOptions(this.server, release), this.store);
  }

  /** What a service of that release does at its start, and from time to time. */
  takeUpNewer(release: Release = this.release): Promise<number> {
    return new NewerEvents(this.inboxOptions(this.server, release), this.store).takeUp();
  }

  /** Publishes as a relay does: again and again until it is taken. */
  async publish(...events: readonly OutgoingEvent[]): Promise<void> {
    for (;;) {
      try {
        await this.bus.publisher.publish(events);
        return;
      } catch (error) {
        if (!(error instanceof TransientFault)) throw error;
        await delay(20);
      }
    }
  }

  async effects(): Promise<readonly Effect[]> {
    return this.rows<Effect>('select key, sequence::int as sequence from effect order by id');
  }

  async sequencesOf(key: string): Promise<readonly number[]> {
    return (await this.effects()).filter((effect) => effect.key === key).map(({ sequence }) => sequence);
  }

  async rows<Row>(sql: string): Promise<readonly Row[]> {
    const connection = await this.database.pool.connect({ patient: true });
    try {
      return (await connection.query<Row & Record<string, unknown>>(sql)).rows;
    } finally {
      connection.release();
    }
  }

  private inboxOptions(dispatcher: InboxOptions['dispatcher'], release: Release = 'first'): InboxOptions {
    return {
      service: 'bench',
      unitOfWork: this.database.unitOfWork,
      dispatcher,
      contracts: contractsOf[release],
      onSetAside: (letter) => this.conduct.setAside.push(letter),
    };
  }
}

/** An event of the bench; its body may be replaced by one that the contract does not allow. */
export function thing(
  key: string,
  sequence: number,
  overrides: { id?: string; type?: string; body?: JsonObject } = {},
): OutgoingEvent {
  return {
    id: randomUUID(),
    type: thingHappenedV1.type,
    source: 'bench',
    topic: benchTopic,
    key,
    sequence,
    time: new Date().toISOString(),
    city: 'DL',
    actor: 'li.na',
    traceparent: null,
    body: { value: sequence, note: '' },
    ...overrides,
  };
}

export function things(key: string, from: number, to: number): OutgoingEvent[] {
  return Array.from({ length: to - from + 1 }, (_, index) => thing(key, from + index));
}

/** An event that the bench service takes together with others of its type. */
export function counted(key: string, sequence: number): OutgoingEvent {
  return thing(key, sequence, { type: thingCountedV1.type, body: { thing: key, value: sequence } });
}

/** Waits until the condition holds, and fails with its name when it does not. */
export async function until(name: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  await waitFor(condition, { describe: name, timeoutMilliseconds: 30_000 });
}

async function createBenchDatabase(): Promise<{ database: ServiceDatabase; drop: () => Promise<void> }> {
  const { ownerUrl, url, appRole, appPassword, drop } = await createTestDatabase();
  await prepareDatabase({ ownerUrl, appRole, appPassword, migrations: benchMigrations });
  const database = await createOrm({ databaseUrl: url, entities: [], poolSize: 5 });
  return { database, drop };
}
