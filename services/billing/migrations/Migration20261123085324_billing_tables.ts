import { Migration } from '@mikro-orm/migrations';
import { cityRowSecurity } from '@rotables/persistence';

/** All tables of billing, as the entities say. */
export class Migration20261123085324_billing_tables extends Migration {
  override name = 'Migration20261123085324_billing_tables';

  override up(): void {
    this.fees();
    this.cases();
    this.quotes();
    this.charges();
    this.receipts();
    this.refunds();
    this.handovers();
    this.journal();
    this.periods();
  }

  private fees(): void {
    this.addSql(`create table fee (
      fee_id bigserial primary key,
      fee_code text not null,
      description text not null,
      model text null,
      city_grade text null,
      amount_fen bigint not null,
      effective_on date not null
    )`);
    this.addSql(`create unique index fee_line on fee (fee_code, model, city_grade, effective_on) nulls not distinct`);
    this.addSql(`alter table fee add constraint fee_amount_fen check (amount_fen >= 0)`);
    this.addSql(`create table fee_schedule (
      fee_code text not null,
      version int not null,
      primary key (fee_code)
    )`);
    this.addSql(`create table graded_city (
      city text not null,
      version int not null,
      primary key (city)
    )`);
    this.addSql(cityRowSecurity('graded_city'));
    this.addSql(`create table city_grade (
      city text not null,
      effective_on date not null,
      grade text not null,
      primary key (city, effective_on)
    )`);
    this.addSql(cityRowSecurity('city_grade'));
  }

  private cases(): void {
    this.addSql(`create table case_projection (
      fault_number text not null,
      serial text not null,
      city text not null,
      model text null,
      reporter_name text null,
      reported_on date null,
      reported_at timestamptz null,
      entitlement_id text null,
      entitlement_kind text null,
      entitlement_rule text null,
      resolution text null,
      resolved_at timestamptz null,
      resolved_on date null,
      resolved_entitlement_id text null,
      resolved_entitlement_kind text null,
      resolved_quote_number text null,
      primary key (fault_number)
    )`);
    this.addSql(`create index case_projection_resolved_on on case_projection (resolved_on)`);
    this.addSql(cityRowSecurity('case_projection'));
  }

  private quotes(): void {
    this.addSql(`create table quote (
      quote_number text not null,
      fault_number text not null,
      serial text not null,
      city text not null,
      entitlement_id text not null,
      lines jsonb not null,
      total_fen bigint not null,
      state text not null,
      issued_by text not null,
      issued_at timestamptz not null,
      issued_on date not null,
      answered_by text null,
      answered_at timestamptz null,
      withdrawal_reason text null,
      version int not null,
      primary key (quote_number)
    )`);
    this.addSql(`create index quote_issued on quote (issued_at, quote_number)`);
    this.addSql(`create index quote_fault_number on quote (fault_number)`);
    this.addSql(`create unique index quote_open_per_fault on quote (fault_number) where state = 'open'`);
    this.addSql(
      `create unique index quote_confirmed_per_entitlement on quote (fault_number, entitlement_id) where state = 'confirmed'`,
    );
    this.addSql(`alter table quote add constraint quote_total_fen check (total_fen >= 0)`);
    this.addSql(cityRowSecurity('quote'));
  }

  private charges(): void {
    this.addSql(`create table charge (
      charge_number text not null,
      reason text not null,
      source text not null,
      fault_number text null,
      serial text null,
      city text not null,
      debtor text not null,
      amount_fen bigint not null,
      paid_fen bigint not null,
      entitlement_id text null,
      quote_number text null,
      explanation text not null,
      state text not null,
      posted_at timestamptz not null,
      about_on date not null,
      settled_at timestamptz null,
      reversed_at timestamptz null,
      reversal_reason text null,
      version int not null,
      primary key (charge_number)
    )`);
    this.addSql(`alter table charge add constraint charge_source unique (source)`);
    this.addSql(`create index charge_posted on charge (posted_at, charge_number)`);
    this.addSql(`create index charge_fault_number on charge (fault_number)`);
    this.addSql(`create index charge_serial on charge (serial)`);
    this.addSql(`create unique index charge_repair_per_fault on charge (fault_number) where reason = 'repair'`);
    this.addSql(
      `alter table charge add constraint charge_paid_fen check (amount_fen >= 0 and paid_fen between 0 and amount_fen)`,
    );
    this.addSql(cityRowSecurity('charge'));
    this.addSql(`create table pending_charge (
      source text not null,
      reason text not null,
      city text not null,
      fault_number text null,
      serial text null,
      model text null,
      debtor text null,
      pieces int not null,
      posted_at timestamptz not null,
      about_on date not null,
      because text not null,
      sentence text not null,
      primary key (source)
    )`);
    this.addSql(`create index pending_charge_fault_number on pending_charge (fault_number)`);
    this.addSql(`create index pending_charge_because on pending_charge (because)`);
    this.addSql(cityRowSecurity('pending_charge'));
    this.addSql(`create table found_unit_projection (
      serial text not null,
      found_at timestamptz not null,
      city text not null,
      primary key (serial, found_at)
    )`);
    this.addSql(cityRowSecurity('found_unit_projection'));
  }

