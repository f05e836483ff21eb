import { Migration } from '@mikro-orm/migrations';
import type { MigrationObject } from '@mikro-orm/postgresql';
import { appendOnly } from './row-security.js';

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

/** What concerns security, apart from what the service does: nobody who writes it can change it, or shorten it below what must be kept. */
class SecurityLogTable extends Migration {
  override up(): void {
    this.addSql(`create table security_log (
      id bigint generated always as identity primary key,
      what text not null,
      actor text,
      address text,
      trace_id text,
      details jsonb not null,
      recorded_at timestamptz not null default clock_timestamp()
    )`);
    this.addSql(appendOnly('security_log'));
    this.addSql('create index security_log_recorded_at on security_log (recorded_at)');
    this.addSql(`create function security_log_forget(keep_days integer) returns bigint
      language plpgsql security definer set search_path = public, pg_temp as $function$
      declare
        forgotten bigint;
      begin
        if keep_days is null or keep_days < 180 then
          raise exception 'keep_days is %, but what concerns security is kept for 180 days at least', keep_days;
        end if;
        delete from security_log where recorded_at < clock_timestamp() - make_interval(days => keep_days);
        get diagnostics forgotten = row_count;
        return forgotten;
      end
      $function$`);
  }
}

/** An answer is told again only to who still sees what it was told of. The default is what every transaction says of itself; older keys have none. */
class CitiesOfAnswers extends Migration {
  override up(): void {
    this.addSql('alter table idempotency_key add column cities text');
    this.addSql(
      `alter table idempotency_key alter column cities set default nullif(current_setting('app.cities', true), '')`,
    );
  }
}

/** The tables of this library; a service's own migrations come after them. */
export const persistenceMigrations: MigrationObject[] = [
  { name: 'persistence-0001-idempotency-key-and-number-series', class: IdempotencyKeyAndNumberSeries },
  { name: 'persistence-0002-security-log', class: SecurityLogTable },
  { name: 'persistence-0003-cities-of-answers', class: CitiesOfAnswers },
];
