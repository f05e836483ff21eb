import type { ActorId, BusinessDate, CityCode, Serial } from '@rotables/domain-kernel';
import type { PaymentMethod } from '../../receipt/receipt.js';
import { storedFen } from '../../storage/persistence/columns.js';
import type { Charge, ChargeReason, ChargeState } from '../charge.js';

/** A row of charge as a prepared statement gives it. */
export interface ChargeRow {
  readonly charge_number: string;
  readonly reason: ChargeReason;
  readonly source: string;
  readonly fault_number: string | null;
  readonly serial: Serial | null;
  readonly city: CityCode;
  readonly debtor: string;
  readonly amount_fen: string;
  readonly paid_fen: string;
  readonly entitlement_id: string | null;
  readonly quote_number: string | null;
  readonly explanation: string;
  readonly state: ChargeState;
  readonly posted_at: string;
  readonly about_on: BusinessDate;
  readonly settled_at: string | null;
  readonly reversed_at: string | null;
  readonly reversal_reason: string | null;
  readonly reversed_by: ActorId | null;
  readonly repaid_at: string | null;
  readonly repaid_by: ActorId | null;
  readonly repaid_method: PaymentMethod | null;
  readonly loan_number: string | null;
  readonly period_from_on: BusinessDate | null;
  readonly period_until_on: BusinessDate | null;
  readonly version: number;
}

export const chargeColumns = `charge_number, reason, source, fault_number, serial, city, debtor, amount_fen, paid_fen, entitlement_id,
    quote_number, explanation, state, posted_at, about_on, settled_at, reversed_at, reversal_reason, reversed_by, repaid_at, repaid_by,
    repaid_method, loan_number, period_from_on, period_until_on, version`;

export function chargeOf(row: ChargeRow): Charge {
  return {
    chargeNumber: row.charge_number,
    reason: row.reason,
    source: row.source,
    faultNumber: row.fault_number,
    serial: row.serial,
    city: row.city,
    debtor: row.debtor,
    amountFen: storedFen(row.amount_fen),
    paidFen: storedFen(row.paid_fen),
    entitlementId: row.entitlement_id,
    quoteNumber: row.quote_number,
    explanation: row.explanation,
    state: row.state,
    postedAt: new Date(row.posted_at),
    aboutOn: row.about_on,
    settledAt: instantOrNull(row.settled_at),
    reversedAt: instantOrNull(row.reversed_at),
    reversalReason: row.reversal_reason,
    reversedBy: row.reversed_by,
    repaidAt: instantOrNull(row.repaid_at),
    repaidBy: row.repaid_by,
    repaidMethod: row.repaid_method,
    loanNumber: row.loan_number,
    periodFromOn: row.period_from_on,
    periodUntilOn: row.period_until_on,
    version: row.version,
  };
}

/** In the order of {@link chargeColumns}. */
export function chargeValuesOf(charge: Charge): unknown[] {
  return [
    charge.chargeNumber,
    charge.reason,
    charge.source,
    charge.faultNumber,
    charge.serial,
    charge.city,
    charge.debtor,
    charge.amountFen,
    charge.paidFen,
    charge.entitlementId,
    charge.quoteNumber,
    charge.explanation,
    charge.state,
    charge.postedAt,
    charge.aboutOn,
    charge.settledAt,
    charge.reversedAt,
    charge.reversalReason,
    charge.reversedBy,
    charge.repaidAt,
    charge.repaidBy,
    charge.repaidMethod,
    charge.loanNumber,
    charge.periodFromOn,
    charge.periodUntilOn,
    charge.version,
  ];
}

function instantOrNull(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
