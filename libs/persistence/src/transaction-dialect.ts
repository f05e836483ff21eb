import type pg from 'pg';
import {
  ControlledTransaction,
  Kysely,
  PostgresAdapter,
  PostgresDriver,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SingleConnectionProvider,
} from 'kysely';
import type { CompiledQuery, DatabaseConnection, Dialect, QueryResult } from 'kysely';

/** The tables that Kysely is told of: none, callers name theirs by `em.getKysely<Tables>()`. */
export type UntypedTables = Record<string, never>;

/** Begin, commit and rollback are sent by the unit of work; Kysely only has to know that they happened. */
class BegunTransactionDriver extends PostgresDriver {
  constructor() {
    super({ pool: () => Promise.reject(new Error('A unit of work brings its connection along.')) });
  }

  override commitTransaction(): Promise<void> {
    return Promise.resolve();
  }

  override rollbackTransaction(): Promise<void> {
    return Promise.resolve();
  }
}

const driver = new BegunTransactionDriver();
const dialect: Dialect = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => driver,
  createIntrospector: (database) => new PostgresIntrospector(database),
  createQueryCompiler: () => new PostgresQueryCompiler(),
};
const executor = new Kysely<UntypedTables>({ dialect }).getExecutor();

/**
 * A Kysely transaction on a connection that the unit of work holds and on which it begins the transaction.
 * Kysely's own controlled transactions lose their connection for ever when `begin` or `rollback` fails (a restart of
 * the server leaks one pooled connection per transaction under way); here the connection never belongs to Kysely. `begin` resolves when
 * that transaction has begun; no statement is sent before.
 */
export function transactionOn(
  client: pg.PoolClient,
  begin: () => Promise<unknown>,
): ControlledTransaction<UntypedTables> {
  const connection = new BorrowedConnection(client, begin);
  return new ControlledTransaction<UntypedTables>({
    config: { dialect },
    dialect,
    driver,
    executor: executor.withConnectionProvider(new SingleConnectionProvider(connection)),
    // The unit of work gives the connection back.
    connection: { connection, release: () => undefined },
  });
}

class BorrowedConnection implements DatabaseConnection {
  constructor(
    private readonly client: pg.PoolClient,
    private readonly begin: () => Promise<unknown>,
  ) {}

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    await this.begin();
    const { command, rowCount, rows }: pg.QueryResult<Row & pg.QueryResultRow> = await this.client.query(sql, [
      ...parameters,
    ]);
    return changing.has(command) ? { numAffectedRows: BigInt(rowCount ?? 0), rows } : { rows };
  }

  streamQuery(): never {
    throw new Error('Streaming is not supported inside a unit of work; page with a cursor column.');
  }
}

const changing: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);
