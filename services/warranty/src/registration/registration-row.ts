import {
  DomainError,
  parseCityCode,
  parseSerial,
  printable,
  isSpeltAs,
  serialKey,
  type BusinessDate,
  type CityCode,
  type Serial,
} from '@rotables/domain-kernel';
import { register, type UnitDecision, type UnitRegistration } from '../covered-unit/covered-unit.js';
import type { KnownUnit } from '../covered-unit/covered-unit.repository.js';
import { modelKey } from '../known-model/known-models.js';
import type { WarrantyPlan } from '../warranty-plan/warranty-plan.js';
import { hasLostDigits, readDay, readText, type CellReading, type TextFieldName } from './cell-rules.js';
import type { Column } from './file/columns.js';
import { shortened, type FileRow } from './file/file-row.js';

/** Why a row was not taken in. */
export interface Refusal {
  readonly line: number;
  readonly field: string;
  readonly value: string;
  readonly reason: string;
}

export type RowOutcome =
  | { readonly kind: 'new'; readonly line: number; readonly decision: UnitDecision }
  /** The serial's coverage ended, and it is registered anew (W15). */
  | {
      readonly kind: 'again';
      readonly line: number;
      readonly registration: UnitRegistration;
      readonly plan: WarrantyPlan;
    }
  | { readonly kind: 'already-registered' }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

/** What a row is judged against. */
export interface RowContext {
  readonly plans: ReadonlyMap<string, WarrantyPlan>;
  /** The cities for which the person who sent the file may register. */
  readonly cities: readonly CityCode[] | 'all';
  /** Why a city cannot be registered for by anybody; of the others nothing is known against them. */
  readonly cityProblems: ReadonlyMap<string, string>;
  /** By {@link modelKey}, as they are written; what a row brings is known to the next. */
  readonly models: Map<string, string>;
  /** Whose a unit is as the pool tells it, by {@link serialKey}. */
  readonly owners: ReadonlyMap<string, 'company' | 'customer'>;
  readonly today: BusinessDate;
  readonly registrationNumber: string;
}

/** Judges one row (W1): new, registered before with the same facts, or refused with every reason. `earlierLine` is one of this file. */
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
  const { serial, model } = registration;
  const written = context.models.get(modelKey(model));
  if (written !== undefined && written !== model)
    return refused(
      row,
      'model',
      model,
      `differs from ${printable(written)} only in case, width or spaces; did you mean that?`,
    );
  const plan = context.plans.get(registration.plan);
  if (!plan) return refused(row, 'plan', registration.plan, 'no such warranty plan');
  if (known) return judgeKnown(row, registration, plan, known, context);
  if (context.owners.get(serialKey(serial)) === 'company')
    return refused(row, 'serial', serial, 'is a spare of the company’s own, not a customer’s unit; check the serial');
  return accepted(row, context, registration, () => ({
    kind: 'new',
    line: row.line,
    decision: register(registration, plan),
  }));
}

function judgeKnown(
  row: FileRow,
  registration: UnitRegistration,
  plan: WarrantyPlan,
  { unit, provenance }: KnownUnit,
  context: RowContext,
): RowOutcome {
  const { serial } = registration;
  if (provenance?.registrationNumber === context.registrationNumber && provenance.line !== row.line) {
    return refusedDuplicate(row, provenance.line);
  }
  // Nothing of it is told: who does not see the unit's city must not learn of it by asking (X8).
  if (!isInScope(unit.city, context.cities))
    return refused(row, 'serial', serial, 'cannot be registered here; check it, and ask headquarters if it is right');
  if (!isSpeltAs(unit.serial, serial))
    return refused(
      row,
      'serial',
      serial,
      `differs from the registered ${unit.serial} only in case, width or separators; did you mean that?`,
    );
  const different = comparedFields.find((field) => unit[field] !== registration[field]);
  if (different === undefined) return { kind: 'already-registered' };
  if (unit.state === 'covered') return refused(row, 'serial', serial, contradiction(different));
  // What was replaced, refunded or scrapped is the company's, also while it is still on its way in.
  if (context.owners.get(serialKey(serial)) !== 'customer')
    return refused(row, 'serial', serial, 'is the company’s own by now; it is registered when it has left the pool');
  return accepted(row, context, registration, () => {
    register(registration, plan, unit);
    return { kind: 'again', line: row.line, registration, plan };
  });
}

