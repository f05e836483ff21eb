import { parseBusinessDate } from './business-date.js';
import { addWorkingDays, holidayCalendar, mondayToFriday } from './working-days.js';

const day = (text: string) => parseBusinessDate(text);
/** National Day 2026: off from 1 to 7 October, worked on two weekend days instead. */
const october2026 = holidayCalendar({
  holidays: ['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07'],
  workingWeekendDays: ['2026-09-20', '2026-10-10'],
});

describe('O4 working days', () => {
  it('are Monday to Friday where nothing is configured', () => {
    expect(addWorkingDays(day('2026-11-20'), 1, mondayToFriday)).toBe('2026-11-23');
    expect(addWorkingDays(day('2026-11-21'), 1, mondayToFriday)).toBe('2026-11-23');
    expect(addWorkingDays(day('2026-11-23'), 10, mondayToFriday)).toBe('2026-12-07');
    expect(addWorkingDays(day('2026-11-21'), 0, mondayToFriday)).toBe('2026-11-21');
  });

  it('leave out holidays and count weekend days that are worked instead', () => {
    expect(addWorkingDays(day('2026-09-30'), 1, october2026)).toBe('2026-10-08');
    expect(addWorkingDays(day('2026-10-09'), 1, october2026)).toBe('2026-10-10');
    expect(addWorkingDays(day('2026-10-09'), 2, october2026)).toBe('2026-10-12');
  });

  it('refuse a calendar that contradicts itself', () => {
    expect(() => holidayCalendar({ holidays: ['2026-02-30'], workingWeekendDays: [] })).toThrow(
      /^holidays\[0\] is "2026-02-30"/,
    );
    expect(() => holidayCalendar({ holidays: [], workingWeekendDays: ['2026-10-09'] })).toThrow('a Saturday or Sunday');
    expect(() => holidayCalendar({ holidays: ['2026-10-10'], workingWeekendDays: ['2026-10-10'] })).toThrow(
      'not also in holidays',
    );
  });

  it('refuse a count that is none, and a calendar without a working day', () => {
    for (const count of [-1, 0.5, 3_661]) {
      expect(() => addWorkingDays(day('2026-11-23'), count, mondayToFriday)).toThrow(/^workingDays is /);
    }
    expect(() => addWorkingDays(day('2026-11-23'), 1, { isWorkingDay: () => false })).toThrow(/^holidays is /);
  });
});
