import { unitRegisteredV1 } from '@rotables/contracts';
import { InvalidInput, parseBusinessDate, type BusinessDate } from '@rotables/domain-kernel';

/** A cell's value, or why there is none. */
export type CellReading<Value> = { readonly value: Value } | { readonly problem: string };

interface TextField {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
}

const { properties } = unitRegisteredV1.schema;

/** What the event of a registration promises of its texts: the one definition of each of these fields. */
const textFields = {
  model: properties.model,
  plan: properties.plan,
  customerName: properties.customerName,
  customerPhone: properties.customerPhone,
  contractNumber: properties.contractNumber,
  plate: properties.plate.anyOf[0],
} satisfies Readonly<Record<string, TextField>>;
export type TextFieldName = keyof typeof textFields;

const controlCharacters = /\p{Cc}/u;

/** A text without what surrounds it, as its field allows it. */
export function readText(field: TextFieldName, cell: string): CellReading<string> {
  const value = cell.trim();
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY }: TextField = textFields[field];
  if (!value.isWellFormed()) return { problem: 'has half a character in it; type it again' };
  if (controlCharacters.test(value)) return { problem: 'has a control character or a line break in it; take it out' };
  // Characters, not halves of them, as the event's schema counts.
  const { length } = Array.from(value);
  if (length === 0 && minLength > 0) return { problem: 'is empty; this column must be filled in' };
  if (length > maxLength) return { problem: `has more than ${maxLength} characters; at most ${maxLength} fit` };
  return { value };
}

const dayForms = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]0?0:00(?::00)?)?$/;

/** `2026-01-15`, and as Excel writes it: `2026/1/15`, `2026.1.15`, `2026年1月15日`, with a midnight behind it or not. */
export function readDay(cell: string): CellReading<BusinessDate> {
  const [, year = '', month = '', day = ''] = dayForms.exec(cell.normalize('NFKC').trim()) ?? [];
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (year !== '' && dayExists(written)) return { value: parseBusinessDate(written) };
  const problem =
    'must be a day that exists, from 1900-01-01 to 2199-12-31, written 2026-01-15, 2026/1/15 or 2026年1月15日';
  return { problem };
}

const centuries = /^(19|20|21)/;

function dayExists(written: string): boolean {
  const instant = new Date(`${written}T00:00:00Z`);
  return centuries.test(written) && !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(written);
}

/** What a spreadsheet makes of a number that is too long for it, in a workbook and in the CSV file that it saves. */
const shortenedDigits = /^\d(\.\d+)?E\+\d+$/i;

export function hasLostDigits(cell: string): boolean {
  return shortenedDigits.test(cell.trim());
}

/** The same for what is typed into a form. Throws InvalidInput. */
export function statedText(field: TextFieldName, stated: string): string {
  const read = readText(field, stated);
  if ('value' in read) return read.value;
  const { maxLength = 0 }: TextField = textFields[field];
  throw new InvalidInput(field, stated, `a text of 1 to ${maxLength} characters, without control characters`);
}
