import { createHash } from 'node:crypto';
import { InvalidInput } from '@rotables/domain-kernel';
import type { JsonValue } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { cursorPage, decodeCursor } from '@rotables/service-host';
import type { CursorPage } from '@rotables/service-host';

/** A column as JSON shows it: what it is called, and the type that it is compared by. */
export interface ListedColumn {
  readonly sql: string;
  readonly type: 'text' | 'integer' | 'boolean' | 'date' | 'timestamptz';
}

/** One kind of thing that can be listed, and read one by one. */
export interface Listing<Columns extends Readonly<Record<string, ListedColumn>>> {
  readonly from: string;
  readonly columns: Columns;
  /** The column that tells any two rows apart. */
  readonly key: keyof Columns & string;
  readonly sorts: readonly (keyof Columns & string)[];
  readonly defaultSort: string;
  /**
   * The column that row-level security compares with the session's cities, where it compares nothing else. Its policy cannot use an
   * index, so that a branch with few of many rows would wait for all the others to be looked at; with this, an index finds them.
   */
  readonly cityColumn?: string;
}

/** What a cursor's texts have to be for their column to be compared with them. */
const cursorKinds = {
  text: 'string',
  integer: 'integer',
  boolean: 'boolean',
  date: 'date',
  timestamptz: 'instant',
} as const;

export type View = Readonly<Record<string, JsonValue>>;

/** A condition with one `?`, and its value; undefined means that nobody asked for it. */
export type Filter = readonly [
  condition: string,
  value: string | number | boolean | Date | readonly string[] | undefined,
];

export interface ListQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly sort?: string | undefined;
}

interface ListedRow extends Record<string, JsonValue> {
  readonly '#position': string;
  readonly '#key': string;
}

export const text = (sql: string): ListedColumn => ({ sql, type: 'text' });
export const integer = (sql: string): ListedColumn => ({ sql, type: 'integer' });
export const truth = (sql: string): ListedColumn => ({ sql, type: 'boolean' });
export const day = (sql: string): ListedColumn => ({ sql, type: 'date' });
export const instant = (sql: string): ListedColumn => ({ sql, type: 'timestamptz' });

export function defineListing<const Columns extends Readonly<Record<string, ListedColumn>>>(
  listing: Listing<Columns>,
): Listing<Columns> {
  return listing;
}

/** A page in the order asked for. Row-level security leaves out what the caller does not see. Throws InvalidInput for sort and cursor. */
export async function listPage<Columns extends Readonly<Record<string, ListedColumn>>>(
  listing: Listing<Columns>,
  query: ListQuery,
  filters: readonly Filter[],
): Promise<CursorPage<View>> {
  const { column, descending } = sortOf(listing, query.sort ?? listing.defaultSort);
  const key = keyOf(listing);
  const after = decodeCursor(query.cursor, [cursorKinds[column.type], cursorKinds[key.type]]);
  const parameters: Filter[1][] = [];
  const bound = (value: Filter[1]): string => `$${parameters.push(value)}`;
  const conditions = filters.flatMap(([condition, value]) =>
    value === undefined ? [] : [condition.replace('?', bound(value))],
  );
  const { cities } = UnitOfWork.session();
  if (listing.cityColumn !== undefined && cities !== 'all') {
    // The rows of one city come out of its index in order; those of several do not.
    const compared = cities.length === 1 ? `= ${bound(cities[0])}` : `= any (${bound(cities)}::text[])`;
    conditions.push(`${listing.cityColumn} ${compared}`);
  }
  const order = descending ? 'desc' : 'asc';
  if (after) {
    const position = `(${bound(after[0])}::${column.type}, ${bound(after[1])}::${key.type})`;
    conditions.push(`(${column.sql}, ${key.sql}) ${descending ? '<' : '>'} ${position}`);
  }
  const rows = await select(
    `select ${selected(listing.columns)}, ${column.sql}::text as "#position", ${key.sql}::text as "#key" from ${listing.from}
     where ${conditions.join(' and ') || 'true'} order by ${column.sql} ${order}, ${key.sql} ${order} limit ${bound(query.limit + 1)}`,
    parameters,
  );
  return cursorPage(rows, query.limit, (row) => [row['#position'], row['#key']], viewOf);
}

/** The one with this key, or null. */
export async function readOne<Columns extends Readonly<Record<string, ListedColumn>>>(
  listing: Listing<Columns>,
  key: string,
): Promise<View | null> {
  const { sql } = keyOf(listing);
  const rows = await select(
    `select ${selected(listing.columns)}, '' as "#position", '' as "#key" from ${listing.from} where ${sql} = $1`,
    [key],
  );
  return rows[0] ? viewOf(rows[0]) : null;
}

async function select(sql: string, parameters: readonly unknown[]): Promise<readonly ListedRow[]> {
  // There are few texts, one per combination of filters and order; each is prepared under a name of its own.
  const name = `list-${createHash('sha256').update(sql).digest('hex').slice(0, 32)}`;
  const { rows } = await UnitOfWork.preparedQuery<ListedRow>(name, sql, parameters);
  return rows;
}

function selected(columns: Readonly<Record<string, ListedColumn>>): string {
  return Object.entries(columns)
    .map(([name, { sql, type }]) => `${shown(sql, type)} as "${name}"`)
    .join(', ');
}

function shown(sql: string, type: ListedColumn['type']): string {
  if (type === 'timestamptz') return `to_char(${sql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  return type === 'date' ? `${sql}::text` : sql;
}

function keyOf<Columns extends Readonly<Record<string, ListedColumn>>>({
  columns,
  key,
}: Listing<Columns>): ListedColumn {
  return columnOf(columns, key);
}

function columnOf(columns: Readonly<Record<string, ListedColumn>>, name: string): ListedColumn {
  const column = columns[name];
  if (!column) throw new Error(`The listing has no column ${name}.`);
  return column;
}

function sortOf<Columns extends Readonly<Record<string, ListedColumn>>>(listing: Listing<Columns>, sort: string) {
  const descending = sort.startsWith('-');
  const name = listing.sorts.find((known) => known === sort.replace(/^-/, ''));
  if (name === undefined) {
    throw new InvalidInput(
      'sort',
      sort,
      `one of ${listing.sorts.join(', ')}, with - before it for the other direction`,
    );
  }
  return { column: columnOf(listing.columns, name), descending };
}

function viewOf({ '#position': _position, '#key': _key, ...view }: ListedRow): View {
  return view;
}
