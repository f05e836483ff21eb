import { addDays, instantOf, type BusinessDate } from '@rotables/domain-kernel';
import { BeforeItsCause } from './business-time.errors.js';

/** Throws {@link BeforeItsCause} when `at` is earlier than the fact that it must follow. */
export function ensureNotBefore(field: string, at: Date, cause: string, causeAt: Date): void {
  if (at.getTime() < causeAt.getTime()) throw new BeforeItsCause(field, at.toISOString(), cause, causeAt.toISOString());
}

/** The last millisecond of the day in Asia/Shanghai. */
export function endOfDay(day: BusinessDate): Date {
  return new Date(instantOf(addDays(day, 1)).getTime() - 1);
}
