import { addMonths, endOfMonth, parseBusinessDate, startOfMonth, type BusinessDate } from '@rotables/domain-kernel';
import type { Month, Script, UnitRow } from './month.js';

/**
 * The same months at another time: every day is moved by whole months, as the rules add months, so that the last month is the last whole
 * one before `today`. A day that the later month does not have becomes its last. What was expected of the months themselves is left out,
 * for a term that ends with a clamped day may be a day shorter or longer.
 */
export function shiftToLastMonth(script: Script, today: BusinessDate): Script {
  const last = script.months.at(-1);
  if (last === undefined) return script;
  return shiftBy(script, monthsBetween(firstOf(last), addMonths(startOfMonth(today), -1)));
}

function shiftBy(script: Script, months: number): Script {
  // Thousands of units share few days.
  const shifted = new Map<string, string>();
  const shift = (day: string): string => {
    const known = shifted.get(day) ?? addMonths(parseBusinessDate(day), months);
    shifted.set(day, known);
    return known;
  };
  const shiftedUnits = new Map(
    [...script.units].map(([serial, unit]): [string, UnitRow] => [
      serial,
      { ...unit, acceptanceOn: shift(unit.acceptanceOn), installedOn: shift(unit.installedOn) },
    ]),
  );
  const shiftMonth = (month: Month): Month => {
    const first = addMonths(firstOf(month), months);
    return {
      ...month,
      month: first.slice(0, 7),
      firstOn: shift(month.firstOn),
      lastOn: endOfMonth(first),
      units: month.units.map((unit) => shiftedUnits.get(unit.serial) ?? unit),
      faults: month.faults.map((fault) => ({ ...fault, reportedOn: shift(fault.reportedOn) })),
      expectations: [],
    };
  };
  return { ...script, months: script.months.map(shiftMonth), units: shiftedUnits };
}

function firstOf({ month }: Month): BusinessDate {
  return parseBusinessDate(`${month}-01`);
}

function monthsBetween(from: BusinessDate, to: BusinessDate): number {
  const monthsOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return monthsOf(to) - monthsOf(from);
}
