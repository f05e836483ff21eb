import { Migration } from '@mikro-orm/migrations';
import { appendOnly, cityRowSecurity } from '@rotables/persistence';

/** What two spellings of one serial have in common (W15), as `serialKey` has it; stored serials have ASCII characters only. */
const keyOfSerial = `upper(regexp_replace(serial, '[[:space:]._:/+#-]', '', 'g'))`;

/** Serials and models however they are typed, coverage by the instant, terms by how they were counted, downtime, and facts that were set aside. */
export class Migration20261128152240_trust extends Migration {
  override name = 'Migration20261128152240_trust';

  override up(): void {
    this.addSql(`select set_config('app.cities', '*', true)`);
    this.addSql(
      `alter table warranty_plan add kind varchar(255) not null default 'term' check (kind in ('term', 'service-fee'))`,
    );
    this.serials();
    this.coverage();
    this.terms();
    this.downtime();
    this.setAsideFacts();
    this.poolAndModels();
    this.registrations();
  }

  private serials(): void {
    this.addSql('alter table covered_unit add serial_key varchar(255)');
    // Twins from before they were refused stay two units: the first has the key, and the others are found as they are written.
    this
      .addSql(`update covered_unit unit set serial_key = case when ranked.rank = 1 then ranked.key else ranked.key || '~' || unit.serial end
      from (select serial, ${keyOfSerial} as key, row_number() over (partition by ${keyOfSerial} order by serial) as rank from covered_unit) ranked
      where ranked.serial = unit.serial`);
    this.addSql('alter table covered_unit alter column serial_key set not null');
    this.addSql('create unique index covered_unit_serial_key on covered_unit (serial_key)');
    for (const table of ['coverage', 'entitlement']) {
      this.addSql(`alter table ${table} add serial_key text generated always as (${keyOfSerial}) stored`);
      this.addSql(`create index ${table}_serial_key on ${table} (serial_key)`);
    }
  }

  private coverage(): void {
    this.addSql('alter table coverage drop constraint coverage_check1');
    this.addSql('alter table coverage add first_use_on date, add begun_at timestamptz');
    // What was decided so far counted from acceptance.
    this.addSql(`update coverage set first_use_on = acceptance_on,
      begun_at = coalesce((select replaced.ended_at from coverage replaced where replaced.serial = coverage.inherited_from
          and replaced.end_reason = 'replaced' and (replaced.ended_at at time zone 'Asia/Shanghai')::date = coverage.installed_on limit 1),
        (case when inherited_from is null then acceptance_on else installed_on end)::timestamp at time zone 'Asia/Shanghai')`);
    this.addSql('alter table coverage alter column first_use_on set not null, alter column begun_at set not null');
    this.addSql('drop index coverage_heir');
    this.addSql('create index coverage_heir on coverage (inherited_from, begun_at) where inherited_from is not null');
    // The fee that somebody typed for a plan that asks for none was never looked at but within the first month.
    this.addSql('update coverage set service_fee_paid_until_on = null');
  }

  private terms(): void {
    this.addSql(`alter table coverage_term add counted_from_on date, add counted_months int, add counted_days int,
      add since timestamptz, add withdrawn_at timestamptz`);
    this.addSql('alter table coverage_term drop constraint coverage_term_source_check');
    this.addSql(`alter table coverage_term add check
      (source in ('trial', 'contract', 'extension', 'inherited', 'renewal', 'service-fee'))`);
    // A fee that was taken back makes room for the one that is paid again.
    this.addSql('alter table coverage_term drop constraint coverage_term_no_overlap');
    this.addSql(`alter table coverage_term add constraint coverage_term_no_overlap exclude using gist
      (serial with =, number with =, daterange(from_on, until_on) with &&) where (withdrawn_at is null)`);
    // Nothing of a term is ever changed but that it was taken back.
    this.addSql(`do $grant$
      declare holder record;
      begin
        for holder in
          select distinct grantee::text as name from information_schema.role_table_grants
          where table_schema = current_schema() and table_name = 'coverage_term' and privilege_type = 'INSERT' and grantee <> current_user
        loop
          execute format('grant update (withdrawn_at) on coverage_term to %I', holder.name);
        end loop;
      end
      $grant$`);
  }

  private downtime(): void {
    this.addSql(`create table coverage_downtime (
      id bigserial primary key,
      serial varchar(255) not null,
      number int not null,
      city varchar(255) not null,
      fault_number varchar(255) not null,
      from_at timestamptz not null,
      until_at timestamptz not null,
      foreign key (serial, number) references coverage (serial, number)
    )`);
    this.addSql('create index coverage_downtime_unit on coverage_downtime (serial, number)');
    this.addSql(appendOnly('coverage_downtime'));
    this.addSql(cityRowSecurity('coverage_downtime'));
  }

  private setAsideFacts(): void {
    this.addSql(`create table set_aside_fact (
      id bigint generated always as identity primary key,
      kind text not null,
      document text not null,
      fault_number text,
      serial text not null,
      serial_key text not null,
      city text not null,
      at timestamptz not null,
      replacement_serial text,
      replacement_model text,
      -- What it waits for; a refused one has a reason instead, and only waits to be seen.
      awaits text check (awaits in ('fault', 'coverage')),
      reason text,
      recorded_at timestamptz not null default clock_timestamp(),
      check ((awaits is null) <> (reason is null))
    )`);
    this.addSql(`create index set_aside_fact_fault on set_aside_fact (fault_number) where awaits = 'fault'`);
    this.addSql(`create index set_aside_fact_serial on set_aside_fact (serial_key) where awaits = 'coverage'`);
    this.addSql(cityRowSecurity('set_aside_fact'));
  }

  private poolAndModels(): void {
    this.addSql(`create table pool_unit (
      serial_key text primary key,
      serial text not null,
      model text not null,
      owner text not null,
      place text not null
    )`);
    this.addSql('create table known_model (model_key text primary key, model text not null)');
    this.addSql(`insert into known_model (model_key, model)
      select distinct on (key) key, model
      from (select upper(regexp_replace(model, '[[:space:]]', '', 'g')) as key, model, count(*) as units from coverage group by 1, 2) written
      order by key, units desc`);
  }

  private registrations(): void {
    this.addSql('alter table registration add attempts int not null default 0, add not_before timestamptz');
  }

  override down(): void {
    this.addSql('alter table registration drop column attempts, drop column not_before');
    for (const table of ['coverage_downtime', 'set_aside_fact', 'pool_unit', 'known_model'])
      this.addSql(`drop table ${table}`);
    this.addSql('drop index coverage_heir');
    this.addSql(
      'create index coverage_heir on coverage (inherited_from, installed_on) where inherited_from is not null',
    );
    this.addSql('alter table coverage drop column first_use_on, drop column begun_at, drop column serial_key');
    this.addSql('alter table entitlement drop column serial_key');
    this.addSql('alter table covered_unit drop column serial_key');
    this.addSql('alter table warranty_plan drop column kind');
  }
}
