import {
  DomainError,
  parseBusinessDate,
  parseCityCode,
  parseSerial,
  printable,
  type BusinessDate,
  type CityCode,
} from '@rotables/domain-kernel';
import { register, type UnitDecision, type UnitRegistration } from '../covered-unit/covered-unit.js';
import type { KnownUnit } from '../covered-unit/covered-unit.repository.js';
import type { WarrantyPlan } from '../warranty-plan/warranty-plan.js';

/** The columns of a registration file; a file without one of the required, or with any other, is refused whole. */
export const requiredColumns = [
  'serial',
  'model',
  'city',
  'plan',
  'acceptance_date',
  'installed_on',
  'customer_name',
  'customer_phone',
  'contract_number',
] as const;
export const optionalColumns = ['plate', 'service_fee_paid_until'] as const;

type Column = (typeof requiredColumns)[number] | (typeof optionalColumns)[number];

/** One row of the file, its cells as text. */
export interface FileRow {
  /** As a person counts: the heading is line 1. */
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
  /** Why the row as a whole cannot be used. */
  readonly problem: string | undefined;
}

/** Why a row was not taken in. */
export interface Refusal {
  readonly line: number;
  readonly field: string;
  readonly value: string;
  readonly reason: string;
}

export type RowOutcome =
  | { readonly kind: 'new'; readonly line: number; readonly decision: UnitDecision }
  | { readonly kind: 'already-registered' }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/** What a row is judged against. */
export interface RowContext {
  readonly plans: ReadonlyMap<string, WarrantyPlan>;
  /** The cities for which the person who sent the file may register. */
  readonly cities: readonly CityCode[] | 'all';
  readonly today: BusinessDate;
  readonly registrationNumber: string;
}

/** Judges one row (W1): new, registered before with the same facts, or refused with every reason. `earlierLines` are those of this chunk. */
export function judgeRow(
  row: FileRow,
  context: RowContext,
  known: KnownUnit | undefined,
  earlierLine: number | undefined,
): RowOutcome {
  if (row.problem !== undefined) return refused(row, 'row', '', row.problem);
  const { registration, refusals } = parseRow(row, context);
  if (!registration) return { kind: 'refused', refusals };
  if (earlierLine !== undefined) return refusedDuplicate(row, earlierLine);
  if (known) return judgeKnown(row, registration, known, context);
  const plan = context.plans.get(registration.plan);
  if (!plan) return refused(row, 'plan', registration.plan, 'no such warranty plan');
  return { kind: 'new', line: row.line, decision: register(registration, plan) };
}

function judgeKnown(
  row: FileRow,
  registration: UnitRegistration,
  { unit, provenance }: KnownUnit,
  context: RowContext,
): RowOutcome {
  if (provenance?.registrationNumber === context.registrationNumber && provenance.line !== row.line) {
    return refusedDuplicate(row, provenance.line);
  }
  const different = comparedFields.find((field) => unit[field] !== registration[field]);
  if (different === undefined) return { kind: 'already-registered' };
  return refused(
    row,
    'serial',
    registration.serial,
    `registered already with another ${different}; correct the row or leave it out`,
  );
}

const comparedFields = [
  'model',
  'city',
  'plan',
  'acceptanceOn',
  'installedOn',
  'customerName',
  'customerPhone',
  'contractNumber',
  'plate',
] as const satisfies readonly (keyof UnitRegistration)[];

function refusedDuplicate(row: FileRow, earlierLine: number): RowOutcome {
  return refused(row, 'serial', row.cells['serial'] ?? '', `stands on line ${earlierLine} of the same file already`);
}

function refused(row: FileRow, field: string, value: string, reason: string): RowOutcome {
  return { kind: 'refused', refusals: [{ line: row.line, field, value, reason }] };
}

interface ParsedRow {
  readonly registration: UnitRegistration | undefined;
  readonly refusals: readonly Refusal[];
}

