import type { PoolClient } from 'pg';
import { Kysely, PostgresAdapter, PostgresDriver, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import type {
  ControlledTransaction,
  Dialect,
  PostgresCursor,
  PostgresPool,
  PostgresPoolClient,
  PostgresQueryResult,
} from 'kysely';

/** The tables that Kysely is told of: none, callers name theirs by `em.getKysely<Tables>()`. */
export type UntypedTables = Record<string, never>;

/**
 * A Kysely transaction on a connection that the unit of work holds and on which it has begun a transaction already.
 * Kysely's own controlled transactions lose their connection for ever when `begin` or `rollback` fails (a restart of
 * the server leaks one pooled connection per transaction under way); here the connection never belongs to Kysely. `begun` resolves when
 * that transaction has begun; no statement is sent before.
 */
export async function transactionOn(
  client: PoolClient,
  begun: Promise<unknown>,
): Promise<ControlledTransaction<UntypedTables>> {
  const kysely = new Kysely<UntypedTables>({ dialect: dialectOn(client, begun) });
  return kysely.startTransaction().execute();
}

function dialectOn(client: PoolClient, begun: Promise<unknown>): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new BegunTransactionDriver({ pool: poolOfOne(client, begun) }),
    createIntrospector: (database) => new PostgresIntrospector(database),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

/** Begin, commit and rollback are sent by the unit of work; Kysely only has to know that they happened. */
class BegunTransactionDriver extends PostgresDriver {
  override beginTransaction(): Promise<void> {
    return Promise.resolve();
  }

  override commitTransaction(): Promise<void> {
    return Promise.resolve();
  }

  override rollbackTransaction(): Promise<void> {
    return Promise.resolve();
  }
}

function poolOfOne(client: PoolClient, begun: Promise<unknown>): PostgresPool {
  const borrowed = new BorrowedClient(client, begun);
  return { connect: () => Promise.resolve(borrowed), end: () => Promise.resolve(), options: {} };
}

class BorrowedClient implements PostgresPoolClient {
  constructor(
    private readonly client: PoolClient,
    private readonly begun: Promise<unknown>,
  ) {}

  query<Row>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>>;
  query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>;
  query(sql: unknown, parameters?: readonly unknown[]): unknown {
    if (typeof sql !== 'string')
      throw new Error('Streaming is not supported inside a unit of work; page with a cursor column.');
    return this.begun.then(() => this.client.query(sql, parameters === undefined ? [] : [...parameters]));
  }

  release(): void {
    // The unit of work gives the connection back.
  }
}
