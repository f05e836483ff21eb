import { Migration } from '@mikro-orm/migrations';
import { appendOnly, cityRowSecurity, sequenceWithGaps } from '@rotables/persistence';

/** Plans, coverage, entitlements, the installed base and bulk registrations. */
export class Migration20261123080000_warranty extends Migration {
  override up(): void {
    this.addSql('create extension if not exists btree_gist');
    this.plans();
    this.coverage();
    this.entitlements();
    this.installedBase();
    this.registrations();
  }

  private plans(): void {
    this.addSql(`create table warranty_plan (
      plan text primary key,
      contract_months integer not null check (contract_months >= 0),
      vendor_months integer not null check (vendor_months >= 0),
      refund_days integer not null check (refund_days >= 0),
      free_replacement_months integer not null check (free_replacement_months >= 0),
      after_term text not null check (after_term in ('parts-cost-only', 'paid')),
      defined_at timestamptz not null,
      version integer not null
    )`);
  }

  private coverage(): void {
    // One row per serial: the lock that every change of its coverage takes, and the sequence of its last event.
    this.addSql(`create table covered_unit (
      serial text primary key,
      city text not null,
      version integer not null
    )`);
    // One row per stretch with one customer; a serial that was refurbished and lent again has several, one after the other.
    this.addSql(`create table coverage (
      serial text not null references covered_unit (serial),
      number integer not null check (number > 0),
      model text not null,
      city text not null,
      plan text not null references warranty_plan (plan),
      customer_name text not null,
      customer_phone text not null,
      plate text,
      contract_number text not null,
      acceptance_on date not null,
      installed_on date not null,
      service_fee_paid_until_on date,
      inherited_from text,
      inherited_by_fault text,
      state text not null check (state in ('covered', 'ended')),
      ended_at timestamptz,
      registration_number text,
      registration_line integer,
      recorded_at timestamptz not null default clock_timestamp(),
      primary key (serial, number),
      check ((state = 'ended') = (ended_at is not null)),
      check (installed_on >= acceptance_on)
    )`);
    this.addSql("create unique index coverage_one_active on coverage (serial) where state = 'covered'");
    // A coverage is taken over once at most (W8), and a fault is answered by one formal replacement at most.
    this.addSql(
      'create unique index coverage_inherited_once on coverage (inherited_by_fault) where inherited_by_fault is not null',
    );
    this.addSql('create index coverage_city_model on coverage (city, model, serial)');
    this.addSql('create index coverage_customer_phone on coverage (customer_phone)');
    this.addSql('create index coverage_plate on coverage (plate) where plate is not null');
    this.addSql(`create table coverage_term (
      id bigint generated always as identity primary key,
      serial text not null,
      number integer not null,
      city text not null,
      from_on date not null,
      until_on date not null,
      source text not null check (source in ('contract', 'extension', 'inherited', 'renewal')),
      document text not null,
      recorded_at timestamptz not null default clock_timestamp(),
      check (until_on >= from_on),
      foreign key (serial, number) references coverage (serial, number),
      constraint coverage_term_no_overlap exclude using gist
        (serial with =, number with =, daterange(from_on, until_on) with &&)
    )`);
    this.addSql('create index coverage_term_unit on coverage_term (serial, number)');
    this.addSql('create index coverage_term_until on coverage_term (until_on)');
    this.addSql(appendOnly('coverage_term'));
    for (const table of ['covered_unit', 'coverage', 'coverage_term']) this.addSql(cityRowSecurity(table));
    this.addSql(sequenceWithGaps('renewal_number'));
  }

  private entitlements(): void {
    this.addSql(`create table fault_entitlement (
      fault_number text primary key,
      city text not null,
      version integer not null
    )`);
    this.addSql(`create table entitlement (
      entitlement_id text primary key,
      fault_number text not null references fault_entitlement (fault_number),
      serial text not null,
      city text not null,
      kind text not null check (kind in ('refund', 'replacement', 'repair', 'parts-cost', 'paid')),
      rule text not null,
      as_of_on date not null,
      cause text not null,
      covered_until date,
      reason text not null,
      facts jsonb not null,
      supersedes text references entitlement (entitlement_id),
      decided_at timestamptz not null,
      recorded_at timestamptz not null default clock_timestamp()
    )`);
    this.addSql('create unique index entitlement_first on entitlement (fault_number) where supersedes is null');
    this.addSql(
      'create unique index entitlement_superseded_once on entitlement (supersedes) where supersedes is not null',
    );
    this.addSql('create index entitlement_serial on entitlement (serial, as_of_on)');
    this.addSql('create index entitlement_city on entitlement (city, entitlement_id)');
    this.addSql(appendOnly('entitlement'));
    for (const table of ['fault_entitlement', 'entitlement']) this.addSql(cityRowSecurity(table));
    this.addSql(sequenceWithGaps('entitlement_number'));
  }

  private installedBase(): void {
    this.addSql(`create table installed_base (
      city text not null,
      model text not null,
      installed integer not null check (installed >= 0),
      version integer not null,
      primary key (city, model)
    )`);
    this.addSql(`create table installed_base_change (
      id bigint generated always as identity primary key,
      city text not null,
      model text not null,
      changed_on date not null,
      delta integer not null check (delta <> 0),
      document text not null,
      recorded_at timestamptz not null default clock_timestamp()
    )`);
    this.addSql(
      'create index installed_base_change_city on installed_base_change (city, model, changed_on) include (delta)',
    );
    this.addSql(appendOnly('installed_base_change'));
    for (const table of ['installed_base', 'installed_base_change']) this.addSql(cityRowSecurity(table));
  }

  private registrations(): void {
    this.addSql(`create table registration (
      registration_number text primary key,
      sha256 text not null,
      file_name text not null,
      format text not null check (format in ('csv', 'xlsx')),
      content bytea not null,
      requested_by text not null,
      cities text not null,
      state text not null check (state in ('running', 'finished', 'failed')),
      failure text,
      -- The next row of the file that has not been taken in; everything before it is committed.
      next_row integer not null default 0,
      registered integer not null default 0,
      already_registered integer not null default 0,
      refused integer not null default 0,
      leased_by text,
      leased_until timestamptz,
      requested_at timestamptz not null default clock_timestamp(),
      finished_at timestamptz
    )`);
    this.addSql('create unique index registration_file on registration (sha256, requested_by, cities)');
    this.addSql("create index registration_running on registration (requested_at) where state = 'running'");
    this.addSql(`create table registration_refusal (
      id bigint generated always as identity primary key,
      registration_number text not null references registration (registration_number),
      line integer not null,
      field text not null,
      value text not null,
      reason text not null
    )`);
    this.addSql('create index registration_refusal_file on registration_refusal (registration_number, line, id)');
    this.addSql(appendOnly('registration_refusal'));
    this.addSql(sequenceWithGaps('registration_number'));
  }
}
