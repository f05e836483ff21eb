import { Migration } from '@mikro-orm/migrations';
import { defineEntity, p, type MigrationObject } from '@mikro-orm/postgresql';
import { Type } from '@sinclair/typebox';
import { defineEvent, type EventContract } from '@rotables/contracts';
import { DomainError } from '@rotables/domain-kernel';
import type { ConsumerTuning } from '@rotables/event-bus';
import { inboxMigrations } from '@rotables/inbox';
import { outboxMigrations } from '@rotables/outbox';
import { persistenceMigrations } from '@rotables/persistence';

export const shelfTopic = 'crash.shelf.v1';

const body = Type.Object({ command: Type.String(), units: Type.Integer({ minimum: 1 }) });
const example = { command: '0f5b7c1e-6f0a-4d3a-9d6e-2f6f6c1b7a10', units: 1 };

export const unitPutV1 = defineEvent({
  type: 'crash.unit-put.v1',
  topic: shelfTopic,
  key: 'shelf',
  description: 'A unit was put on the shelf.',
  schema: body,
  example,
});
export const shelfCountedV1 = defineEvent({
  type: 'crash.shelf-counted.v1',
  topic: shelfTopic,
  key: 'shelf',
  description: 'The shelf was counted after a unit was put on it.',
  schema: body,
  example,
});

/** Every command appends one event of each; so a command that is torn apart shows. */
export const shelfContracts: ReadonlyMap<string, EventContract> = new Map(
  [unitPutV1, shelfCountedV1].map((contract) => [contract.type, contract]),
);

/** The aggregate: what lies on a shelf, and the sequence of its last event. */
export const ShelfSchema = defineEntity({
  name: 'Shelf',
  properties: { id: p.string().primary(), units: p.integer(), version: p.integer() },
});

export class ShelfNotFound extends DomainError {
  readonly code = 'shelf-not-found';
  readonly kind = 'not-found';
}

class Shelves extends Migration {
  override up(): void {
    this.addSql('create table shelf (id text primary key, units integer not null, version integer not null)');
    // None of these has a unique constraint: a repetition must be seen, not prevented.
    this.addSql(`create table put (id bigint generated always as identity, command text not null, shelf text not null,
      recorded_at timestamptz not null default clock_timestamp())`);
    this
      .addSql(`create table effect (id bigint generated always as identity, key text not null, sequence bigint not null,
      command text not null, recorded_at timestamptz not null default clock_timestamp())`);
    // Every record that reached a receiver, each time that it did; written outside of the receiver's transaction.
    this
      .addSql(`create table delivery (id bigint generated always as identity, process integer not null, partition integer not null,
      record_offset bigint not null, key text not null, sequence bigint not null,
      recorded_at timestamptz not null default clock_timestamp())`);
  }
}

export const shelfMigrations: MigrationObject[] = [
  ...persistenceMigrations,
  ...outboxMigrations,
  ...inboxMigrations,
  { name: 'shelf-0001', class: Shelves },
];

/** Where a depot can be held, and killed while it is held there. */
export type Point =
  /** The command is committed and acknowledged, its events are not published. */
  | 'before-publish'
  /** The broker has the events, the outbox does not know it. */
  | 'after-publish'
  /** The effects are committed, the offset is not. */
  | 'after-effect'
  /** Half of a batch has its effects, in a transaction that is not committed. */
  | 'mid-batch'
  /** The command has done everything but its commit. */
  | 'before-commit';

/** Safeguards that a depot can be started without, to see that the checks notice. */
export type Safeguard = 'inbox-dedupe' | 'fence' | 'aggregate-lock' | 'idempotency-key';

/** What a depot's process is told, as JSON in its first argument. */
export interface DepotSettings {
  readonly databaseUrl: string;
  /** None: the bus in the process. */
  readonly brokers: readonly string[];
  readonly topicPrefix: string;
  readonly leaseMilliseconds: number;
  /** Events that the relay publishes at once. */
  readonly relayBatch: number;
  readonly tuning: Partial<ConsumerTuning>;
  readonly without: readonly Safeguard[];
}

/** What a depot says of itself. */
export interface DepotFigures {
  readonly publishedSinceStart: number;
  readonly leasesLost: number;
  readonly bucketsHeld: number;
  readonly joined: boolean;
  readonly received: number;
  readonly rebuilds: number;
}
