import { Migration } from '@mikro-orm/migrations';
import { defineEntity, p } from '@mikro-orm/postgresql';
import type { MigrationObject } from '@mikro-orm/postgresql';
import { Type } from '@sinclair/typebox';
import { defineEvent } from '@rotables/contracts';
import { DomainError, systemSession } from '@rotables/domain-kernel';
import type { EventPublisher, OutgoingEvent } from '@rotables/event-bus';
import { createOrm, lockRow, persistenceMigrations, prepareDatabase, UnitOfWork } from '@rotables/persistence';
import type { ServiceDatabase } from '@rotables/persistence';
import { createTestDatabase, waitFor } from '@rotables/testing';
import type { TestDatabase } from '@rotables/testing';
import pg from 'pg';
import { appendEvents, holdEventsAgainst, outboxMigrations } from '../src/index.js';

/** An aggregate for the specs: what lies on a shelf, and the sequence of its last event. */
export const ShelfSchema = defineEntity({
  name: 'Shelf',
  properties: { id: p.string().primary(), units: p.integer(), version: p.integer() },
});

class Shelves extends Migration {
  override up(): void {
    this.addSql('create table shelf (id text primary key, units integer not null, version integer not null)');
  }
}

const migrations: MigrationObject[] = [
  ...persistenceMigrations,
  ...outboxMigrations,
  { name: 'shelf-0001', class: Shelves },
];

export class ShelfNotFound extends DomainError {
  readonly code = 'shelf-not-found';
  readonly kind = 'not-found';
}

export const session = systemSession('outbox-spec');
export const topic = 'spec.shelf.v1';

/** A body may lack the fields: most specs are about events whose body does not matter. */
const unitPut = defineEvent({
  type: 'spec.unit-put.v1',
  topic,
  key: 'shelf',
  description: 'A unit was put on a shelf.',
  schema: Type.Object({
    shelf: Type.Optional(Type.String({ minLength: 1 })),
    units: Type.Optional(Type.Integer()),
    index: Type.Optional(Type.Integer()),
    note: Type.Optional(Type.String()),
  }),
  example: { shelf: 'a', units: 1 },
});

export interface ScratchOutbox extends TestDatabase {
  readonly database: ServiceDatabase;
  /** As another process would open it. */
  open(): Promise<ServiceDatabase>;
}

export async function createScratchOutbox(): Promise<ScratchOutbox> {
  const scratch = await createTestDatabase();
  const { url, ownerUrl, appRole, appPassword } = scratch;
  await prepareDatabase({ ownerUrl, appRole, appPassword, migrations });
  const opened: ServiceDatabase[] = [];
  const open = async () => {
    const database = await createOrm({ databaseUrl: url, entities: [ShelfSchema], poolSize: 6 });
    opened.push(database);
    holdEventsAgainst(database.unitOfWork, new Map([[unitPut.type, unitPut]]));
    return database;
  };
  return {
    ...scratch,
    database: await open(),
    open,
    async drop() {
      await Promise.all(opened.map((database) => database.close()));
      await scratch.drop();
    },
  };
}

export async function query<Row extends pg.QueryResultRow>(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** Puts one unit on the shelf as a command would: lock, decide, append, save. */
export async function putUnit(id: string): Promise<number> {
  const shelf = await lockRow(ShelfSchema, { id }, () => new ShelfNotFound(`shelf ${id} does not exist.`));
  shelf.units += 1;
  const event = { type: 'spec.unit-put.v1', body: { shelf: id, units: shelf.units } };
  shelf.version = await appendEvents({ topic, key: id, city: 'DL', version: shelf.version }, [event]);
  await UnitOfWork.current().flush();
  return shelf.version;
}

/** A publisher that keeps what it is given, in order; a port's other side, not a double of ours. */
export class RecordingPublisher implements EventPublisher {
  readonly published: OutgoingEvent[] = [];
  fault: Error | undefined;

  constructor(private readonly log: OutgoingEvent[] = []) {}

  async publish(events: readonly OutgoingEvent[]): Promise<void> {
    if (this.fault) throw this.fault;
    this.published.push(...events);
    this.log.push(...events);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** Something that one side waits for and the other does. */
export function signal(): { readonly promise: Promise<undefined>; readonly done: () => void } {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  return { promise, done: () => resolve(undefined) };
}

export async function eventually(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  await waitFor(condition, { describe: `the moment when ${what}`, intervalMilliseconds: 5 });
}

/** Throws unless every aggregate's events stand in `log` exactly once each, from 1, in order. */
export function ensureOnceAndInOrder(
  log: readonly OutgoingEvent[],
  expectedByKey: Readonly<Record<string, number>>,
): void {
  const sequences: Record<string, number[]> = {};
  for (const { key, sequence } of log) (sequences[key] ??= []).push(sequence);
  const expected = Object.entries(expectedByKey).map(([key, count]) => [
    key,
    Array.from({ length: count }, (_, index) => index + 1),
  ]);
  expect(sequences).toEqual(Object.fromEntries(expected));
}
