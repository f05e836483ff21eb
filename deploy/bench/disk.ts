import { query, type BenchDatabase } from './machine.js';

/** What tables take on disk, with their partitions, indexes and values kept outside of the rows. */
export async function bytesOf(database: BenchDatabase, tables: readonly string[]): Promise<number> {
  const [row] = await query<{ bytes: number }>(
    database.superuserUrl,
    `with named as (select name::regclass::oid as id from unnest($1::text[]) as name)
     select sum(pg_total_relation_size(id))::float8 as bytes
     from (select id from named union select inhrelid from pg_inherits where inhparent in (select id from named)) as part`,
    [tables],
  );
  return row?.bytes ?? 0;
}

export async function databaseBytes(database: BenchDatabase): Promise<number> {
  const [row] = await query<{ bytes: number }>(
    database.superuserUrl,
    'select pg_database_size(current_database())::float8 as bytes',
  );
  return row?.bytes ?? 0;
}
