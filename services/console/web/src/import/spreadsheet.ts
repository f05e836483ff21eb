import type { FileLine } from './judge-rows';

/** A file that is neither of Excel nor CSV, or that cannot be read as what it calls itself. */
export class NoSpreadsheet extends Error {
  constructor(
    readonly file: string,
    readonly isBroken: boolean,
  ) {
    super(file);
  }
}

export const isExcel = ({ name }: File): boolean => /\.xlsx$/i.test(name);

/**
 * The text of a CSV file in UTF-8. Excel on a Chinese Windows saves it in GB 18030, which is told by not being UTF-8.
 * Throws {@link NoSpreadsheet}.
 */
export async function csvText(file: File): Promise<string> {
  if (!/\.csv$/i.test(file.name)) throw new NoSpreadsheet(file.name, false);
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** The lines of a CSV file or of a workbook's first sheet; the libraries are loaded when somebody first imports. Throws {@link NoSpreadsheet}. */
export async function linesOf(file: File): Promise<readonly FileLine[]> {
  if (!isExcel(file)) return csvLines(file);
  const { readSheet } = await import('read-excel-file/browser');
  try {
    const sheet: readonly (readonly unknown[])[] = await readSheet(file);
    return sheet.map((row, index) => ({ line: index + 1, cells: row.map(cellText) }));
  } catch {
    throw new NoSpreadsheet(file.name, true);
  }
}

interface CsvRecord {
  readonly info: { readonly lines: number };
  readonly record: readonly string[];
}

async function csvLines(file: File): Promise<readonly FileLine[]> {
  const text = await csvText(file);
  const { parse } = await import('csv-parse/browser/esm/sync');
  try {
    const records: unknown = parse(text, { bom: true, info: true, relax_column_count: true, skip_empty_lines: true });
    return (records as readonly CsvRecord[]).map(({ info, record }) => ({ line: info.lines, cells: record }));
  } catch {
    throw new NoSpreadsheet(file.name, true);
  }
}

/** A spreadsheet reckons with 15 digits; of a longer number, an ICCID for example, it has lost the last ones. */
const longestNumber = 1e15;

function cellText(cell: unknown): string {
  // A time in a sheet has no zone; the library gives it as if it were UTC.
  if (cell instanceof Date) return cell.toISOString().slice(0, 16).replace('T', ' ').replace(' 00:00', '');
  if (typeof cell === 'number') return cell >= longestNumber ? cell.toExponential().toUpperCase() : String(cell);
  return typeof cell === 'string' || typeof cell === 'boolean' ? String(cell) : '';
}
