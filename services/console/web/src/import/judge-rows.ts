import { type Json, type Row, textOf } from '../api/http';
import type { TextKey } from '../language/language';
import { words } from '../language/words';
import { businessDate, fenText } from '../parts/format';
import type { ImportColumn, ImportKind } from '../work/imports';

/** One line of a file; lines are counted from 1, the heading is one of them. */
export interface FileLine {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface RowRefusal {
  readonly line: number;
  readonly field: string;
  /** As it stands in the file. */
  readonly value: string;
  readonly reason: TextKey;
  readonly values?: Readonly<Record<string, string | number>>;
}

export interface JudgedRow {
  readonly line: number;
  /** 'there': the register has it already, just so. */
  readonly state: 'new' | 'there' | 'refused' | 'sent';
  /** What is sent of it; without the columns that are left empty. */
  readonly body: Row;
  readonly refusals: readonly RowRefusal[];
}

export interface JudgedFile {
  readonly rows: readonly JudgedRow[];
  /** Fields whose column is missing; nothing of the file can be used then. */
  readonly missing: readonly string[];
  /** Headings that mean nothing here. */
  readonly unused: readonly string[];
}

/** What cells may name, and the time. */
export interface Names {
  readonly models: readonly string[];
  readonly sites: readonly { readonly site: string; readonly nameZh: string; readonly nameEn: string }[];
  readonly now: Date;
}

/** The names of a field or a value: as the API calls it, and by its words in both languages. */
export function namesOf(place: string, name: string): readonly string[] {
  return [name, ...(words[`${place}.${name}`] ?? words[name] ?? [])];
}

const isSame = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();

/** Which line each column of the kind stands in; the first line that is not empty is the heading. */
function readHeading(list: string, { columns }: ImportKind, heading: readonly string[]) {
  const positions = new Map<ImportColumn, number>();
  for (const column of columns) {
    const names = namesOf(list, column.field);
    const position = heading.findIndex((cell) => names.some((name) => isSame(name, cell)));
    if (position >= 0) positions.set(column, position);
  }
  const used = new Set(positions.values());
  return {
    positions,
    missing: columns.filter((one) => one.optional !== true && !positions.has(one)).map(({ field }) => field),
    unused: heading.filter((cell, index) => cell.trim() !== '' && !used.has(index)),
  };
}

/** Judges every row of a file: each cell for itself, then the row against the others. */
export function judgeRows(list: string, kind: ImportKind, lines: readonly FileLine[], names: Names): JudgedFile {
  const [heading, ...rest] = lines.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const { positions, missing, unused } = readHeading(list, kind, heading?.cells ?? []);
  if (missing.length > 0) return { rows: [], missing, unused };
  const lineOf = new Map<string, number>();
  const [first = ''] = kind.by;
  const rows = rest.map((line): JudgedRow => {
    const row = readRow(positions, line, names);
    if (row.state === 'refused') return row;
    const identity = identityOf(kind, row.body);
    const earlier = lineOf.get(identity);
    if (earlier !== undefined) return refused(row, first, 'import.reason.twice', { line: earlier });
    lineOf.set(identity, row.line);
    return row;
  });
  return { rows, missing, unused };
}

function readRow(positions: ReadonlyMap<ImportColumn, number>, { line, cells }: FileLine, names: Names): JudgedRow {
  const body: Record<string, Json> = {};
  const refusals: RowRefusal[] = [];
  for (const [column, position] of positions) {
    const value = (cells[position] ?? '').trim();
    const read = readCell(column, value, names);
    if (read === null) continue;
    if ('reason' in read) refusals.push({ line, field: column.field, value, ...read });
    else body[column.field] = read.value;
  }
  return { line, state: refusals.length > 0 ? 'refused' : 'new', body, refusals };
}

/** What is still to be sent, judged by what the register has of it by now. The service decides again. */
export function againstRegister(
  kind: ImportKind,
  rows: readonly JudgedRow[],
  known: readonly Row[],
): readonly JudgedRow[] {
  const knownRows = new Map(known.map((row) => [identityOf(kind, row), row]));
  const [first = ''] = kind.by;
  return rows.map((row) => {
    const same = row.state === 'new' ? knownRows.get(identityOf(kind, row.body)) : undefined;
    if (same === undefined) return row;
    const different = kind.sameIn.find((field) => (same[field] ?? null) !== (row.body[field] ?? null));
    if (different === undefined && kind.sameIn.length > 0) return { ...row, state: 'there' };
    const field = different ?? first;
    return refused(row, field, kind.otherwise, { value: shownValue(field, same[field]) });
  });
}

function refused(
  row: JudgedRow,
  field: string,
  reason: TextKey,
  values: Readonly<Record<string, string | number>>,
): JudgedRow {
  const value = shownValue(field, row.body[field]);
  return { ...row, state: 'refused', refusals: [{ line: row.line, field, value, reason, values }] };
}

function shownValue(field: string, value: Json | undefined): string {
  if (value === null || value === undefined) return '—';
  return field.endsWith('Fen') ? fenText(Number(value)) : textOf(value);
}

function identityOf({ by }: ImportKind, row: Row): string {
  return JSON.stringify(by.map((field) => row[field] ?? null));
}

type Read = { readonly value: Json } | Pick<RowRefusal, 'reason' | 'values'>;

const serialForm = /^[A-Za-z0-9][A-Za-z0-9 ._:/+#-]{0,63}$/;
/** What a spreadsheet makes of a number that is too long for it: the last digits are lost. */
const shortenedDigits = /^\d(\.\d+)?E\+\d+$/i;
const feeCodeForm = /^[a-z0-9][a-z0-9-]{0,39}$/;
const largestGrade = 1_000_000;
const largestYuan = 1_000_000_000;

/** The value of a cell as it is sent, why it is refused, or null where it is rightly empty. */
function readCell(column: ImportColumn, text: string, names: Names): Read | null {
  if (text === '') return column.optional === true ? null : { reason: 'import.reason.empty' };
  switch (column.kind) {
    case 'serial':
      if (shortenedDigits.test(text)) return { reason: 'import.reason.digits' };
      return serialForm.test(text) ? { value: text } : { reason: 'import.reason.serial' };
    case 'model':
      return found(
        names.models.find((model) => isSame(model, text)),
        { reason: 'import.reason.unknownModel' },
      );
    case 'site':
      return found(siteNamed(text, names), { reason: 'import.reason.unknownSite' });
    case 'number':
      return /^\d{1,7}$/.test(text) && Number(text) <= largestGrade
        ? { value: Number(text) }
        : { reason: 'import.reason.number', values: { most: largestGrade } };
    case 'fen':
      return amountOf(text);
    case 'date':
      return found(dayOf(text), { reason: 'import.reason.date' });
    case 'moment':
      return momentOf(text, names.now);
    case 'choice':
      return found(optionNamed(column, text), {
        reason: 'import.reason.choice',
        values: { options: (column.options ?? []).join('、') },
      });
    case 'feeCode':
      return found(optionNamed(column, text) ?? (feeCodeForm.test(text) ? text : undefined), {
        reason: 'import.reason.feeCode',
      });
    default:
      return column.most !== undefined && text.length > column.most
        ? { reason: 'import.reason.tooLong', values: { count: text.length, most: column.most } }
        : { value: text };
  }
}

function found(value: string | undefined, otherwise: Pick<RowRefusal, 'reason' | 'values'>): Read {
  return value === undefined ? otherwise : { value };
}

function siteNamed(text: string, { sites }: Names): string | undefined {
  return sites.find(({ site, nameZh, nameEn }) =>
    [site, nameZh, nameEn, `${nameZh} ${site}`, `${nameEn} ${site}`].some((name) => isSame(name, text)),
  )?.site;
}

function optionNamed({ field, options = [] }: ImportColumn, text: string): string | undefined {
  return options.find((option) => namesOf(field, option).some((name) => isSame(name, text)));
}

/** `1,280.5` and `¥1280.50` in yuan. */
function amountOf(text: string): Read {
  const digits = text.replaceAll(/[¥￥,，\s]/g, '');
  const fen = Math.round(Number(digits) * 100);
  return /^\d+(\.\d{1,2})?$/.test(digits) && fen <= largestYuan * 100
    ? { value: fen }
    : { reason: 'import.reason.amount' };
}

/** `2026-11-02`, `2026/11/2` and `2026年11月2日`; undefined for what is no day. */
function dayOf(text: string): string | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? [];
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const instant = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(written) ? written : undefined;
}

/** A day, from its beginning on, or a minute of it, in business time. */
function momentOf(text: string, now: Date): Read {
  const [, date = '', time = '00:00'] = /^(.+?)(?:[ T]+(\d{1,2}:\d{2})(?::\d{2})?)?$/.exec(text) ?? [];
  const day = dayOf(date);
  const instant = `${day}T${time.padStart(5, '0')}:00+08:00`;
  if (day === undefined || Number.isNaN(new Date(instant).getTime())) return { reason: 'import.reason.moment' };
  return new Date(instant) > now
    ? { reason: 'import.reason.future', values: { today: businessDate(now) } }
    : { value: instant };
}

/** What is sent at once. */
export interface Call {
  readonly rows: readonly JudgedRow[];
  readonly body: object;
}

/** The calls that take in what is new, in the order of the file. */
export function callsOf(kind: ImportKind, rows: readonly JudgedRow[]): readonly Call[] {
  const groups = new Map<string, JudgedRow[]>();
  for (const row of rows) {
    if (row.state !== 'new') continue;
    const shared = JSON.stringify(kind.together.map((field) => row.body[field] ?? null));
    const group = groups.get(shared) ?? [];
    group.push(row);
    groups.set(shared, group);
  }
  return [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / kind.rowsPerCall) }, (_, index) => {
      const part = group.slice(index * kind.rowsPerCall, (index + 1) * kind.rowsPerCall);
      return { rows: part, body: kind.bodyOf(part.map(({ body }) => body)) };
    }),
  );
}

/** By what is sent alone: after a lost answer, or from a page that was reloaded, the same call has its effect once. */
export async function keyOfCall({ path }: ImportKind, body: object): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify([path, body]));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return `import-${Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