  private receipts(): void {
    this.addSql(`create table receipt (
      receipt_number text not null,
      charge_number text not null,
      fault_number text null,
      city text not null,
      amount_fen bigint not null,
      method text not null,
      received_by text not null,
      received_at timestamptz not null,
      received_on date not null,
      version int not null,
      primary key (receipt_number)
    )`);
    this.addSql(`create index receipt_charge_number on receipt (charge_number)`);
    this.addSql(`create index receipt_received on receipt (received_at, receipt_number)`);
    this.addSql(`alter table receipt add constraint receipt_amount_fen check (amount_fen > 0)`);
    this.addSql(cityRowSecurity('receipt'));
  }

  private refunds(): void {
    this.addSql(`create table refund (
      refund_number text not null,
      fault_number text not null,
      serial text not null,
      city text not null,
      entitlement_id text not null,
      amount_fen bigint not null,
      reason text not null,
      state text not null,
      proposed_by text not null,
      proposed_at timestamptz not null,
      proposed_on date not null,
      decided_by text null,
      decided_at timestamptz null,
      method text null,
      rejection_reason text null,
      version int not null,
      primary key (refund_number)
    )`);
    this.addSql(`create index refund_proposed on refund (proposed_at, refund_number)`);
    this.addSql(`create unique index refund_per_fault on refund (fault_number) where state <> 'rejected'`);
    this.addSql(`alter table refund add constraint refund_amount_fen check (amount_fen > 0)`);
    this.addSql(`alter table refund add constraint refund_two_people check (decided_by <> proposed_by)`);
    this.addSql(cityRowSecurity('refund'));
  }

  private handovers(): void {
    this.addSql(`create table handover (
      handover_number text not null,
      city text not null,
      business_on date not null,
      receipts_fen bigint not null,
      cash_fen bigint not null,
      difference_reason text null,
      late boolean not null,
      state text not null,
      submitted_by text not null,
      submitted_at timestamptz not null,
      counted_fen bigint null,
      difference_fen bigint null,
      accepted_by text null,
      accepted_at timestamptz null,
      version int not null,
      primary key (handover_number)
    )`);
    this.addSql(`alter table handover add constraint handover_per_day unique (city, business_on)`);
    this.addSql(`alter table handover add constraint handover_cash_fen check (cash_fen >= 0 and receipts_fen >= 0)`);
    this.addSql(cityRowSecurity('handover'));
    this.addSql(`create table handover_receipt (
      receipt_number text not null,
      handover_number text not null,
      city text not null,
      primary key (receipt_number)
    )`);
    this.addSql(`create index handover_receipt_handover_number on handover_receipt (handover_number)`);
    this.addSql(cityRowSecurity('handover_receipt'));
  }

  private journal(): void {
    this.addSql(`create table journal_entry (
      entry_id bigserial primary key,
      document text not null,
      description text not null,
      city text not null,
      about_on date not null,
      booked_on date not null,
      period text not null,
      recorded_by text not null,
      recorded_at timestamptz not null default clock_timestamp()
    )`);
    this.addSql(`create index journal_entry_document on journal_entry (document)`);
    this.addSql(`create index journal_entry_booked_on on journal_entry (booked_on, entry_id)`);
    this.addSql(`create index journal_entry_period on journal_entry (period)`);
    this.addSql(cityRowSecurity('journal_entry'));
    this.addSql(`create table posting (
      entry_id bigint not null,
      account text not null,
      city text not null,
      amount_fen bigint not null,
      primary key (entry_id, account)
    )`);
    this.addSql(`create index posting_account on posting (account)`);
    this.addSql(`alter table posting add constraint posting_amount_fen check (amount_fen <> 0)`);
    this.addSql(cityRowSecurity('posting'));
    this.addSql(`create table account_balance (
      account text not null,
      city text not null,
      balance_fen bigint not null,
      primary key (account, city)
    )`);
    this.addSql(cityRowSecurity('account_balance'));
  }

  private periods(): void {
    this.addSql(`create table accounting_period (
      period text not null,
      state text not null,
      closed_by text null,
      closed_at timestamptz null,
      version int not null,
      primary key (period)
    )`);
    this.addSql(`create table carried_forward (
      period text not null,
      exception_id text not null,
      city text not null,
      reason text not null,
      owner text not null,
      primary key (period, exception_id)
    )`);
    this.addSql(`create index carried_forward_exception_id on carried_forward (exception_id, period)`);
    this.addSql(cityRowSecurity('carried_forward'));
  }
}
