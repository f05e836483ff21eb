import { Migration } from '@mikro-orm/migrations';
import type { MigrationObject } from '@mikro-orm/postgresql';

class IdempotencyKeyAndNumberSeries extends Migration {
  override up(): void {
    // The answer is json, not jsonb, which would put its members in another order: a replay is the first answer, byte for byte.
    this.addSql(`create table idempotency_key (
      actor text not null,
      key text not null,
      route text not null,
      body_hash text not null,
      status smallint,
      response json,
      recorded_at timestamptz not null default clock_timestamp(),
      primary key (actor, key)
    )`);
    this.addSql('create index idempotency_key_recorded_at on idempotency_key (recorded_at)');
    this.addSql(`create table number_series (
      series text primary key,
      last bigint not null check (last > 0)
    )`);
  }
}

/** The tables of this library; a service's own migrations come after them. */
export const persistenceMigrations: MigrationObject[] = [
  { name: 'persistence-0001-idempotency-key-and-number-series', class: IdempotencyKeyAndNumberSeries },
];
