import { businessDateOf, instantOf, isDayThatExists, parseBusinessDate, type BusinessDate } from './business-date.js';
import { InvalidInput } from './domain-error.js';

/** Clocks of branches run a little ahead; more than this is a mistake. */
export const toleratedSecondsAhead = 300;

/**
 * From when rights and deadlines of a fact count: when it happened as stated, or so many days before the system heard of it, whichever is
 * later. Who tells late gains nothing by it, and who tells in time has the day on which it happened.
 */
export function countedFrom(stated: Date, heardAt: Date, toleratedDaysLate: number): Date {
  const earliest = new Date(heardAt.getTime() - toleratedDaysLate * 86_400_000);
  return stated > earliest ? stated : earliest;
}

/** China has kept UTC+8 without summer time since then, and nobody reports anything older. */
export const earliestStatedOn = parseBusinessDate('1992-01-01');
const earliestStatedAt = instantOf(earliestStatedOn).getTime();

const instantPattern =
  /^(?<day>\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

/** Throws {@link InvalidInput} for anything but an ISO 8601 instant with its offset, on a day that exists. */
export function parseInstant(value: unknown, field: string): Date {
  const day = typeof value === 'string' ? instantPattern.exec(value)?.groups?.['day'] : undefined;
  // The engine would take February 30 for March 2.
  if (typeof value === 'string' && day !== undefined && isDayThatExists(day)) return new Date(value);
  throw new InvalidInput(field, value, 'an instant with its offset, for example "2013-04-16T10:10:00+08:00"');
}

/**
 * When a reported fact happened: what the reporter states, or now. Business time is never in the future, nor before 1992.
 * Throws {@link InvalidInput}.
 */
export function statedInstant(value: string | undefined, field: string, now: Date): Date {
  if (value === undefined) return now;
  const instant = parseInstant(value, field);
  if (instant.getTime() < earliestStatedAt) throw new InvalidInput(field, value, `on ${earliestStatedOn} or later`);
  if (instant.getTime() > now.getTime() + toleratedSecondsAhead * 1000) {
    throw new InvalidInput(field, value, `in the past; it is ${now.toISOString()} now`);
  }
  return instant;
}

/** The same for a fact that is known by its day: today in Asia/Shanghai unless stated. Throws {@link InvalidInput}. */
export function statedDate(value: string | undefined, field: string, now: Date): BusinessDate {
  const today = businessDateOf(now);
  if (value === undefined) return today;
  const date = parseBusinessDate(value, field);
  if (date > today) throw new InvalidInput(field, value, `a day up to today, ${today}`);
  if (date < earliestStatedOn) throw new InvalidInput(field, value, `${earliestStatedOn} or later`);
  return date;
}
