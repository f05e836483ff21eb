import type { CellObject, Sheet } from 'write-excel-file/universal';
import { type Json, type Page, type Query, type Row, getFrom, send, textOf } from '../api/http';
import type { Texts } from '../language/language';
import type { Column, ListKind } from '../work/list';
import { bookAccountText, businessDate, instantText, lastCoveredDay } from './format';
import { namesSomebody, type People } from './people';
import type { Places } from './places';

/** How values are said: the page's words, and its names of places and people. */
export type Wording = Pick<Texts, 't' | 'wordIn'> & Omit<Places, 'cities'> & Pick<People, 'nameAndAccount'>;

/** What one file takes of a register; beyond it, one narrows the filters. */
export const mostRows = 20_000;
const rowsPerPage = 200;
const longestFilters = 1_000;

export type ExcelCell = CellObject;

export interface ExcelSheet {
  readonly name: string;
  readonly heading: readonly string[];
  readonly rows: readonly (readonly ExcelCell[])[];
}

export interface Exported {
  readonly rows: number;
  /** Whether there are more rows than {@link mostRows}. */
  readonly isCut: boolean;
}

/** What a register shows under its filters and in its order, over all pages, as a workbook of at most {@link mostRows} rows. */
export async function exportList(
  list: ListKind,
  query: Query,
  texts: Wording,
  onProgress: (rows: number) => void,
): Promise<Exported> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const at: Query = cursor === null ? {} : { cursor };
    const page: Page = await getFrom<Page>(list.service, list.path, { ...query, limit: rowsPerPage, ...at });
    rows.push(...page.items);
    cursor = page.nextCursor;
    onProgress(rows.length);
  } while (cursor !== null && rows.length < mostRows);
  const taken = rows.slice(0, mostRows);
  await recordExport(list.name, query, taken.length);
  await saveWorkbook(fileName(list.name), [
    {
      name: texts.t(list.title),
      heading: list.columns.map(({ field }) => texts.wordIn(list.name, field)),
      rows: taken.map((row) => list.columns.map((column) => excelCell(row[column.field], column, texts, list.name))),
    },
  ]);
  return { rows: taken.length, isCut: cursor !== null || rows.length > mostRows };
}

/** Who takes what out is on record before there is a file; where it cannot be, there is none. */
export async function recordExport(list: string, query: Query, rows: number): Promise<void> {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  const filters = new URLSearchParams(given).toString().slice(0, longestFilters);
  await send('POST', '/v1/exports', { list, rows, format: 'xlsx', ...(filters === '' ? {} : { filters }) });
}

/** `statements-2026-11-25` */
function fileName(name: string): string {
  return `${name}-${businessDate()}`;
}

/**
 * A value as a spreadsheet reckons with it: amounts in yuan and counts are numbers, days and times are dates, serials stay text. `list` names the
 * register that it stands in, where a word may mean something of its own.
 */
export function excelCell(
  value: Json | undefined,
  { field, kind }: Column,
  { t, wordIn, placeText, cityName, siteName, nameAndAccount }: Wording,
  list = '',
): ExcelCell {
  if (value === null || value === undefined || value === '') return {};
  switch (kind ?? 'text') {
    case 'fen':
      return { type: Number, value: Number(value) / 100, format: '#,##0.00' };
    case 'number':
      return { type: Number, value: Number(value) };
    case 'instant':
      return timeCell(instantText(textOf(value)), 'yyyy-mm-dd hh:mm');
    case 'date':
      return timeCell(textOf(value), 'yyyy-mm-dd');
    case 'last-day':
      return timeCell(lastCoveredDay(textOf(value)), 'yyyy-mm-dd');
    case 'yes':
      return textCell(t(value === true ? 'yes' : 'no'));
    case 'value':
      return textCell(wordIn([list, field], textOf(value)));
    case 'postings':
      return textCell(postingsOf(value, wordIn, cityName));
    case 'values':
      return textCell(severalOf(value, (one) => wordIn(field, one)));
    case 'cities':
      return textCell(severalOf(value, cityName));
    case 'place':
      return textCell(placeText(textOf(value)));
    case 'city':
      return textCell(cityName(textOf(value)));
    case 'site':
      return textCell(siteName(textOf(value)));
    default:
      return textCell(namesSomebody(field) ? nameAndAccount(textOf(value)) : textOf(value));
  }
}

/** `应收账款 大连 700.00；收入 -700.00`: one line of the journal's sheet is one entry, as one of the page is (B8). */
function postingsOf(value: Json, wordIn: Wording['wordIn'], cityName: Wording['cityName']): string {
  const rows = Array.isArray(value) ? value : [];
  const said = rows.map((row) => {
    const { account, amountFen } = row as Row;
    const named = bookAccountText(textOf(account), (name) => wordIn('', name), cityName);
    return `${named} ${(Number(amountFen) / 100).toFixed(2)}`;
  });
  return said.join('；');
}

function severalOf(value: Json, said: (one: string) => string): string {
  return (Array.isArray(value) ? value : [value]).map((one) => said(textOf(one as Json))).join('、');
}

export function textCell(value: string): ExcelCell {
  return { type: String, value };
}

/** A spreadsheet's times have no zone; the file shows business time wherever it is opened. */
function timeCell(text: string, format: string): ExcelCell {
  return { type: Date, value: new Date(`${text.replace(' ', 'T')}${text.includes(' ') ? ':00' : ''}Z`), format };
}

const keptMilliseconds = 60_000;

/** Lets the browser save a workbook; the library is loaded when somebody first exports. */
export async function saveWorkbook(name: string, sheets: readonly ExcelSheet[]): Promise<void> {
  const { default: writeExcelFile } = await import('write-excel-file/universal');
  const file = await writeExcelFile(sheets.map(sheetOf)).toBlob();
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `${name}.xlsx`;
  link.click();
  // The browser begins to save only after this turn; it must still find the file then.
  setTimeout(() => URL.revokeObjectURL(link.href), keptMilliseconds);
}

const widestColumn = 40;

function sheetOf({ name, heading, rows }: ExcelSheet): Sheet<Blob> {
  const head = heading.map((text): ExcelCell => ({ type: String, value: text, fontWeight: 'bold' }));
  return {
    // A sheet's name takes 31 characters.
    sheet: name.slice(0, 31),
    data: [head, ...rows.map((row) => [...row])],
    stickyRowsCount: 1,
    columns: heading.map((text, index) => ({
      width: Math.min(widestColumn, Math.max(widthOf(text), ...rows.slice(0, 200).map((row) => cellWidth(row[index])))),
    })),
  };
}

function cellWidth(cell: ExcelCell | undefined): number {
  if (cell?.value instanceof Date) return 18;
  return widthOf(String(cell?.value ?? ''));
}

/** Chinese takes two columns' worth. */
function widthOf(text: string): number {
  return Array.from(text, (character) => (character > '\u2e7f' ? 2 : 1)).reduce<number>((sum, width) => sum + width, 2);
}
