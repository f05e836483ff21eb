import { addDays, addMonths, endOfMonth, parseBusinessDate, startOfMonth } from '@rotables/domain-kernel';
import fc from 'fast-check';
import { checkFaults } from './check-faults.js';
import { Complaints } from './csv-file.js';
import type { Month, Script, UnitRow } from './month.js';
import { shiftToLastMonth } from './shift-script.js';

const day = (text: string) => parseBusinessDate(text);
const days = fc.integer({ min: 0, max: 366 * 30 }).map((count) => addDays(day('2014-01-01'), count));
const daysOfFleet = fc.integer({ min: 0, max: 365 * 8 }).map((count) => addDays(day('2005-05-01'), count));
const daysOfApril = fc.integer({ min: 0, max: 29 }).map((count) => addDays(day('2013-04-01'), count));

function scriptOf(units: readonly UnitRow[], faultOn = '2013-04-24'): Script {
  const april: Month = {
    directory: 'april',
    month: '2013-04',
    firstOn: '2013-04-10',
    lastOn: '2013-04-30',
    units,
    pool: [],
    faults: units.slice(0, 1).map(({ serial }) => ({ serial, reportedOn: faultOn })),
    expectations: [{ file: 'expected-april.json', entitlements: { A: 'repair' }, bases: {} }],
  };
  return { cities: [], plans: [], months: [april], units: new Map(units.map((unit) => [unit.serial, unit])) };
}

const unitOf = (serial: string, acceptanceOn: string, installedOn: string): UnitRow => ({
  serial,
  model: 'ST31500541AS',
  city: 'DL',
  plan: 'STD24',
  acceptanceOn,
  installedOn,
});

const monthOn = (today: string): Month | undefined => shiftToLastMonth(scriptOf([]), day(today)).months[0];

describe('a month moved to the present', () => {
  it.each([
    ['2026-11-28', '2026-10', '2026-10-31'],
    ['2026-11-01', '2026-10', '2026-10-31'],
    ['2026-03-31', '2026-02', '2026-02-28'],
    ['2028-03-01', '2028-02', '2028-02-29'],
    ['2028-02-29', '2028-01', '2028-01-31'],
    ['2026-01-01', '2025-12', '2025-12-31'],
    ['2026-01-31', '2025-12', '2025-12-31'],
  ])('is, on %s, %s, up to %s', (today, month, lastOn) => {
    expect(monthOn(today)).toMatchObject({ month, lastOn, firstOn: `${month}-10` });
  });

  it('is the last whole month before any day, and nothing in it lies after its end', () =>
    fc.assert(
      fc.property(days, daysOfFleet, daysOfApril, daysOfApril, (today, acceptanceOn, installedOn, faultOn) => {
        const script = scriptOf([unitOf('A', acceptanceOn, installedOn)], faultOn);
        const [month] = shiftToLastMonth(script, today).months;
        expect(month?.lastOn).toBe(addDays(startOfMonth(today), -1));
        expect(month?.firstOn.slice(0, 7)).toBe(month?.month);
        for (const on of [month?.units[0]?.installedOn, month?.faults[0]?.reportedOn]) {
          expect(on?.slice(0, 7)).toBe(month?.month);
        }
      }),
    ));

  it('has every unit accepted before it is installed, as before, and each day moved by the same months', () =>
    fc.assert(
      fc.property(days, daysOfFleet, daysOfApril, (today, one, other) => {
        const [acceptanceOn, installedOn] = [one, other].sort();
        const unit = unitOf('A', acceptanceOn ?? one, installedOn ?? other);
        const shifted = shiftToLastMonth(scriptOf([unit]), today).units.get('A');
        const months = (Number(today.slice(0, 4)) - 2013) * 12 + Number(today.slice(5, 7)) - 5;
        expect(shifted?.acceptanceOn).toBe(addMonths(day(unit.acceptanceOn), months));
        expect((shifted?.acceptanceOn ?? '') <= (shifted?.installedOn ?? '')).toBe(true);
      }),
    ));

  it('fails no unit before it is installed', () =>
    fc.assert(
      fc.property(days, daysOfApril, daysOfApril, (today, one, other) => {
        const [installedOn, faultOn] = [one, other].sort();
        const script = scriptOf([unitOf('A', '2012-01-31', installedOn ?? one)], faultOn);
        const { months, units } = shiftToLastMonth(script, today);
        const complaints = new Complaints();
        const faults = months.flatMap((month) => month.faults.map((row, line) => ({ file: 'f', line, row })));
        checkFaults(faults, units, complaints);
        expect(complaints.list).toEqual([]);
      }),
    ));

  it('clamps a day that the later month does not have', () => {
    const { units } = shiftToLastMonth(scriptOf([unitOf('A', '2010-10-31', '2013-04-30')]), day('2026-03-15'));
    expect(units.get('A')).toMatchObject({ installedOn: '2026-02-28', acceptanceOn: '2023-08-31' });
    expect(endOfMonth(day('2026-02-01'))).toBe('2026-02-28');
  });

  it('expects nothing of itself any more', () => {
    expect(monthOn('2026-11-28')?.expectations).toEqual([]);
  });

  it('stays where it is in the month after it', () => {
    const script = scriptOf([unitOf('A', '2010-10-31', '2013-04-30')]);
    expect(shiftToLastMonth(script, day('2013-05-07')).units).toEqual(script.units);
  });
});