/** What the rules of registration refuse is refused of this row alone. */
function accepted(
  row: FileRow,
  { models }: RowContext,
  registration: UnitRegistration,
  outcome: () => RowOutcome,
): RowOutcome {
  try {
    const judged = outcome();
    models.set(modelKey(registration.model), registration.model);
    return judged;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return refused(row, 'row', registration.serial, error.message);
  }
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

function contradiction(field: (typeof comparedFields)[number]): string {
  return `is covered already, registered with another ${field}; correct the row or leave it out`;
}

function refusedDuplicate(row: FileRow, earlierLine: number): RowOutcome {
  return refused(row, 'serial', row.cells['serial'] ?? '', `stands on line ${earlierLine} of the same file already`);
}

function refused(row: FileRow, field: string, value: string, reason: string): RowOutcome {
  return { kind: 'refused', refusals: [refusalOf(row, field, value, reason)] };
}

const longestValue = 200;
const longestReason = 500;
const controlCharacters = /\p{Cc}/gu;

/** Neither the answer nor the log nor the database takes more of a cell than a person reads, nor what is no character. */
export function refusalOf({ line }: FileRow, field: string, value: string, reason: string): Refusal {
  const shown = (text: string, longest: number): string =>
    shortened(text.toWellFormed().replaceAll(controlCharacters, '\uFFFD'), longest);
  return { line, field, value: shown(value, longestValue), reason: shown(reason, longestReason) };
}

interface ParsedRow {
  readonly registration: UnitRegistration | undefined;
  readonly refusals: readonly Refusal[];
}

/** Parses all cells, so that every mistake of a row is named at once. */
function parseRow(row: FileRow, context: RowContext): ParsedRow {
  const cells = new CellReader(row);
  const text = (column: Column, field: TextFieldName) => cells.read(column, (cell) => readText(field, cell));
  const day = (column: Column) => cells.read(column, (cell) => dayUpTo(context.today, cell));
  const serial = cells.read('serial', readSerial);
  const city = cells.read('city', (cell) => readCity(cell, context));
  const acceptanceOn = day('acceptance_date');
  const installedOn = day('installed_on');
  const firstUseOn = cells.isEmpty('first_use_on') ? null : day('first_use_on');
  const plan = cells.read('plan', (cell) => readPlan(cell, context.plans));
  const model = text('model', 'model');
  const customerName = text('customer_name', 'customerName');
  const customerPhone = text('customer_phone', 'customerPhone');
  const contractNumber = text('contract_number', 'contractNumber');
  const plate = cells.isEmpty('plate') ? null : text('plate', 'plate');
  if (!cells.isEmpty('service_fee_paid_until'))
    cells.refuse(
      'service_fee_paid_until',
      'is recorded by its payment, not by a file; leave it empty and charge the fee',
    );
  const read = { serial, city, acceptanceOn, installedOn, firstUseOn, plan, model, plate };
  const registration = { ...read, customerName, customerPhone, contractNumber };
  if (cells.refusals.length > 0 || !isComplete(registration))
    return { registration: undefined, refusals: cells.refusals };
  return { registration, refusals: [] };
}

/** Every cell that could not be read has left its refusal, so a row without refusals is complete. */
function isComplete<Values extends Readonly<Record<string, unknown>>>(
  values: Values,
): values is { [Field in keyof Values]: Exclude<Values[Field], undefined> } & Values {
  return Object.values(values).every((value) => value !== undefined);
}

/** Reads cells and collects what is wrong with them, without throwing: of a bad file every cell of 200,000 rows may be. */
class CellReader {
  readonly refusals: Refusal[] = [];

  constructor(private readonly row: FileRow) {}

  isEmpty(column: Column): boolean {
    return this.text(column).trim() === '';
  }

  read<Value>(column: Column, reading: (cell: string) => CellReading<Value>): Value | undefined {
    const cell = this.text(column);
    const read = hasLostDigits(cell) ? digitsLost : reading(cell);
    if ('value' in read) return read.value;
    this.refuse(column, read.problem);
    return undefined;
  }

  refuse(column: Column, reason: string): void {
    this.refusals.push(refusalOf(this.row, column, this.text(column).trim(), reason));
  }

  private text(column: Column): string {
    return this.row.cells[column] ?? '';
  }
}

const digitsLost = {
  problem:
    'is a long number of which the spreadsheet has lost the last digits; make the column text, and enter it again',
} as const;

const serialForm = /^[A-Za-z0-9][A-Za-z0-9 ._:/+#-]{0,63}$/;

function readSerial(cell: string): CellReading<Serial> {
  // Full-width letters and digits are the same ones, typed in another mode of the keyboard.
  const value = cell.normalize('NFKC').trim();
  if (serialForm.test(value)) return { value: parseSerial(value) };
  return {
    problem: 'must be 1 to 64 letters, digits, spaces or . _ : / + # -, beginning with a letter or digit',
  };
}

export const cityForm = /^[A-Z]{2,5}$/;

function readCity(cell: string, { cities, cityProblems }: RowContext): CellReading<CityCode> {
  const value = cell.normalize('NFKC').trim();
  if (!cityForm.test(value)) return { problem: 'must be a city code of 2 to 5 capital letters, for example "DL"' };
  const city = parseCityCode(value);
  if (!isInScope(city, cities)) return { problem: 'is not a city that you register for' };
  const problem = cityProblems.get(city);
  return problem === undefined ? { value: city } : { problem };
}

function isInScope(city: CityCode, cities: RowContext['cities']): boolean {
  return cities === 'all' || cities.includes(city);
}

function dayUpTo(today: BusinessDate, cell: string): CellReading<BusinessDate> {
  const read = readDay(cell);
  if ('problem' in read || read.value <= today) return read;
  return { problem: `lies in the future; today is ${today}` };
}

function readPlan(cell: string, plans: RowContext['plans']): CellReading<string> {
  const value = cell.trim();
  if (plans.has(value)) return { value };
  return { problem: `is no warranty plan; there are ${[...plans.keys()].slice(0, 20).join(', ') || 'none yet'}` };
}
