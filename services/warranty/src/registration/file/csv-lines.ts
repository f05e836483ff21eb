import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { csvText } from './csv-text.js';
import { shortened, type FileLine } from './file-row.js';

interface CsvRecord {
  readonly info: { readonly lines: number };
  readonly record: readonly string[];
}

/** The lines of a CSV file; one that cannot be read comes with why. */
export async function* csvLines(content: Buffer): AsyncGenerator<FileLine> {
  const text = csvText(content);
  const unreadable: FileLine[] = [];
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    delimiter: delimiterOf(text),
    // A row that cannot be read is refused like any other bad row; what follows it is taken in.
    skip_records_with_error: true,
    on_skip: (error) => {
      const line: unknown = error?.['lines'];
      unreadable.push({
        line: typeof line === 'number' ? line : 1,
        cells: [],
        problem: shortened(error?.message ?? 'cannot be read', longestProblem),
      });
    },
  });
  const slices = Readable.from(slicesOf(text));
  for await (const { info, record } of slices.pipe(parser) as AsyncIterable<CsvRecord>) {
    // The parser runs ahead, so what it skipped may lie behind this record.
    while (unreadable[0] && unreadable[0].line < info.lines) yield* unreadable.splice(0, 1);
    yield { line: info.lines, cells: record.map((cell) => shortened(cell)) };
  }
  yield* unreadable;
}

const longestProblem = 300;
const headingBytes = 4_096;

/** Excel's "Unicode text" separates by tabs. */
function delimiterOf(text: Buffer): string {
  const heading = text.subarray(0, headingBytes).toString('utf8').split('\n', 1)[0] ?? '';
  return heading.includes('\t') && !heading.includes(',') ? '\t' : ',';
}

const sliceBytes = 64 * 1024;

/** The parser reads a slice to its end before it waits for whoever takes the rows; a whole file at once would be in memory as rows. */
function* slicesOf(content: Buffer): Generator<Buffer> {
  for (let from = 0; from < content.length; from += sliceBytes) yield content.subarray(from, from + sliceBytes);
}
