import pg from 'pg';
import type { PoolClient, QueryResult, QueryResultRow, Submittable } from 'pg';

/** A prepared statement: parsed and planned once per connection; `name` is unique per text. */
export interface NamedStatement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** How node-postgres' client and a query of it talk to each other; its types do not say. */
interface AnsweredQuery extends Submittable {
  readonly name: string;
  readonly text: string;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: pg.Connection): void;
  handleEmptyQuery(connection: pg.Connection): void;
  handleError(error: unknown, connection: pg.Connection): void;
  handleReadyForQuery(connection: pg.Connection): void;
}

/** What node-postgres remembers of statements on their way to be parsed, by name. */
type PreparingConnection = pg.Connection & { readonly submittedNamedStatements: Record<string, string> };

/**
 * Sends statements in one packet and lets the server answer all of them in one. When one fails, the server leaves out those behind it, and
 * theirs is the same error. Each promise belongs to the statement at its place.
 */
export function sendTogether(
  client: PoolClient,
  types: pg.CustomTypesConfig,
  statements: readonly NamedStatement[],
): Promise<QueryResult<QueryResultRow>>[] {
  const queries: AnsweredQuery[] = [];
  const answers = statements.map(
    ({ name, text, values }) =>
      new Promise<QueryResult<QueryResultRow>>((resolve, reject) => {
        const callback = (error: Error | undefined | null, result: QueryResult<QueryResultRow>): void =>
          error ? reject(error) : resolve(result);
        queries.push(answered(new pg.Query({ name, text, values: [...values], types }, callback)));
      }),
  );
  client.query(new QueriesTogether(queries));
  const traced = answers.map((answer) => answer.catch(rethrowFromHere));
  // Whoever waits for one of them need not wait for the others.
  for (const answer of traced) answer.catch(() => undefined);
  return traced;
}

/** An error knows only the socket that it came from; with this it knows who asked, as one of `client.query` does. */
function rethrowFromHere(error: unknown): never {
  if (error instanceof Error) Error.captureStackTrace(error);
  throw error;
}

function answered(query: unknown): AnsweredQuery {
  return query as AnsweredQuery;
}

/** To the client one query; the messages of the server, which come in order, go to the statement whose turn it is. */
class QueriesTogether implements AnsweredQuery {
  #done = 0;

  constructor(private readonly queries: readonly AnsweredQuery[]) {}

  /** The statement that the server has just parsed is that whose turn it is. */
  get name(): string {
    return this.#current.name;
  }

  get text(): string {
    return this.#current.text;
  }

  get #current(): AnsweredQuery {
    const query = this.queries[Math.min(this.#done, this.queries.length - 1)];
    if (!query) throw new Error('Nothing was sent together.');
    return query;
  }

  submit(connection: pg.Connection): void {
    // Each query ends with a sync, by which the server answers; only the last may have it.
    const unsynced = Object.create(connection, { sync: { value: () => undefined } }) as pg.Connection;
    const stream = connection.stream;
    stream.cork();
    try {
      const last = this.queries.length - 1;
      this.queries.forEach((query, index) => query.submit(index === last ? connection : unsynced));
    } finally {
      stream.uncork();
    }
  }

  handleRowDescription(message: unknown): void {
    this.#current.handleRowDescription(message);
  }

  handleDataRow(message: unknown): void {
    this.#current.handleDataRow(message);
  }

  handleCommandComplete(message: unknown, connection: pg.Connection): void {
    const query = this.#current;
    query.handleCommandComplete(message, connection);
    this.#done += 1;
    query.handleReadyForQuery(connection);
  }

  handleEmptyQuery(connection: pg.Connection): void {
    this.#current.handleEmptyQuery(connection);
  }

  handleError(error: unknown, connection: PreparingConnection): void {
    for (const query of this.queries.slice(this.#done)) {
      // What the server left out it has not parsed either.
      Reflect.deleteProperty(connection.submittedNamedStatements, query.name);
      query.handleError(error, connection);
    }
  }

  handleReadyForQuery(): void {
    // Every statement has its answer already.
  }
}
