import { addDays, parseBusinessDate, weekdayOf } from './business-date.js';
import type { BusinessDate } from './business-date.js';
import { InvalidInput } from './domain-error.js';

/** The days on which the organisation works (O4). */
export interface HolidayCalendar {
  isWorkingDay(date: BusinessDate): boolean;
}

export interface HolidayLists {
  /** Days off, `YYYY-MM-DD`; one that falls on a weekend does no harm. */
  readonly holidays: readonly string[];
  /** Saturdays and Sundays worked to make up for a holiday (调休), `YYYY-MM-DD`. */
  readonly workingWeekendDays: readonly string[];
}

/** Throws InvalidInput for a date that does not exist, stands in both lists, or is no weekend day where it must be one. */
export function holidayCalendar(lists: HolidayLists): HolidayCalendar {
  const holidays = parsedDates(lists.holidays, 'holidays');
  const workingWeekendDays = parsedDates(lists.workingWeekendDays, 'workingWeekendDays');
  for (const date of workingWeekendDays) {
    if (!isWeekend(date)) throw new InvalidInput('workingWeekendDays', date, 'a Saturday or Sunday');
    if (holidays.has(date)) throw new InvalidInput('workingWeekendDays', date, 'a day that is not also in holidays');
  }
  return {
    isWorkingDay: (date) => (isWeekend(date) ? workingWeekendDays.has(date) : !holidays.has(date)),
  };
}

/** The calendar where nothing is configured: Monday to Friday. */
export const mondayToFriday: HolidayCalendar = holidayCalendar({ holidays: [], workingWeekendDays: [] });

const mostWorkingDays = 3_660;
/** A calendar that names years of holidays in a row is a mistake, and must not become an endless search. */
const longestPauseInDays = 366;

/**
 * The `count`-th working day after `date`; `date` itself never counts, and 0 gives `date` back.
 * Throws InvalidInput unless `count` is a whole number from 0 to 3660.
 */
export function addWorkingDays(date: BusinessDate, count: number, calendar: HolidayCalendar): BusinessDate {
  if (!Number.isInteger(count) || count < 0 || count > mostWorkingDays) {
    throw new InvalidInput('workingDays', count, `a whole number from 0 to ${mostWorkingDays}`);
  }
  let day = date;
  for (let found = 0; found < count; found += 1) day = nextWorkingDay(day, calendar);
  return day;
}

function nextWorkingDay(date: BusinessDate, calendar: HolidayCalendar): BusinessDate {
  for (let ahead = 1; ahead <= longestPauseInDays; ahead += 1) {
    const day = addDays(date, ahead);
    if (calendar.isWorkingDay(day)) return day;
  }
  throw new InvalidInput(
    'holidays',
    date,
    `a list that leaves a working day within ${longestPauseInDays} days of ${date}`,
  );
}

function isWeekend(date: BusinessDate): boolean {
  return weekdayOf(date) > 5;
}

function parsedDates(values: readonly string[], field: string): ReadonlySet<BusinessDate> {
  return new Set(values.map((value, index) => parseBusinessDate(value, `${field}[${index}]`)));
}
