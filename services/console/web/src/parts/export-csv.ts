import { getFrom, type Json, type Page, type Query } from '../api/http';
import type { ListKind } from '../work/lists';

const mostRows = 20_000;

/** What the register shows under its filters, as a file that Excel opens: UTF-8 with a mark, at most {@link mostRows} rows. */
export async function exportCsv(list: ListKind, query: Query, word: (name: string) => string): Promise<void> {
  const lines = [list.columns.map(({ field }) => quoted(word(field))).join(',')];
  let cursor: string | null | undefined;
  do {
    const page: Page = await getFrom<Page>(list.service, list.path, {
      ...query,
      limit: 200,
      ...(cursor ? { cursor } : {}),
    });
    lines.push(
      ...page.items.map((row) =>
        list.columns.map(({ field, kind }) => quoted(cellOf(row[field], kind, word))).join(','),
      ),
    );
    cursor = page.nextCursor;
  } while (cursor !== null && lines.length <= mostRows);
  const file = new Blob([`\uFEFF${lines.join('\r\n')}\r\n`], { type: 'text/csv;charset=utf-8' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `${list.name}-${new Date().toISOString().slice(0, 10)}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}

function cellOf(value: Json | undefined, kind: string | undefined, word: (name: string) => string): string {
  if (value === null || value === undefined) return '';
  if (kind === 'fen') return (Number(value) / 100).toFixed(2);
  return kind === 'value' ? word(String(value)) : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A value that begins like a formula must not become one in a spreadsheet. */
function quoted(text: string): string {
  const harmless = /^[=+@\t\r]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
