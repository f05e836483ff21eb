import type { Brand } from './brand.js';
import { InvalidInput } from './domain-error.js';

/** A day of business time (O4) in Asia/Shanghai, written `YYYY-MM-DD`; the text sorts as the days do. */
export type BusinessDate = Brand<string, 'BusinessDate'>;

/** China has kept UTC+8 without summer time since 1992, and no rule here reaches back further. */
const shanghaiOffset = '+08:00';
const shanghaiAheadOfUtcMilliseconds = 8 * 3_600_000;
const dayMilliseconds = 86_400_000;
const businessDatePattern = /^(19|20|21)\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const timeOfDayPattern = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Throws {@link InvalidInput} unless `value` is a day that exists, from 1900-01-01 to 2199-12-31. */
export function parseBusinessDate(value: unknown, field = 'date'): BusinessDate {
  if (typeof value === 'string' && isDayThatExists(value)) return value as BusinessDate;
  throw new InvalidInput(field, value, 'a day that exists, written YYYY-MM-DD, from 1900-01-01 to 2199-12-31');
}

/** The round trip tells days that do not exist: 2026-02-30 comes back as 2026-03-02. */
export function isDayThatExists(value: string): boolean {
  return businessDatePattern.test(value) && dateOfDay(dayOf(value)) === value;
}

/** The day on which `instant` falls in Asia/Shanghai. */
export function businessDateOf(instant: Date): BusinessDate {
  return dateOfDay(Math.floor((instant.getTime() + shanghaiAheadOfUtcMilliseconds) / dayMilliseconds));
}

/** The instant of `timeOfDay` (`HH:MM`, 24 hours) on `date` in Asia/Shanghai. Throws {@link InvalidInput}. */
export function instantOf(date: BusinessDate, timeOfDay = '00:00'): Date {
  if (!timeOfDayPattern.test(timeOfDay)) throw new InvalidInput('timeOfDay', timeOfDay, 'HH:MM from 00:00 to 23:59');
  return new Date(`${date}T${timeOfDay}:00${shanghaiOffset}`);
}

/** `days` may be negative. */
export function addDays(date: BusinessDate, days: number): BusinessDate {
  ensureWholeStep(days, 'days', 73_049);
  return parseBusinessDate(dateOfDay(dayOf(date) + days), 'date plus days');
}

/** The same day of the month, or its last day where it has no such day: 2024-01-31 and 1 month is 2024-02-29. */
export function addMonths(date: BusinessDate, months: number): BusinessDate {
  ensureWholeStep(months, 'months', 2_400);
  const [year, month, day] = partsOf(date);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const moved = Date.UTC(year, month - 1 + months, Math.min(day, lastDay));
  return parseBusinessDate(dateOfDay(moved / dayMilliseconds), 'date plus months');
}

/** Days from `from` to `to`: 0 on the same day, negative when `to` is earlier. */
export function daysBetween(from: BusinessDate, to: BusinessDate): number {
  return dayOf(to) - dayOf(from);
}

export function startOfMonth(date: BusinessDate): BusinessDate {
  return parseBusinessDate(`${date.slice(0, 8)}01`);
}

export function endOfMonth(date: BusinessDate): BusinessDate {
  return addDays(addMonths(startOfMonth(date), 1), -1);
}

export function isBefore(date: BusinessDate, other: BusinessDate): boolean {
  return date < other;
}

export function isAfter(date: BusinessDate, other: BusinessDate): boolean {
  return date > other;
}

export function isOnOrBefore(date: BusinessDate, other: BusinessDate): boolean {
  return date <= other;
}

export function isOnOrAfter(date: BusinessDate, other: BusinessDate): boolean {
  return date >= other;
}

export function earlierOf(date: BusinessDate, other: BusinessDate): BusinessDate {
  return date <= other ? date : other;
}

export function laterOf(date: BusinessDate, other: BusinessDate): BusinessDate {
  return date >= other ? date : other;
}

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export function weekdayOf(date: BusinessDate): number {
  return new Date(dayOf(date) * dayMilliseconds).getUTCDay() || 7;
}

function ensureWholeStep(step: number, field: string, largest: number): void {
  if (Number.isInteger(step) && Math.abs(step) <= largest) return;
  throw new InvalidInput(field, step, `a whole number from -${largest} to ${largest}`);
}

function partsOf(date: string): [year: number, month: number, day: number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}

/** Days since 1970-01-01. */
function dayOf(date: string): number {
  const [year, month, day] = partsOf(date);
  return Date.UTC(year, month - 1, day) / dayMilliseconds;
}

function dateOfDay(day: number): BusinessDate {
  return new Date(day * dayMilliseconds).toISOString().slice(0, 10) as BusinessDate;
}
