import { Migration } from '@mikro-orm/migrations';

/**
 * What the pool owns and what things cost, as far as cases and scrap need it; serials looked for by what all ways of typing them have in
 * common (W15); dispatch orders that are reassigned or cancelled, notices that follow their loan, scrap that is withdrawn (E4).
 */
export class Migration20261128151000_facts_of_the_pool extends Migration {
  override up(): void {
    this.addSql(`select set_config('app.cities', '*', true)`);
    this.serials();
    this.pool();
    this.cases();
    this.documents();
    this.scrap();
  }

  /** The same as `serialKey` of domain-kernel. */
  private serials(): void {
    this.addSql(`create function serial_key(serial text) returns text language sql immutable strict parallel safe
      return upper(regexp_replace(normalize(serial, NFKC), '[\\s._:/+#-]', '', 'g'))`);
    // R1: one open case per unit however its serial is typed. Twins from before this rule stay open and are not doubled again.
    this.addSql(`do $one_open$ begin
      execute format('create unique index rma_case_one_open_unit on rma_case (serial_key(serial))
        where closed_at is null and recorded_at > %L::timestamptz', clock_timestamp());
    end $one_open$`);
    this.addSql('create index rma_case_serial_key on rma_case (serial_key(serial))');
    this.addSql('create index covered_unit_projection_key on covered_unit_projection (serial_key(serial))');
  }

  /**
   * Whose a unit is and in which city it belongs is asked for whoever reports a fault; what is shown of it is only what the reporter may
   * see, and only services read these tables.
   */
  private pool(): void {
    this.addSql(`create table registered_unit_projection (
      serial_key text primary key,
      serial text not null,
      city text not null
    )`);
    this.addSql(`insert into registered_unit_projection (serial_key, serial, city)
      select serial_key(serial), serial, city from covered_unit_projection where covered on conflict do nothing`);
    this.addSql(`create table pool_unit_projection (
      serial_key text primary key,
      serial text not null,
      model text not null,
      owner text not null check (owner in ('company', 'customer')),
      place text not null,
      condition text not null,
      city text,
      sequence bigint not null
    )`);
    this.addSql(`create table unit_price_projection (
      model text,
      city_grade text,
      effective_on date not null,
      amount_fen bigint not null,
      unique nulls not distinct (model, city_grade, effective_on)
    )`);
    this.addSql(`create table city_grade_projection (
      city text not null,
      effective_on date not null,
      city_grade text not null,
      primary key (city, effective_on)
    )`);
    this.addSql('alter table quote_projection add column confirmed_at timestamptz');
  }

  /** A unit that was charged because it never came was "with-customer"; it may come all the same (S8). */
  private cases(): void {
    this.addSql(`update rma_case set state = 'given-up'
      where state = 'with-customer' and resolution = 'formal-replacement' and unit_owner = 'customer' and received_at is null`);
  }

  private documents(): void {
    this.addSql('alter table dispatch_order drop constraint dispatch_order_state_check');
    this.addSql(
      "alter table dispatch_order add constraint dispatch_order_state_check check (state in ('issued', 'completed', 'cancelled'))",
    );
    this.addSql('alter table dispatch_order add column cancelled_by text, add column cancelled_at timestamptz');
    this.addSql('alter table dispatch_order add column reason text');
    // R3: one visit at a time. Orders from before this rule stay; what is too much of them is cancelled by whoever issued them.
    this.addSql(`create index dispatch_order_open on dispatch_order (fault_number) where state = 'issued'`);
    this.addSql('alter table spare_replacement_notice drop constraint spare_replacement_notice_outcome_check');
    this.addSql(`alter table spare_replacement_notice add constraint spare_replacement_notice_outcome_check
      check (outcome in ('spare-returned', 'formal-replacement', 'lost'))`);
    this.addSql('alter table spare_replacement_notice add column loan_number text, add column dispatch_number text');
    this.addSql(
      'create unique index spare_replacement_notice_one_of_loan on spare_replacement_notice (loan_number) where loan_number is not null',
    );
    this.addSql('alter table receipt_exception add column outcome text, add column linked_fault_number text');
  }

  private scrap(): void {
    this.addSql('alter table scrap_record drop constraint scrap_record_state_check');
    this.addSql(`alter table scrap_record add constraint scrap_record_state_check
      check (state in ('proposed', 'appraised', 'approved', 'rejected', 'withdrawn', 'executed'))`);
    this.addSql('alter table scrap_record add column withdrawn_by text, add column withdrawn_at timestamptz');
    this.addSql('alter table scrap_record add column withdrawal_reason text');
    this.addSql('drop index scrap_record_one_live');
    this.addSql(
      "create unique index scrap_record_one_live on scrap_record (serial) where state not in ('rejected', 'withdrawn')",
    );
  }
}