/** Parses all cells, so that every mistake of a row is named at once. */
function parseRow(row: FileRow, context: RowContext): ParsedRow {
  const cells = new CellReader(row);
  const serial = cells.read('serial', parseSerial);
  const city = cells.read('city', (value) => cityInScope(value, context.cities));
  const acceptanceOn = cells.read('acceptance_date', (value) => dayUpTo(context.today, value, 'acceptance_date'));
  const installedOn = cells.read('installed_on', (value) => dayUpTo(context.today, value, 'installed_on'));
  const fee = cells.text('service_fee_paid_until');
  const serviceFeePaidUntilOn = fee === '' ? null : cells.read('service_fee_paid_until', parseBusinessDate);
  const plan = cells.read('plan', (value) => knownPlan(value, context.plans));
  const model = cells.read('model', (value) => shortText(value, 100));
  const customerName = cells.read('customer_name', (value) => shortText(value, 200));
  const customerPhone = cells.read('customer_phone', (value) => shortText(value, 200));
  const contractNumber = cells.read('contract_number', (value) => shortText(value, 200));
  const plate = cells.read('plate', (value) => (value === '' ? null : value));
  if (acceptanceOn && installedOn && installedOn < acceptanceOn) {
    cells.refuse('installed_on', installedOn, `is before the acceptance date ${acceptanceOn}`);
  }
  const required = {
    serial,
    city,
    acceptanceOn,
    installedOn,
    plan,
    model,
    customerName,
    customerPhone,
    contractNumber,
  };
  if (cells.refusals.length > 0 || !isComplete(required)) return { registration: undefined, refusals: cells.refusals };
  const registration = {
    ...required,
    plate: plate ?? null,
    serviceFeePaidUntilOn: serviceFeePaidUntilOn ?? null,
  };
  return { registration, refusals: [] };
}

/** Every cell that could not be read has left its refusal, so a row without refusals is complete. */
function isComplete<Values extends Readonly<Record<string, unknown>>>(
  values: Values,
): values is { [Field in keyof Values]: Exclude<Values[Field], undefined> } & Values {
  return Object.values(values).every((value) => value !== undefined);
}

/** Reads cells and collects what is wrong with them. */
class CellReader {
  readonly refusals: Refusal[] = [];

  constructor(private readonly row: FileRow) {}

  text(column: Column): string {
    return (this.row.cells[column] ?? '').trim();
  }

  read<Value>(column: Column, parse: (value: string) => Value): Value | undefined {
    const value = this.text(column);
    try {
      if (shortenedDigits.test(value)) throw new CellRefused(digitsLost);
      return parse(value);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.refuse(column, value, error.message);
      return undefined;
    }
  }

  refuse(field: Column, value: string, reason: string): void {
    this.refusals.push({ line: this.row.line, field, value, reason });
  }
}

/** What a spreadsheet makes of a number that is too long for it, in a workbook and in the CSV file that it saves. */
const shortenedDigits = /^\d(\.\d+)?E\+\d+$/i;
const digitsLost =
  'is a long number of which the spreadsheet has lost the last digits; make the column text, and enter it again';

class CellRefused extends DomainError {
  readonly code = 'cell-refused';
  readonly kind = 'invalid-input';
}

function shortText(value: string, longest: number): string {
  if (value === '') throw new CellRefused('is empty; this column must be filled in');
  if (value.length > longest) throw new CellRefused(`has ${value.length} characters; at most ${longest} fit`);
  return value;
}

function dayUpTo(today: BusinessDate, value: string, field: string): BusinessDate {
  const date = parseBusinessDate(value, field);
  if (date > today) throw new CellRefused(`${printable(value)} lies in the future; today is ${today}`);
  return date;
}

function cityInScope(value: string, cities: RowContext['cities']): CityCode {
  const city = parseCityCode(value);
  if (cities !== 'all' && !cities.includes(city)) {
    throw new CellRefused(`${city} is not a city that you register for (${cities.join(', ')})`);
  }
  return city;
}

function knownPlan(value: string, plans: RowContext['plans']): string {
  if (plans.has(value)) return value;
  throw new CellRefused(
    `${printable(value)} is no warranty plan; there are ${[...plans.keys()].join(', ') || 'none yet'}`,
  );
}
