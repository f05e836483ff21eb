import { Migration } from '@mikro-orm/migrations';
import { appendOnly, cityRowSecurity } from '@rotables/persistence';

/** Cases, their documents, scrap records, the timeline, and what other services told. */
export class Migration20261123081500_rma extends Migration {
  override up(): void {
    this.cases();
    this.visitsAndNotices();
    this.receiptsAndVendors();
    this.documentSecurity();
    this.scrap();
    this.projections();
    this.timeline();
  }

  private cases(): void {
    this.addSql(`create table rma_case (
      fault_number text primary key,
      serial text not null,
      city text not null,
      model text,
      customer_phone text,
      reporter_name text not null,
      reporter_phone text not null,
      plate text,
      symptom text not null,
      severity text not null check (severity in ('critical', 'serious', 'normal', 'minor')),
      cause text not null,
      service_fee_paid boolean not null,
      reported_at timestamptz not null,
      reported_by text not null,
      state text not null,
      state_since timestamptz not null,
      triage jsonb,
      site text,
      received_at timestamptz,
      inspection jsonb,
      repair jsonb,
      test jsonb,
      unit_owner text not null check (unit_owner in ('customer', 'company')),
      resolution text,
      resolved_at timestamptz,
      closed_at timestamptz,
      version integer not null check (version > 0),
      recorded_at timestamptz not null default clock_timestamp(),
      check ((resolution is null) = (resolved_at is null)),
      check (closed_at is null or resolution is not null)
    )`);
    // R1: a unit has one open case at most, in whatever city it was reported.
    this.addSql('create unique index rma_case_one_open on rma_case (serial) where closed_at is null');
    this.addSql('create index rma_case_serial on rma_case (serial)');
    this.addSql('create index rma_case_reporter_phone on rma_case (reporter_phone)');
    this.addSql('create index rma_case_customer_phone on rma_case (customer_phone)');
    this.addSql('create index rma_case_plate on rma_case (plate)');
    this.addSql('create index rma_case_reported on rma_case (reported_at, fault_number)');
    this.addSql('create index rma_case_city on rma_case (city, reported_at, fault_number)');
    this.addSql(cityRowSecurity('rma_case'));
  }

  private visitsAndNotices(): void {
    this.addSql(`create table dispatch_order (
      dispatch_number text primary key,
      fault_number text not null references rma_case (fault_number),
      serial text not null,
      city text not null,
      technician text not null,
      cause text not null,
      nature text not null,
      category text not null,
      place text not null,
      spares_and_tools text not null,
      issued_by text not null,
      issued_at timestamptz not null,
      state text not null check (state in ('issued', 'completed')),
      repaired_on_site boolean,
      action_taken text,
      customer_signature text,
      completed_at timestamptz,
      version integer not null check (version > 0),
      check ((state = 'completed') = (completed_at is not null))
    )`);
    this.addSql('create index dispatch_order_fault on dispatch_order (fault_number)');
    this.addSql('create index dispatch_order_technician on dispatch_order (technician, state)');
    this.addSql(`create table spare_replacement_notice (
      notice_number text primary key,
      fault_number text not null references rma_case (fault_number),
      city text not null,
      defective_serial text not null,
      replacement_serial text not null,
      issued_by text not null,
      issued_at timestamptz not null,
      state text not null check (state in ('issued', 'recovered')),
      outcome text check (outcome in ('spare-returned', 'formal-replacement')),
      recovered_at timestamptz,
      version integer not null check (version > 0),
      check ((state = 'recovered') = (outcome is not null and recovered_at is not null))
    )`);
    this.addSql(
      "create unique index spare_replacement_notice_one_open on spare_replacement_notice (fault_number) where state = 'issued'",
    );
    this.addSql('create index spare_replacement_notice_fault on spare_replacement_notice (fault_number)');
  }

  private receiptsAndVendors(): void {
    this.addSql(`create table receipt_exception (
      exception_number text primary key,
      exception_kind text not null check (exception_kind in ('wrong-serial', 'missing-accessory', 'unexpected-parcel')),
      fault_number text references rma_case (fault_number),
      site text not null,
      city text not null,
      scanned_serial text not null,
      expected_serial text,
      note text not null,
      opened_by text not null,
      opened_at timestamptz not null,
      state text not null check (state in ('open', 'resolved')),
      resolution text,
      resolved_by text,
      resolved_at timestamptz,
      version integer not null check (version > 0),
      check ((state = 'resolved') = (resolution is not null and resolved_at is not null))
    )`);
    this.addSql('create index receipt_exception_fault on receipt_exception (fault_number)');
    this.addSql('create index receipt_exception_serial on receipt_exception (scanned_serial)');
    this.addSql(`create table vendor_return (
      vendor_return_number text primary key,
      fault_number text not null references rma_case (fault_number),
      serial text not null,
      city text not null,
      vendor text not null,
      sent_by text not null,
      sent_at timestamptz not null,
      due_back_on date not null,
      state text not null check (state in ('sent', 'received')),
      result text check (result in ('repaired', 'beyond-repair')),
      received_by text,
      received_at timestamptz,
      version integer not null check (version > 0),
      check ((state = 'received') = (result is not null and received_at is not null))
    )`);
    this.addSql("create unique index vendor_return_one_out on vendor_return (fault_number) where state = 'sent'");
    this.addSql('create index vendor_return_fault on vendor_return (fault_number)');
    this.addSql('create index vendor_return_due on vendor_return (due_back_on)');
  }

