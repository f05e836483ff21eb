import { readSheet } from 'read-excel-file/node';
import { shortened, UnreadableFile, type FileLine } from './file-row.js';
import { ensureWorkbookIsBounded } from './workbook-bounds.js';

/** The lines of a workbook's first sheet. Throws {@link UnreadableFile}. */
export async function* sheetLines(content: Buffer): AsyncGenerator<FileLine> {
  ensureWorkbookIsBounded(content);
  let sheet: readonly (readonly unknown[])[];
  try {
    sheet = await readSheet(content);
  } catch (error) {
    const message = shortened(error instanceof Error ? error.message : String(error), 200);
    throw new UnreadableFile(`It cannot be read as an Excel workbook (.xlsx): ${message}`, 1);
  }
  for (const [index, row] of sheet.entries()) yield { line: index + 1, cells: row.map(cellText) };
}

/** A workbook reckons with 15 digits; of a longer number, an ICCID for example, it has lost the last ones. */
const longestNumber = 1e15;

function cellText(cell: unknown): string {
  // A date in a sheet has no time zone; the library gives it as midnight UTC.
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  // As a workbook shows it; a row with it is refused.
  if (typeof cell === 'number' && cell >= longestNumber) return cell.toExponential().toUpperCase();
  return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean'
    ? shortened(String(cell))
    : '';
}
