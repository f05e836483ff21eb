import { isDayThatExists } from '@rotables/domain-kernel';

/** What a value of a cursor is compared with: `string` and `number` as themselves, the others as texts that the database reads as such. */
export type CursorKind = 'string' | 'number' | 'date' | 'instant' | 'integer' | 'bigint' | 'boolean';

/** As PostgreSQL writes an instant, or JavaScript does. */
const instantPattern =
  /^(?<day>\d{4}-\d{2}-\d{2})[ T]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-](0\d|1[0-5])(:?[0-5]\d)?)$/;
const largestInteger = 2 ** 31 - 1;

const fitsText: Readonly<Record<Exclude<CursorKind, 'number'>, (text: string) => boolean>> = {
  string: (text) => text.isWellFormed() && !text.includes('\0'),
  date: isDayThatExists,
  instant: (text) => isDayThatExists(instantPattern.exec(text)?.groups?.['day'] ?? ''),
  integer: (text) => /^-?\d{1,10}$/.test(text) && Math.abs(Number(text)) <= largestInteger,
  bigint: (text) => /^-?\d{1,18}$/.test(text),
  boolean: (text) => ['true', 'false', 't', 'f'].includes(text),
};

/** Whether the database can compare the value with a column of the kind; anybody can write a cursor of his own. */
export function fitsCursorKind(value: unknown, kind: CursorKind): boolean {
  if (kind === 'number') return Number.isSafeInteger(value);
  return typeof value === 'string' && fitsText[kind](value);
}
