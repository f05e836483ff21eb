import { Migration } from '@mikro-orm/migrations';
import type { MigrationObject } from '@mikro-orm/postgresql';
import { appendOnly, revokeFromAllButOwner } from '@rotables/persistence';
import { AuditTrail } from './audit-trail.migration.js';
import { bucketCount } from './buckets.js';

const eventColumns = `
  event_id uuid not null,
  topic text not null,
  key text not null,
  sequence bigint not null check (sequence > 0),
  type text not null,
  city text,
  actor text not null,
  traceparent text,
  body jsonb not null,
  bucket smallint not null check (bucket between 0 and ${bucketCount - 1}),
  recorded_at timestamptz not null default clock_timestamp()`;

/**
 * Makes the daily partitions (UTC) from today on. It runs as the owner, because the application's role may create and alter nothing;
 * rows that came before their day's partition was there move from the default partition into it.
 */
const preparePartitions = `
create function outbox_prepare_partitions(days_ahead integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $function$
declare
  day date;
  holder record;
  partition text;
  made integer := 0;
begin
  if days_ahead is null or days_ahead not between 0 and 60 then
    raise exception 'days_ahead is %, but must be 0 to 60', days_ahead;
  end if;
  perform pg_advisory_xact_lock(7305002);
  for day in
    select (timezone('UTC', clock_timestamp()))::date + ahead from generate_series(0, days_ahead) as ahead
  loop
    partition := 'outbox_published_' || to_char(day, 'YYYYMMDD');
    continue when to_regclass(partition) is not null;
    execute format('create table %I (like outbox_published including defaults including constraints)', partition);
    for holder in
      select distinct grantee::text as name from information_schema.role_table_grants
      where table_schema = 'public' and table_name = partition and grantee <> current_user
    loop
      execute format('revoke all on %I from %I', partition, holder.name);
    end loop;
    execute format(
      'with stray as (delete from outbox_published_default where recorded_at >= %L and recorded_at < %L returning *)
       insert into %I select * from stray',
      day || ' 00:00:00+00', (day + 1) || ' 00:00:00+00', partition);
    execute format('alter table outbox_published attach partition %I for values from (%L) to (%L)',
      partition, day || ' 00:00:00+00', (day + 1) || ' 00:00:00+00');
    made := made + 1;
  end loop;
  return made;
end
$function$`;

class Outbox extends Migration {
  override up(): void {
    this.addSql(`create table outbox (
      id bigint generated always as identity primary key, ${eventColumns},
      unique (topic, key, sequence)
    ) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0)`);
    this.addSql(revokeFromAllButOwner('outbox', ['update', 'truncate']));
    this.addSql(`create table outbox_published (
      id bigint not null, ${eventColumns},
      published_at timestamptz not null default clock_timestamp(),
      epoch bigint not null,
      unique (topic, key, sequence, recorded_at)
    ) partition by range (recorded_at)`);
    this.addSql('create table outbox_published_default partition of outbox_published default');
    this.addSql(appendOnly('outbox_published'));
    this.addSql(revokeFromAllButOwner('outbox_published_default', ['insert', 'update', 'delete', 'truncate']));
    this.addSql(preparePartitions);
    this.addSql('select outbox_prepare_partitions(7)');
    this.addSql(`create table outbox_lease (
      bucket smallint primary key check (bucket between 0 and ${bucketCount - 1}),
      owner text,
      epoch bigint not null default 0,
      expires_at timestamptz
    )`);
    this.addSql(`insert into outbox_lease (bucket) select generate_series(0, ${bucketCount - 1})`);
    this.addSql(revokeFromAllButOwner('outbox_lease', ['insert', 'delete', 'truncate']));
    this.addSql('create table outbox_relay (owner text primary key, expires_at timestamptz not null)');
  }
}

/** The tables of this library; a service lists them before its own migrations. */
export const outboxMigrations: MigrationObject[] = [
  { name: 'outbox-0001-outbox', class: Outbox },
  { name: 'outbox-0002-audit-trail', class: AuditTrail },
];
