import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { readSheet } from 'read-excel-file/node';
import { RegistrationFileRefused } from './registration.errors.js';
import { optionalColumns, requiredColumns, type FileRow } from './registration-row.js';

export const fileFormats = ['csv', 'xlsx'] as const;
export type FileFormat = (typeof fileFormats)[number];

export const largestFileBytes = 32 * 1024 * 1024;
export const mostRows = 200_000;

/** The rows of a registration file, one after the other. Throws {@link RegistrationFileRefused} where it cannot be read on. */
export async function* rowsOf(content: Buffer, format: FileFormat): AsyncGenerator<FileRow> {
  let columns: readonly string[] | undefined;
  let rows = 0;
  for await (const { line, cells, problem } of format === 'csv' ? csvLines(content) : sheetLines(content)) {
    if (!columns) {
      if (problem !== undefined) throw new RegistrationFileRefused(`${problem}.`, line);
      columns = checkedColumns(cells);
      continue;
    }
    if (problem === undefined && cells.every((cell) => cell.trim() === '')) continue;
    rows += 1;
    if (rows > mostRows)
      throw new RegistrationFileRefused(`It has more than ${mostRows} rows; send it in parts.`, line);
    const names = columns;
    const named = Object.fromEntries(cells.map((cell, index) => [names[index] ?? `column ${index + 1}`, cell]));
    const surplus =
      cells.length > names.length ? `has ${cells.length} cells, but there are ${names.length} columns` : undefined;
    yield { line, cells: named, problem: problem ?? surplus };
  }
  if (!columns) throw new RegistrationFileRefused('It is empty; its first line must name the columns.', 1);
}

/** Reads as far as the first row, so that a file that cannot be taken in at all is refused before anything is stored. */
export async function ensureReadable(content: Buffer, format: FileFormat): Promise<void> {
  await rowsOf(content, format).next();
}

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
  /** Why the cells could not be read. */
  readonly problem?: string;
}

interface CsvRecord {
  readonly info: { readonly lines: number };
  readonly record: readonly string[];
}

async function* csvLines(content: Buffer): AsyncGenerator<Line> {
  const unreadable: Line[] = [];
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    // A row that cannot be read is refused like any other bad row; what follows it is taken in.
    skip_records_with_error: true,
    on_skip: (error) => {
      const line: unknown = error?.['lines'];
      unreadable.push({
        line: typeof line === 'number' ? line : 1,
        cells: [],
        problem: error?.message ?? 'cannot be read',
      });
    },
  });
  for await (const { info, record } of Readable.from(slicesOf(content)).pipe(parser) as AsyncIterable<CsvRecord>) {
    // The parser runs ahead, so what it skipped may lie behind this record.
    while (unreadable[0] && unreadable[0].line < info.lines) yield* unreadable.splice(0, 1);
    yield { line: info.lines, cells: record };
  }
  yield* unreadable;
}

const sliceBytes = 64 * 1024;

/** The parser reads a slice to its end before it waits for whoever takes the rows; a whole file at once would be in memory as rows. */
function* slicesOf(content: Buffer): Generator<Buffer> {
  for (let from = 0; from < content.length; from += sliceBytes) yield content.subarray(from, from + sliceBytes);
}

async function* sheetLines(content: Buffer): AsyncGenerator<Line> {
  let sheet: readonly (readonly unknown[])[];
  try {
    sheet = await readSheet(content);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new RegistrationFileRefused(`It cannot be read as an Excel workbook (.xlsx): ${message}`, 1);
  }
  for (const [index, row] of sheet.entries()) yield { line: index + 1, cells: row.map(cellText) };
}

/** A workbook reckons with 15 digits; of a longer number, an ICCID for example, it has lost the last ones. */
const longestNumber = 1e15;

function cellText(cell: unknown): string {
  // A date in a sheet has no time zone; the library gives it as midnight UTC.
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  // As a workbook shows it; a row with it is refused.
  if (typeof cell === 'number' && cell >= longestNumber) return cell.toExponential().toUpperCase();
  return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : '';
}

function checkedColumns(heading: readonly string[]): readonly string[] {
  const columns = heading.map((cell) => cell.trim().toLowerCase());
  const known: readonly string[] = [...requiredColumns, ...optionalColumns];
  const missing = requiredColumns.filter((column) => !columns.includes(column));
  const unknown = columns.filter((column) => !known.includes(column));
  const twice = columns.filter((column, index) => columns.indexOf(column) !== index);
  const complaints = [
    ...(missing.length > 0 ? [`the columns ${missing.join(', ')} are missing`] : []),
    ...(unknown.length > 0
      ? [`${unknown.map((column) => JSON.stringify(column)).join(', ')} is no column of a registration`]
      : []),
    ...(twice.length > 0 ? [`${twice.join(', ')} stands there twice`] : []),
  ];
  if (complaints.length === 0) return columns;
  throw new RegistrationFileRefused(
    `Its heading cannot be used: ${complaints.join('; ')}. Columns: ${known.join(', ')}.`,
    1,
  );
}
