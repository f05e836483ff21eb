import {
  businessDateOf,
  documentNumber,
  DomainError,
  InvalidInput,
  parseBusinessDate,
  statedDate,
  statedInstant,
} from '@rotables/domain-kernel';
import type { BusinessDate } from '@rotables/domain-kernel';

/** A fact is stated to have happened before one that it must follow. */
export class FactOutOfOrder extends DomainError {
  readonly code = 'fact-out-of-order';
  readonly kind = 'refused';

  constructor(field: string, stated: Date, earlier: Date, what: string) {
    super(
      `${field} is ${stated.toISOString()}, but ${what} at ${earlier.toISOString()}; state when it really happened, not before that.`,
      { field, stated: stated.toISOString(), earlier: earlier.toISOString() },
    );
  }
}

/** A day of business time, or the instant's day where an instant is given. Throws InvalidInput, for a day in the future too. */
export function statedDay(value: string | undefined, field: string, now: Date): BusinessDate {
  return value?.includes('T') ? businessDateOf(statedInstant(value, field, now)) : statedDate(value, field, now);
}

/** Throws {@link FactOutOfOrder}; `what` completes "… but `what` at …". */
export function ensureNotBefore(field: string, stated: Date, earlier: Date, what: string): void {
  if (stated < earlier) throw new FactOutOfOrder(field, stated, earlier, what);
}

const monthPattern = /^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/;

/** The first day of a month written `YYYY-MM`. Throws InvalidInput. */
export function parseMonth(value: string, field = 'month'): BusinessDate {
  if (monthPattern.test(value)) return parseBusinessDate(`${value}-01`, field);
  throw new InvalidInput(field, value, 'a month written YYYY-MM, for example "2013-04"');
}

/** A document's number by the business day of `at`; the running number goes on over the days, so that nobody waits for another's. */
export function numberedOn(series: string, at: Date, running: number): string {
  return documentNumber(series, businessDateOf(at), running);
}
