import { parseBusinessDate, parseCityCode, parseSerial } from '@rotables/domain-kernel';
import type { CityRow, Expectation, FaultRow, PlanRow, PoolRow, UnitRow } from './month.js';

type Values = Readonly<Record<string, string>>;
type Complain = (message: string) => void;

interface Known {
  readonly cities: ReadonlyMap<string, CityRow>;
  readonly plans: ReadonlyMap<string, PlanRow>;
}

const siteKinds = ['headquarters', 'branch', 'station'] as const;
const planKinds = ['term', 'service-fee'] as const;
const afterTerms = { parts_cost_only: 'parts-cost-only', paid: 'paid' } as const;

/** Each reader gives the row, or null after having said what is wrong with it. */
export function cityFrom(values: Values, complain: Complain): CityRow | null {
  const { code = '', name_zh: nameZh = '', name_en: nameEn = '', site_kind: kind = '' } = values;
  const siteKind = siteKinds.find((one) => one === kind);
  if (siteKind === undefined) complain(`site_kind is "${kind}", but must be one of ${siteKinds.join(', ')}`);
  if (nameZh === '' || nameEn === '') complain('name_zh and name_en must both be given');
  if (!isAccepted(() => parseCityCode(code, 'code'), complain) || siteKind === undefined) return null;
  return { city: code, nameZh, nameEn, siteKind };
}

export function planFrom(values: Values, complain: Complain): PlanRow | null {
  const number = (name: string): number => wholeNumber(values, name, complain);
  const { plan = '', kind: ofKind = 'term', after_term: after = '' } = values;
  const kind = planKinds.find((one) => one === ofKind);
  if (kind === undefined) complain(`kind is "${ofKind}", but must be one of ${planKinds.join(', ')}`);
  if (plan === '') complain('plan is empty, but must be the code of the plan');
  const afterTerm = after === 'paid' || after === 'parts_cost_only' ? afterTerms[after] : null;
  if (afterTerm === null) complain(`after_term is "${after}", but must be parts_cost_only or paid`);
  const row = {
    plan,
    contractMonths: number('contract_months'),
    vendorMonths: number('vendor_months'),
    refundDays: number('refund_days'),
    freeReplacementMonths: number('replacement_months'),
  };
  return afterTerm === null || kind === undefined || plan === '' ? null : { ...row, kind, afterTerm };
}

export function unitFrom(values: Values, complain: Complain, { cities, plans }: Known): UnitRow | null {
  const {
    serial = '',
    model = '',
    city = '',
    plan = '',
    acceptance_date: accepted = '',
    installed_on: installed = '',
  } = values;
  const checks = [
    isSerial(serial, complain),
    isGiven('model', model, complain),
    isOneOf('city', city, cities, 'cities.csv', complain),
    isOneOf('plan', plan, plans, 'plans.csv', complain),
    isDay('acceptance_date', accepted, complain),
    isDay('installed_on', installed, complain),
  ];
  if (checks.includes(false)) return null;
  if (accepted > installed) {
    complain(
      `acceptance_date ${accepted} is after installed_on ${installed}; a unit is accepted before, or on the day, it is seen installed`,
    );
    return null;
  }
  return { serial, model, city, plan, acceptanceOn: accepted, installedOn: installed };
}

export function poolFrom({ serial = '', model = '' }: Values, complain: Complain): PoolRow | null {
  const checks = [isSerial(serial, complain), isGiven('model', model, complain)];
  return checks.includes(false) ? null : { serial, model };
}

export function faultFrom({ serial = '', reported_on: reportedOn = '' }: Values, complain: Complain): FaultRow | null {
  const checks = [isSerial(serial, complain), isDay('reported_on', reportedOn, complain)];
  return checks.includes(false) ? null : { reportedOn, serial };
}

/** @throws Error that says which part is not as it should be */
export function expectationFrom(file: string, value: unknown): Expectation {
  if (!isRecord(value)) throw new Error('must be a JSON object with entitlement and installed_base_and_allocation');
  const { entitlement = {}, installed_base_and_allocation: bases = {} } = value;
  if (!isRecord(entitlement) || !isRecord(bases)) {
    throw new Error('entitlement and installed_base_and_allocation must be JSON objects where they are given');
  }
  const kinds = Object.entries(entitlement).map(([serial, kind]) => [serial, String(kind)] as const);
  const days = Object.entries(bases).map(
    ([day, cities]) => [parseBusinessDate(day, 'installed_base_and_allocation'), figuresByCity(day, cities)] as const,
  );
  return { file, entitlements: Object.fromEntries(kinds), bases: Object.fromEntries(days) };
}

function figuresByCity(day: string, value: unknown): Record<string, { installed: number; allocation: number }> {
  if (!isRecord(value)) throw new Error(`installed_base_and_allocation of ${day} must be a JSON object by city`);
  const cities = Object.entries(value).map(([city, figures]) => {
    if (isRecord(figures) && typeof figures['installed'] === 'number' && typeof figures['allocation'] === 'number') {
      return [city, { installed: figures['installed'], allocation: figures['allocation'] }] as const;
    }
    throw new Error(
      `installed_base_and_allocation of ${city} on ${day} must have the numbers installed and allocation`,
    );
  });
  return Object.fromEntries(cities);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wholeNumber(values: Values, name: string, complain: Complain): number {
  const text = values[name] ?? '';
  if (!/^\d{1,4}$/.test(text)) complain(`${name} is "${text}", but must be a whole number from 0 to 9999`);
  return Number(text);
}

function isSerial(serial: string, complain: Complain): boolean {
  return isAccepted(() => parseSerial(serial, 'serial'), complain);
}

function isDay(field: string, value: string, complain: Complain): boolean {
  return isAccepted(() => parseBusinessDate(value, field), complain);
}

function isGiven(field: string, value: string, complain: Complain): boolean {
  if (value === '') complain(`${field} is empty`);
  return value !== '';
}

function isOneOf(
  field: string,
  value: string,
  known: ReadonlyMap<string, unknown>,
  file: string,
  complain: Complain,
): boolean {
  if (!known.has(value))
    complain(`${field} is "${value}", which ${file} does not have; it has ${[...known.keys()].join(', ')}`);
  return known.has(value);
}

function isAccepted(parse: () => unknown, complain: Complain): boolean {
  try {
    parse();
    return true;
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error));
    return false;
  }
}
