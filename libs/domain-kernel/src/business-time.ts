import { businessDateOf, parseBusinessDate, type BusinessDate } from './business-date.js';
import { InvalidInput } from './domain-error.js';

/** Clocks of branches run a little ahead; more than this is a mistake. */
export const toleratedSecondsAhead = 300;

const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * When a reported fact happened: what the reporter states, or now. Business time is never in the future.
 * Throws {@link InvalidInput} for anything but an ISO 8601 instant with its offset, and for the future.
 */
export function statedInstant(value: string | undefined, field: string, now: Date): Date {
  if (value === undefined) return now;
  const instant = instantPattern.test(value) ? new Date(value) : new Date(Number.NaN);
  if (Number.isNaN(instant.getTime())) {
    throw new InvalidInput(field, value, 'an instant with its offset, for example "2013-04-16T10:10:00+08:00"');
  }
  if (instant.getTime() > now.getTime() + toleratedSecondsAhead * 1000) {
    throw new InvalidInput(field, value, `in the past; it is ${now.toISOString()} now`);
  }
  return instant;
}

/** The same for a fact that is known by its day: today in Asia/Shanghai unless stated, never a day to come. Throws {@link InvalidInput}. */
export function statedDate(value: string | undefined, field: string, now: Date): BusinessDate {
  const today = businessDateOf(now);
  if (value === undefined) return today;
  const date = parseBusinessDate(value, field);
  if (date > today) throw new InvalidInput(field, value, `a day up to today, ${today}`);
  return date;
}
