import { columnsOf } from './columns.js';
import { csvLines } from './csv-lines.js';
import { mostRows, UnreadableFile, type FileFormat, type FileRow } from './file-row.js';
import { sheetLines } from './sheet-lines.js';

/** The rows of a registration file, one after the other, read where it is called. Throws {@link UnreadableFile} where it cannot be read on. */
export async function* readRows(content: Buffer, format: FileFormat): AsyncGenerator<FileRow | 'heading'> {
  let columns: readonly string[] | undefined;
  let rows = 0;
  for await (const { line, cells, problem } of format === 'csv' ? csvLines(content) : sheetLines(content)) {
    if (!columns) {
      if (problem !== undefined) throw new UnreadableFile(`${problem}.`, line);
      columns = columnsOf(cells);
      yield 'heading';
      continue;
    }
    if (problem === undefined && cells.every((cell) => cell.trim() === '')) continue;
    rows += 1;
    if (rows > mostRows) throw new UnreadableFile(`It has more than ${mostRows} rows; send it in parts.`, line);
    yield rowOf(columns, line, cells, problem);
  }
  if (!columns) throw new UnreadableFile('It is empty; its first line must name the columns.', 1);
}

function rowOf(
  columns: readonly string[],
  line: number,
  cells: readonly string[],
  problem: string | undefined,
): FileRow {
  const surplus = cells.slice(columns.length).some((cell) => cell.trim() !== '')
    ? `has ${cells.length} cells, but there are ${columns.length} columns`
    : undefined;
  const named = Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
  return { line, cells: named, problem: problem ?? surplus };
}
