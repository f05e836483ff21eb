import pg from 'pg';
import { pgbenchScript, type Replacement } from './pgbench-script.js';
import { transactionsIn, type LoggedStatement } from './server-log.js';

export interface RecordedFloor {
  readonly script: string;
  /** How many statements the recorded transaction had, begin and commit included. */
  readonly statements: number;
}

export interface RecordedFloorOptions {
  /** Under the role that ran the recorded transaction. */
  readonly databaseUrl: string;
  /** What PostgreSQL logged while the program did the work once. */
  readonly log: string;
  /** A text that only the transaction in question has in its statements or parameters. */
  readonly mark: string;
  readonly variables: readonly string[];
  readonly replacements: readonly Replacement[];
  readonly givesVariables: (sql: string) => boolean;
}

/** pgbench's script for a transaction that the program ran. Throws when the log has none with the mark. */
export async function recordedFloor(options: RecordedFloorOptions): Promise<RecordedFloor> {
  const { log, mark, databaseUrl } = options;
  const transaction = transactionsIn(log).find((one) => one.some((statement) => mentions(statement, mark)));
  if (!transaction) throw new Error(`PostgreSQL logged no transaction with ${mark}; the floor cannot be made of it.`);
  const types = await parameterTypesOf(transaction, databaseUrl);
  const parameterTypes = (sql: string): readonly string[] => types.get(sql) ?? [];
  return { script: pgbenchScript(transaction, { ...options, parameterTypes }), statements: transaction.length };
}

function mentions({ sql, parameters }: LoggedStatement, mark: string): boolean {
  return sql.includes(mark) || parameters.some((value) => value?.includes(mark) ?? false);
}

/** As the server itself infers them. */
async function parameterTypesOf(
  transaction: readonly LoggedStatement[],
  databaseUrl: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const types = new Map<string, readonly string[]>();
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (const { sql, parameters } of transaction) {
      // Begin and commit, which SQL cannot prepare, have none either.
      if (parameters.length === 0 || types.has(sql)) continue;
      const name = `bench_${types.size}`;
      await client.query(`prepare ${name} as ${sql}`);
      const { rows } = await client.query<{ types: string[] }>(
        'select parameter_types::text[] as types from pg_prepared_statements where name = $1',
        [name],
      );
      types.set(sql, rows[0]?.types ?? []);
    }
  } finally {
    await client.end();
  }
  return types;
}