  private documentSecurity(): void {
    for (const table of ['dispatch_order', 'spare_replacement_notice', 'receipt_exception', 'vendor_return']) {
      this.addSql(cityRowSecurity(table));
    }
  }

  private scrap(): void {
    this.addSql(`create table scrap_record (
      scrap_number text primary key,
      serial text not null,
      model text,
      city text not null,
      fault_number text references rma_case (fault_number),
      reason text not null check (reason in ('superseded', 'vendor-repair-failed', 'beyond-repair')),
      value_fen bigint not null check (value_fen >= 0),
      proposed_by text not null,
      proposed_at timestamptz not null,
      state text not null check (state in ('proposed', 'appraised', 'approved', 'rejected', 'executed')),
      approved_by text,
      approved_at timestamptz,
      rejected_by text,
      rejected_at timestamptz,
      rejection_reason text,
      method text,
      evidence text,
      executed_by text,
      executed_at timestamptz,
      version integer not null check (version > 0),
      check (approved_by is null or approved_by <> proposed_by),
      check (executed_by is null or executed_by <> approved_by),
      check ((state = 'executed') = (executed_at is not null))
    )`);
    // R9: a unit is scrapped once, and two proposals of it never run side by side.
    this.addSql("create unique index scrap_record_one_live on scrap_record (serial) where state <> 'rejected'");
    this.addSql('create index scrap_record_fault on scrap_record (fault_number)');
    this.addSql(`create table scrap_appraisal (
      scrap_number text not null references scrap_record (scrap_number),
      appraiser text not null,
      city text not null,
      department text not null,
      lead boolean not null,
      opinion text not null check (opinion in ('scrap', 'keep')),
      note text not null,
      appraised_at timestamptz not null,
      recorded_at timestamptz not null default clock_timestamp(),
      primary key (scrap_number, appraiser)
    )`);
    this.addSql('create unique index scrap_appraisal_one_lead on scrap_appraisal (scrap_number) where lead');
    this.addSql(appendOnly('scrap_appraisal'));
    for (const table of ['scrap_record', 'scrap_appraisal']) this.addSql(cityRowSecurity(table));
  }

  private projections(): void {
    this.addSql(`create table covered_unit_projection (
      serial text primary key,
      model text not null,
      city text not null,
      customer_name text not null,
      customer_phone text not null,
      plate text,
      covered boolean not null
    )`);
    this.addSql(`create table entitlement_projection (
      fault_number text primary key,
      city text not null,
      entitlement_id text not null,
      kind text not null,
      rule text not null,
      reason text not null,
      covered_until date,
      superseded_at timestamptz
    )`);
    this.addSql(`create table quote_projection (
      quote_number text primary key,
      fault_number text not null,
      city text not null,
      total_fen bigint not null,
      state text not null check (state in ('issued', 'confirmed', 'refused', 'withdrawn')),
      answered_at timestamptz
    )`);
    this.addSql('create index quote_projection_fault on quote_projection (fault_number)');
    this.addSql(`create table loan_projection (
      loan_number text primary key,
      fault_number text not null,
      city text not null,
      serial text not null,
      model text not null,
      loan_kind text not null,
      due_back_on date not null,
      loaned_at timestamptz not null,
      state text not null check (state in ('out', 'returned', 'formal-replacement', 'lost'))
    )`);
    this.addSql('create index loan_projection_fault on loan_projection (fault_number)');
    this.addSql('create index loan_projection_serial on loan_projection (serial)');
    this.addSql(`create table refund_projection (
      refund_number text primary key,
      fault_number text not null,
      city text not null,
      amount_fen bigint not null,
      state text not null check (state in ('proposed', 'paid', 'rejected'))
    )`);
    this.addSql('create index refund_projection_fault on refund_projection (fault_number)');
    const ofCities = ['covered_unit', 'entitlement', 'quote', 'loan', 'refund'];
    for (const subject of ofCities) this.addSql(cityRowSecurity(`${subject}_projection`));
    // Which site is in which city is no city's secret.
    this.addSql('create table site_projection (site text primary key, city text not null)');
  }

  private timeline(): void {
    this.addSql(`create table case_timeline (
      id bigint generated always as identity primary key,
      fault_number text not null references rma_case (fault_number),
      city text not null,
      topic text not null,
      key text not null,
      sequence bigint not null,
      type text not null,
      service text not null,
      occurred_at timestamptz not null,
      recorded_at timestamptz not null,
      actor text not null,
      sentence text not null,
      unique (fault_number, topic, key, sequence)
    )`);
    this.addSql('create index case_timeline_order on case_timeline (fault_number, occurred_at, id)');
    this.addSql(appendOnly('case_timeline'));
    this.addSql(cityRowSecurity('case_timeline'));
  }
}
