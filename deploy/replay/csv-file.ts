import { parse } from 'csv-parse/sync';

/** One mistake in the input: where it stands, and what to do. */
export interface Complaint {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export interface CsvRow {
  readonly line: number;
  readonly values: Readonly<Record<string, string>>;
}

/** Collects mistakes, so that all of them are told at once and nothing is half done. */
export class Complaints {
  readonly #list: Complaint[] = [];

  add(file: string, line: number, message: string): void {
    this.#list.push({ file, line, message });
  }

  get list(): readonly Complaint[] {
    return this.#list;
  }
}

interface ParsedRecord {
  readonly line: number;
  readonly values: readonly string[];
}

/** The rows of a CSV file with a header; columns beside the required ones are let pass. A file without them has no rows, and a complaint. */
export function readCsv(
  file: string,
  text: string,
  required: readonly string[],
  complaints: Complaints,
): readonly CsvRow[] {
  const records = parsed(file, text, complaints);
  const [header, ...rest] = records;
  if (header === undefined) {
    complaints.add(file, 1, `the file is empty; its first line must name the columns ${required.join(', ')}`);
    return [];
  }
  const columns = header.values.map((name) => name.trim());
  const missing = required.filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    complaints.add(file, 1, `the column ${missing.join(', ')} is missing; the columns are ${columns.join(', ')}`);
    return [];
  }
  return rest.flatMap((record) => rowOf(file, columns, record, complaints));
}

function parsed(file: string, text: string, complaints: Complaints): readonly ParsedRecord[] {
  const lines: number[] = [];
  try {
    const records = parse(text, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (record, context) => {
        lines.push(context.lines);
        return record;
      },
    });
    return records.map((values, index) => ({ line: lines[index] ?? 0, values }));
  } catch (error) {
    complaints.add(
      file,
      (lines.at(-1) ?? 0) + 1,
      `this is no CSV: ${error instanceof Error ? error.message : String(error)}`,
    );
    return [];
  }
}

function rowOf(
  file: string,
  columns: readonly string[],
  { line, values }: ParsedRecord,
  complaints: Complaints,
): readonly CsvRow[] {
  if (values.length !== columns.length) {
    complaints.add(file, line, `there are ${values.length} values, but ${columns.length} columns`);
    return [];
  }
  return [{ line, values: Object.fromEntries(columns.map((name, index) => [name, (values[index] ?? '').trim()])) }];
}
