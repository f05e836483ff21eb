import { Migration } from '@mikro-orm/migrations';
import type { MigrationObject } from '@mikro-orm/postgresql';
import { appendOnly } from '@rotables/persistence';

class Inbox extends Migration {
  override up(): void {
    this.addInbox();
    this.addDeadLetters();
    this.addOperations();
  }

  private addInbox(): void {
    this.addSql(`create table inbox (
      topic text not null,
      key text not null,
      sequence bigint not null check (sequence > 0),
      -- Null where an operator gave up an event that never arrived.
      event_id uuid,
      type text,
      outcome text not null check (outcome in ('processed', 'ignored', 'skipped')),
      recorded_at timestamptz not null default clock_timestamp(),
      primary key (topic, key, sequence)
    )`);
    this.addSql(appendOnly('inbox'));
  }

  private addDeadLetters(): void {
    this.addSql(`create table dead_letter (
      id uuid primary key default gen_random_uuid(),
      position bigint generated always as identity,
      topic text not null,
      key text,
      -- Null where the record's headers do not tell.
      sequence bigint,
      event_id uuid,
      type text,
      partition integer not null,
      record_offset bigint not null,
      headers jsonb not null,
      value bytea,
      -- What an operator put in the place of value.
      mended_value bytea,
      -- Of headers and value, for records without a sequence.
      fingerprint text not null,
      reason text not null check (reason in ('handler-failed', 'broken-json', 'malformed-envelope', 'schema-violation',
        'unknown-type', 'unknown-version', 'waiting')),
      error text not null,
      attempts integer not null default 1,
      state text not null default 'open' check (state in ('open', 'processed', 'skipped')),
      first_failed_at timestamptz not null default clock_timestamp(),
      last_failed_at timestamptz not null default clock_timestamp(),
      settled_at timestamptz,
      settled_by text,
      settled_reason text,
      check ((state = 'open') = (settled_at is null))
    )`);
    this.addSql(`create unique index dead_letter_open_event on dead_letter (topic, key, sequence)
      where state = 'open' and sequence is not null`);
    this.addSql('create unique index dead_letter_record on dead_letter (topic, fingerprint) where sequence is null');
    this.addSql("create index dead_letter_open on dead_letter (position) where state = 'open'");
  }

  private addOperations(): void {
    this.addSql(`create table parked_key (
      topic text not null,
      key text not null,
      reason text not null check (reason in ('poison', 'gap')),
      dead_letter_id uuid references dead_letter (id),
      missing_sequence bigint,
      parked_at timestamptz not null default clock_timestamp(),
      primary key (topic, key)
    )`);
    this.addSql(`create table inbox_operation (
      id bigint generated always as identity primary key,
      action text not null check (action in ('release', 'skip', 'mend', 'accept-gap')),
      topic text not null,
      key text,
      dead_letter_id uuid references dead_letter (id),
      actor text not null,
      reason text not null,
      recorded_at timestamptz not null default clock_timestamp()
    )`);
    this.addSql(appendOnly('inbox_operation'));
  }
}

/** An event is told from another with the same number by its id: both may lie among the dead letters. */
class IdentityConflicts extends Migration {
  override up(): void {
    this.addSql('alter table dead_letter drop constraint dead_letter_reason_check');
    this
      .addSql(`alter table dead_letter add constraint dead_letter_reason_check check (reason in ('handler-failed', 'broken-json',
      'malformed-envelope', 'schema-violation', 'unknown-type', 'unknown-version', 'waiting', 'identity-conflict'))`);
    this.addSql('drop index dead_letter_open_event');
    this.addSql(`create unique index dead_letter_open_event on dead_letter (topic, key, sequence, event_id)
      where state = 'open' and sequence is not null`);
    this.addSql(`create index dead_letter_skipped on dead_letter (topic, key, sequence) where state = 'skipped'`);
  }
}

/**
 * An event of a later release waits with its key until the service is upgraded. `read_by` names the contracts that did not know it: others are
 * worth a try. What waited as poison for that reason alone is tried at the next start. Rows that are there obey the narrower constraints of before, so
 * nothing has to be validated.
 */
class NewerEvents extends Migration {
  override up(): void {
    this.addSql('alter table dead_letter drop constraint dead_letter_reason_check');
    this
      .addSql(`alter table dead_letter add constraint dead_letter_reason_check check (reason in ('handler-failed', 'broken-json',
      'malformed-envelope', 'schema-violation', 'wrong-topic', 'unknown-type', 'unknown-version', 'newer-shape', 'waiting', 'identity-conflict')) not valid`);
    this.addSql('alter table parked_key drop constraint parked_key_reason_check');
    this.addSql(
      `alter table parked_key add constraint parked_key_reason_check check (reason in ('poison', 'gap', 'newer')) not valid`,
    );
    this.addSql('alter table parked_key add column read_by text');
    this.addSql(`update parked_key set reason = 'newer' from dead_letter
      where dead_letter.id = parked_key.dead_letter_id and dead_letter.reason in ('unknown-type', 'unknown-version')`);
  }
}

/** The tables of this library; a service puts them before its own migrations. */
export const inboxMigrations: MigrationObject[] = [
  { name: 'inbox-0001-inbox-and-dead-letters', class: Inbox },
  { name: 'inbox-0002-identity-conflicts', class: IdentityConflicts },
  { name: 'inbox-0003-newer-events', class: NewerEvents },
];
