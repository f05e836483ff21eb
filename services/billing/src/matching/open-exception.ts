import { daysBetween } from '@rotables/domain-kernel';
import type { BusinessDate, CityCode, Fen } from '@rotables/domain-kernel';

/** Where paid repair, charge, payment and hand-over do not meet (B5). */
export const exceptionKinds = [
  'case-without-charge',
  'charge-unpaid',
  'payment-not-handed-over',
  'handover-not-accepted',
  'handover-difference',
  'repayment-open',
  'refund-open',
  'pending-charge',
  'quote-open',
] as const;
export type ExceptionKind = (typeof exceptionKinds)[number];

export interface OpenException {
  /** `<kind>:<document>`; the same on every day that it is open. */
  readonly exceptionId: string;
  readonly kind: ExceptionKind;
  readonly document: string;
  readonly faultNumber: string | null;
  readonly city: CityCode;
  readonly amountFen: Fen;
  readonly ageDays: number;
  /** The person who answers for it by name, or the role that does until one is named. */
  readonly owner: string;
  /** The last period that was closed with it. */
  readonly carriedForwardIn: string | null;
}

/** An exception as the books show it, before anybody is named for it. */
export interface ExceptionFinding {
  readonly kind: ExceptionKind;
  readonly document: string;
  readonly faultNumber: string | null;
  readonly city: CityCode;
  readonly amountFen: Fen;
  readonly since: BusinessDate;
}

export function exceptionIdOf(kind: ExceptionKind, document: string): string {
  return `${kind}:${document}`;
}

/** A branch answers for its money and its customers, finance for its own books. */
export function owningRole(kind: ExceptionKind, city: CityCode): string {
  const isBranchs = kind === 'charge-unpaid' || kind === 'payment-not-handed-over' || kind === 'quote-open';
  return isBranchs ? `branch-head:${city}` : 'finance';
}

export function openException(
  finding: ExceptionFinding,
  asOf: BusinessDate,
  carried: { readonly period: string; readonly owner: string } | null,
): OpenException {
  const { kind, document, faultNumber, city, amountFen, since } = finding;
  return {
    exceptionId: exceptionIdOf(kind, document),
    kind,
    document,
    faultNumber,
    city,
    amountFen,
    ageDays: daysBetween(since, asOf),
    owner: carried?.owner ?? owningRole(kind, city),
    carriedForwardIn: carried?.period ?? null,
  };
}
