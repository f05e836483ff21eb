import { Injectable } from '@nestjs/common';
import { businessDateOf, parseBusinessDate, parseCityCode } from '@rotables/domain-kernel';
import type { BusinessDate } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { storedFen } from '../../storage/persistence/columns.js';
import { openException, type ExceptionKind, type OpenException } from '../open-exception.js';
import { OpenExceptions } from '../open-exceptions.repository.js';

/**
 * Every kind of exception: about days up to $1, and open at the instant $2. Due facts are compared by the day that they are about, and
 * what settles them by when it happened, so that a question about a past day is answered the same whenever it is asked.
 */
const findings = `
  select 'case-without-charge' as kind, fault_number as document, fault_number, city, 0::bigint as amount_fen, resolved_on as since
  from case_projection
  where resolved_on <= $1 and not is_withdrawn and unit_owner is distinct from 'company' and not exists (
    select from charge where charge.fault_number = case_projection.fault_number and charge.reason = 'repair'
      and (charge.state <> 'reversed' or reopenings = 0))
  union all
  select 'charge-unpaid', charge_number, fault_number, city, amount_fen - paid, about_on
  from charge, lateral (
    select coalesce(sum(receipt.amount_fen), 0)::bigint as paid from receipt
    where receipt.charge_number = charge.charge_number and received_at <= $2) as payments
  where about_on <= $1 and amount_fen > paid and (reversed_at is null or reversed_at > $2)
  union all
  select 'payment-not-handed-over', receipt_number, fault_number, city, amount_fen, received_on
  from receipt
  where received_on <= $1 and received_at <= $2 and not exists (
    select from handover_receipt join handover using (handover_number)
    where handover_receipt.receipt_number = receipt.receipt_number and submitted_at <= $2)
  union all
  select 'handover-not-accepted', handover_number, null, city, receipts_fen, business_on
  from handover
  where business_on <= $1 and submitted_at <= $2 and (accepted_at is null or accepted_at > $2)
  union all
  select 'handover-difference', handover_number, null, city, difference_fen, business_on
  from handover
  where business_on <= $1 and accepted_at <= $2 and difference_fen <> 0 and (cleared_at is null or cleared_at > $2)
  union all
  select 'repayment-open', charge_number, fault_number, city, paid_fen, (reversed_at at time zone 'Asia/Shanghai')::date
  from charge
  where paid_fen > 0 and (reversed_at at time zone 'Asia/Shanghai')::date <= $1 and reversed_at <= $2
    and (repaid_at is null or repaid_at > $2)
  union all
  select 'refund-open', refund_number, fault_number, city, amount_fen, proposed_on
  from refund
  where proposed_on <= $1 and proposed_at <= $2 and (decided_at is null or decided_at > $2)
  union all
  select 'pending-charge', source, fault_number, city, 0, about_on
  from pending_charge
  where about_on <= $1 and reason <> 'repair'
  union all
  select 'quote-open', quote_number, fault_number, city, total_fen, issued_on
  from quote
  where issued_on <= $1 and issued_at <= $2 and (answered_at is null or answered_at > $2)`;

const withOwners = `
  select finding.*, carried.period, carried.owner
  from (${findings}) as finding
  left join lateral (
    select period, owner from carried_forward
    where exception_id = finding.kind || ':' || finding.document order by period desc limit 1) as carried on true`;

interface FindingRow {
  readonly kind: ExceptionKind;
  readonly document: string;
  readonly fault_number: string | null;
  readonly city: string;
  readonly amount_fen: string;
  readonly since: string;
  readonly period: string | null;
  readonly owner: string | null;
}

@Injectable()
export class SqlOpenExceptions extends OpenExceptions {
  override async open(aboutUpTo: BusinessDate, until: Date): Promise<readonly OpenException[]> {
    const { rows } = await UnitOfWork.preparedQuery<FindingRow>('open-exceptions', withOwners, [
      aboutUpTo,
      until.toISOString(),
    ]);
    const asOf = businessDateOf(until);
    return rows
      .map((row) => exceptionOf(row, asOf))
      .sort((one, other) => (one.exceptionId < other.exceptionId ? -1 : 1));
  }
}

function exceptionOf(row: FindingRow, asOf: BusinessDate): OpenException {
  const carried = row.period === null || row.owner === null ? null : { period: row.period, owner: row.owner };
  const finding = {
    kind: row.kind,
    document: row.document,
    faultNumber: row.fault_number,
    city: parseCityCode(row.city),
    amountFen: storedFen(row.amount_fen),
    since: parseBusinessDate(row.since),
  };
  return openException(finding, asOf, carried);
}
