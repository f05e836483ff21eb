import type { EntityName, FilterQuery, OrderDefinition } from '@mikro-orm/postgresql';
import { InvalidInput, parseBusinessDate } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { cursorPage, decodeCursor, type CursorPage } from '@rotables/service-host';

/** How the values of a column are ordered, and written into a cursor. */
export type SortKind = 'text' | 'number' | 'instant' | 'day';

export interface List<Entity> {
  readonly entity: EntityName<Entity>;
  /** The column that tells any two rows apart. */
  readonly key: keyof Entity & string;
  /** A text unless it is a number. */
  readonly keyKind?: SortKind;
  /** The columns that the list may be sorted by; none of them is ever null. */
  readonly sortable: Readonly<Record<string, SortKind>>;
  /** The first page's order where none is asked for, such as `-postedAt`. */
  readonly order: string;
}

export interface ListRequest {
  readonly sort?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** One page of the rows that `where` admits. Throws InvalidInput for a sort that is not offered or another list's cursor. */
export async function listPage<Entity extends object, Item>(
  list: List<Entity>,
  where: FilterQuery<NoInfer<Entity>>,
  request: ListRequest,
  itemOf: (row: Entity) => Item,
): Promise<CursorPage<Item>> {
  const sort = request.sort ?? list.order;
  const column = sort.replace(/^-/, '');
  const kind = Object.hasOwn(list.sortable, column) ? list.sortable[column] : undefined;
  if (!kind)
    throw new InvalidInput('sort', sort, `${Object.keys(list.sortable).join(', ')}, or one of them after a minus`);
  const direction = sort.startsWith('-') ? 'desc' : 'asc';
  const after = decodeCursor(request.cursor, ['string', 'string', 'string']);
  if (after && after[0] !== sort) throw new InvalidInput('cursor', request.cursor, `one of a list with sort=${sort}`);
  const conditions = after ? [where, afterPosition(list, column, kind, direction, after)] : [where];
  const order: object = [{ [column]: direction }, { [list.key]: direction }];
  const rows = await UnitOfWork.current().find<Entity>(
    list.entity,
    { $and: conditions } as FilterQuery<NoInfer<Entity>>,
    {
      orderBy: order as OrderDefinition<Entity>,
      limit: request.limit + 1,
      disableIdentityMap: true,
    },
  );
  const all: readonly Entity[] = rows;
  return cursorPage(
    all,
    request.limit,
    (row) => [sort, written(valueOf(row, column)), written(valueOf(row, list.key))],
    itemOf,
  );
}

function afterPosition(
  { key, keyKind = 'text' }: Pick<List<never>, 'keyKind'> & { readonly key: string },
  column: string,
  kind: SortKind,
  direction: 'asc' | 'desc',
  [, value, keyValue]: readonly [string, string, string],
): object {
  const beyond = direction === 'desc' ? '$lt' : '$gt';
  const place = read(value, kind);
  return {
    $or: [{ [column]: { [beyond]: place } }, { [column]: place, [key]: { [beyond]: read(keyValue, keyKind) } }],
  };
}

function valueOf(row: object, column: string): unknown {
  return Object.entries(row).find(([name]) => name === column)?.[1];
}

function written(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value);
}

function read(value: string, kind: SortKind): string | number | Date {
  if (kind === 'text') return value;
  if (kind === 'day') return parseBusinessDate(value, 'cursor');
  const read = kind === 'number' ? Number(value) : new Date(value);
  if (!Number.isSafeInteger(Number(read)))
    throw new InvalidInput('cursor', value, 'the nextCursor of an earlier page of the same list, or left out');
  return read;
}

/** A condition on one column, or none where nothing was asked for. */
export function equals<Value>(column: string, value: Value | undefined): Record<string, Value> {
  return value === undefined ? {} : { [column]: value };
}

/** A condition that a day lies from `from` to `to`, both included and either left out. */
export function between(column: string, from: string | undefined, to: string | undefined): Record<string, unknown> {
  const bounds = { ...(from === undefined ? {} : { $gte: from }), ...(to === undefined ? {} : { $lte: to }) };
  return Object.keys(bounds).length === 0 ? {} : { [column]: bounds };
}
