import type { EntityDictionary, EntityName } from '@mikro-orm/postgresql';
import { InvalidInput } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { cursorPage, decodeCursor, type CursorKind, type CursorPage, type PageQuery } from '@rotables/service-host';
import { sql, type RawBuilder } from 'kysely';

/** One condition of a list; a row is shown when all hold. */
export type Condition = RawBuilder<unknown>;

/** A list over one table: which columns it may be ordered by, by the names that callers use. */
export interface TableList<Entity extends object> {
  readonly entity: EntityName<Entity>;
  readonly table: string;
  /** The column that tells any two rows apart; the order is completed by it. */
  readonly idColumn: string;
  readonly sorts: Readonly<
    Record<string, { readonly column: string; readonly type: 'text' | 'timestamptz' | 'date' | 'bigint' }>
  >;
  /** `<field>` or `-<field>`, where the caller asks for none. */
  readonly usualSort: string;
}

export interface SortedPageQuery extends Pick<PageQuery, 'limit'> {
  readonly cursor?: string | undefined;
  readonly sort?: string | undefined;
}

/** The condition, unless there is no value to ask for. */
export function equalTo(column: string, value: string | boolean | undefined): readonly Condition[] {
  return value === undefined ? [] : [sql`${sql.ref(column)} = ${value}`];
}

/** What a cursor's text has to be for its column to be compared with it. */
const cursorKinds = { text: 'string', timestamptz: 'instant', date: 'date', bigint: 'bigint' } as const;

type ListRow = Readonly<Record<string, unknown>> & { readonly sort_key: string; readonly id_key: string };

/** One page of the rows that the session may see and that all conditions hold for. Throws InvalidInput for sort and cursor. */
export async function findPage<Entity extends object, Item>(
  list: TableList<Entity>,
  conditions: readonly Condition[],
  query: SortedPageQuery,
  itemOf: (row: Entity) => Item,
): Promise<CursorPage<Item>> {
  const sort = query.sort ?? list.usualSort;
  const descending = sort.startsWith('-');
  const name = descending ? sort.slice(1) : sort;
  const by = Object.hasOwn(list.sorts, name) ? list.sorts[name] : undefined;
  if (by === undefined) {
    const fields = Object.keys(list.sorts).join(', ');
    throw new InvalidInput('sort', sort, `one of ${fields}, with "-" before it for the last first`);
  }
  const [column, id] = [sql.ref(by.column), sql.ref(list.idColumn)];
  const direction = sql.raw(descending ? 'desc' : 'asc');
  const all = [sql`true`, ...conditions];
  const after = positionOf(query.cursor, sort, cursorKinds[by.type]);
  if (after) {
    const beyond = sql.raw(descending ? '<' : '>');
    all.push(sql`(${column}, ${id}) ${beyond} (${after.key}::text::${sql.raw(by.type)}, ${after.id}::text)`);
  }
  const em = UnitOfWork.current();
  const { rows } = await sql<ListRow>`
    select *, ${column}::text as sort_key, ${id}::text as id_key from ${sql.table(list.table)}
    where ${sql.join(all, sql` and `)} order by ${column} ${direction}, ${id} ${direction} limit ${query.limit + 1}
  `.execute(em.getKysely<Record<string, never>>());
  const entityOf = ({ sort_key: _sort, id_key: _id, ...row }: ListRow): Entity =>
    em.map(list.entity, row as EntityDictionary<Entity>);
  return cursorPage(
    rows,
    query.limit,
    (row) => [sort, row.sort_key, row.id_key],
    (row) => itemOf(entityOf(row)),
  );
}

function positionOf(
  cursor: string | undefined,
  sort: string,
  kind: CursorKind,
): { readonly key: string; readonly id: string } | undefined {
  const after = decodeCursor(cursor, ['string', kind, 'string']);
  if (!after) return undefined;
  const [cursorSort, key, id] = after;
  if (cursorSort === sort) return { key, id };
  throw new InvalidInput('cursor', cursor, 'the nextCursor of an earlier page of the same list in the same order');
}
