import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Session } from '@rotables/domain-kernel';
import type { ControlledTransaction } from 'kysely';
import type { PoolClient, QueryResult, QueryResultRow } from 'pg';
import type { ConnectionPool } from './connection-pool.js';

import {
  asksForRetry,
  DatabaseContended,
  DatabaseUnreachable,
  isConnectionFault,
  isLockTimeout,
  TemporarilyUnavailable,
} from './errors.js';
import { sendTogether } from './sent-together.js';
import type { NamedStatement } from './sent-together.js';
import type { ServiceOrm } from './service-orm.js';
import { transactionOn } from './transaction-dialect.js';
import type { UntypedTables } from './transaction-dialect.js';

export interface UnitOfWorkOptions {
  /** The database refuses every change; for queries. */
  readonly readOnly?: boolean;
  /** Read committed unless said otherwise; invariants rest on constraints and row locks, not on this. */
  readonly isolation?: 'repeatable read' | 'serializable';
  /** Waits for a connection as long as it takes instead of being refused: for relays and consumers. */
  readonly patient?: boolean;
  /** W3C trace context of what asked for the work; events that it appends carry it on. */
  readonly traceparent?: string | null;
  /** The address from which the work was asked for; the audit trail keeps it (X8). */
  readonly address?: string | null;
  /** The server ends the transaction when it stands idle for so long (a stopped process), and frees its locks; the pool's limit unless told. */
  readonly idleMilliseconds?: number;
  /** How often the whole work is done again after a deadlock or serialisation failure; 5 attempts by default. */
  readonly maximumAttempts?: number;
}

export interface PreparedResult<Row> {
  readonly rows: readonly Row[];
  readonly rowCount: number;
}

/** One transaction under way, and whose it is. */
interface RunningWork {
  readonly unitOfWork: UnitOfWork;
  readonly session: Session;
  traceparent: string | null;
  readonly address: string | null;
  onBehalfOf: string | null;
  /** Made when something asks for it: the hot commands do without. */
  entities: EntitiesOfWork | null;
  readonly client: PoolClient;
  readonly opening: readonly NamedStatement[];
  /** Resolves when the server has begun the transaction and set its session; null before anything was asked of it. */
  begun: Promise<unknown> | null;
  readonly withCommit: NamedStatement[];
  readonly afterCommit: Set<() => void>;
  ended: boolean;
}

interface EntitiesOfWork {
  readonly em: EntityManager;
  readonly transaction: ControlledTransaction<UntypedTables>;
}

const running = new AsyncLocalStorage<RunningWork>();
const defaultMaximumAttempts = 5;
const retryAfterSeconds = 1;

/**
 * One command, one connection, one transaction. The actor and the cities of the session are set with the very packet that
 * begins it, so that row-level security holds for all that follows. Several units of work (one per service) live in one process.
 */
export class UnitOfWork {
  constructor(
    private readonly orm: ServiceOrm,
    private readonly pool: ConnectionPool,
  ) {}

  /** The EntityManager of the transaction under way. Throws where there is none: such code would write past row-level security. */
  static current(): EntityManager {
    const work = currentWork();
    work.entities ??= work.unitOfWork.#entitiesOn(work);
    return work.entities.em;
  }

  /** The session on whose behalf the transaction under way runs. */
  static session(): Session {
    return currentWork().session;
  }

  /** The W3C trace context that the transaction under way was given. */
  static traceparent(): string | null {
    return currentWork().traceparent;
  }

  /** What is written from here on belongs to another trace, and to whoever caused it: of a batch of events in one transaction each has its own. */
  static continueTrace(traceparent: string | null, onBehalfOf: string | null = null): void {
    Object.assign(currentWork(), { traceparent, onBehalfOf });
  }

  /** Where the work was asked for, and who caused what a service now does by itself (X8). */
  static origin(): { readonly address: string | null; readonly onBehalfOf: string | null } {
    return currentWork();
  }

  /** The unit of work that runs the transaction under way: the identity of its service within the process. */
  static owner(): UnitOfWork {
    return currentWork().unitOfWork;
  }

  static isRunning(): boolean {
    return running.getStore()?.ended === false;
  }

  /**
   * Called once after the commit, however often it was given, outside the transaction, and not at all when there is none. What it throws
   * becomes a warning.
   */
  static afterCommit(callback: () => void): void {
    currentWork().afterCommit.add(callback);
  }

  /**
   * A prepared statement on the connection of the transaction under way: parsed and planned once per connection. `name` is unique
   * per text. MikroORM writes parameters into the text instead, so that hot statements belong here. Dates and times come as text.
   * The first statement of a transaction is sent together with its begin; should that fail, the server leaves the statement out.
   */
  static async preparedQuery<Row extends QueryResultRow>(
    name: string,
    sql: string,
    parameters: readonly unknown[],
  ): Promise<PreparedResult<Row>> {
    const work = currentWork();
    const statement = { name, text: sql, values: parameters };
    const answer =
      work.begun === null
        ? work.unitOfWork.#beginWith(work, statement)
        : work.unitOfWork.#answerAfter(work.begun, work, statement);
    const { rows, rowCount } = (await answer) as QueryResult<Row>;
    return { rows, rowCount: rowCount ?? 0 };
  }

  /**
   * A prepared statement that is sent in one go with the commit, as the last of the transaction: for what nobody waits for. When it fails,
   * the transaction is rolled back and `run` throws its error. Its result is not looked at, so it must fail where it should not succeed.
   */
  static preparedQueryWithCommit(name: string, sql: string, parameters: readonly unknown[]): void {
    currentWork().withCommit.push({ name, text: sql, values: parameters });
  }

  /**
   * Runs `work` in one transaction and commits it, with everything that its EntityManager holds. The whole work is done again after a
   * deadlock or serialisation failure, so it must have no effect outside the transaction but by {@link UnitOfWork.afterCommit}.
   * Throws what `work` throws, after rolling back; {@link TemporarilyUnavailable} when the database cannot take it now.
   */
  async run<Result>(session: Session, work: () => Promise<Result>, options: UnitOfWorkOptions = {}): Promise<Result> {
    const outer = running.getStore();
    if (outer?.unitOfWork === this && !outer.ended) {
      // A second connection taken while one is held can wedge the whole pool, so it is refused even when one is free.
      throw new Error('A unit of work was started inside another; pass the work of both to one run().');
    }
    const attempts = options.maximumAttempts ?? defaultMaximumAttempts;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { result, afterCommit } = await this.#attempt(session, work, options);
        // It is committed; nothing that goes wrong from here on may look like a failure of the work.
        running.exit(() => afterCommit.forEach(callQuietly));
        return result;
      } catch (error) {
        if (!asksForRetry(error)) throw error;
        if (attempt >= attempts) throw contended(error, `${attempts} attempts`);
        // Those who collided must not collide again at the same moment.
        await delay(Math.random() * 10 * 2 ** attempt);
      }
    }
  }

  async #attempt<Result>(
    session: Session,
    work: () => Promise<Result>,
    options: UnitOfWorkOptions,
  ): Promise<{ readonly result: Result; readonly afterCommit: ReadonlySet<() => void> }> {
    const client = await this.pool.connect({ patient: options.patient ?? false });
    const connection = new WatchedConnection(client);
    let state: RunningWork | undefined;
    try {
      const underWay = this.#workOn(client, session, options);
      state = underWay;
      const result = await running.run(underWay, () => workAndFlush(work, underWay));
      underWay.ended = true;
      // Statements that were not awaited are refused from here on, instead of running on a connection that is another's by then.
      await underWay.entities?.transaction.commit().execute();
      if (underWay.begun !== null || underWay.withCommit.length > 0) await this.#commit(underWay);
      connection.release();
      return { result, afterCommit: underWay.afterCommit };
    } catch (error) {
      if (state) state.ended = true;
      const transaction = state?.entities?.transaction;
      if (transaction && !transaction.isCommitted) await transaction.rollback().execute();
      await connection.rollBackAndRelease();
      throw translated(error, connection.lost);
    }
  }

  #workOn(client: PoolClient, session: Session, options: UnitOfWorkOptions): RunningWork {
    return {
      unitOfWork: this,
      session,
      traceparent: options.traceparent ?? null,
      address: options.address ?? null,
      onBehalfOf: null,
      entities: null,
      client,
      opening: openingOf(session, options),
      begun: null,
      withCommit: [],
      afterCommit: new Set(),
      ended: false,
    };
  }

  /** Begins the transaction with its first statement, in one round trip. */
  #beginWith(work: RunningWork, statement: NamedStatement): Promise<QueryResult> {
    const answers = sendTogether(work.client, this.pool.types, [...work.opening, statement]);
    work.begun = Promise.all(answers.slice(0, -1));
    // Whoever sends the next statement waits for it; where nobody does, nobody need know.
    work.begun.catch(() => undefined);
    return lastOf(answers);
  }

  #begin(work: RunningWork): Promise<unknown> {
    work.begun ??= Promise.all(sendTogether(work.client, this.pool.types, work.opening));
    return work.begun;
  }

  #entitiesOn(work: RunningWork): EntitiesOfWork {
    const transaction = transactionOn(work.client, () => this.#begin(work));
    const em = this.orm.em.fork({ clear: true });
    em.setTransactionContext(transaction);
    return { em, transaction };
  }

  async #commit(work: RunningWork): Promise<void> {
    const before = work.begun === null ? work.opening : [];
    await work.begun;
    const answers = sendTogether(work.client, this.pool.types, [...before, ...work.withCommit, commitStatement]);
    // Where one fails, those behind it fail with the same error, the commit too.
    const { command } = await lastOf(answers);
    // PostgreSQL answers the commit of a transaction in which an error was swallowed with a rollback, and calls that a success.
    if (command !== 'COMMIT') {
      throw new Error(
        'An error inside the unit of work was caught and hidden; PostgreSQL has rolled the transaction back.',
      );
    }
  }

  /** A statement of the transaction that has begun. */
  async #answerAfter(
    begun: Promise<unknown>,
    { client }: RunningWork,
    statement: NamedStatement,
  ): Promise<QueryResult> {
    await begun;
    return lastOf(sendTogether(client, this.pool.types, [statement]));
  }
}

function lastOf(answers: readonly Promise<QueryResult>[]): Promise<QueryResult> {
  const last = answers.at(-1);
  if (!last) throw new Error('No statement was sent.');
  return last;
}

async function workAndFlush<Result>(work: () => Promise<Result>, underWay: RunningWork): Promise<Result> {
  const result = await work();
  await underWay.entities?.em.flush();
  return result;
}

function callQuietly(callback: () => void): void {
  try {
    callback();
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.emitWarning(`A callback after the commit failed: ${reason}`);
  }
}

function currentWork(): RunningWork {
  const work = running.getStore();
  if (!work) throw new Error('No unit of work is running; call this inside UnitOfWork.run().');
  if (work.ended) throw new Error('The unit of work has ended; something in it was not awaited.');
  return work;
}

const commitStatement: NamedStatement = { name: 'commit', text: 'commit', values: [] };

/** What begins the transaction and sets its session. */
function openingOf(session: Session, options: UnitOfWorkOptions): readonly NamedStatement[] {
  const isolation = options.isolation ? ` isolation level ${options.isolation}` : '';
  const begin = `begin${isolation}${options.readOnly ? ' read only' : ''}`;
  const settings: [name: string, value: string][] = [
    ['app.actor', session.actor],
    ['app.cities', session.cities === 'all' ? '*' : session.cities.join(',')],
  ];
  if (options.idleMilliseconds !== undefined) {
    settings.push(['idle_in_transaction_session_timeout', String(Math.round(options.idleMilliseconds))]);
  }
  const calls = settings.map(([name], index) => `set_config('${name}', $${index + 1}, true)`);
  return [
    { name: begin, text: begin, values: [] },
    {
      name: `session-${settings.length}`,
      text: `select ${calls.join(', ')}`,
      values: settings.map(([, value]) => value),
    },
  ];
}

/** A pooled connection that notices its own loss, so that a broken one is thrown away and never given to the next. */
class WatchedConnection {
  lost = false;
  readonly #noticeLoss = (): void => {
    this.lost = true;
  };

  constructor(private readonly client: PoolClient) {
    client.on('error', this.#noticeLoss);
    client.on('end', this.#noticeLoss);
  }

  release(broken = false): void {
    this.client.off('error', this.#noticeLoss);
    this.client.off('end', this.#noticeLoss);
    this.client.release(broken || this.lost);
  }

  async rollBackAndRelease(): Promise<void> {
    try {
      if (!this.lost) await this.client.query('rollback');
      this.release();
    } catch {
      // What made the work fail is reported by the caller; a connection that cannot even roll back is of no more use.
      this.release(true);
    }
  }
}

function translated(error: unknown, connectionLost: boolean): unknown {
  if (error instanceof TemporarilyUnavailable) return error;
  if (connectionLost || isConnectionFault(error)) {
    return new DatabaseUnreachable(
      'The database connection broke during the work; whether it took effect is unknown. Send it again with the same Idempotency-Key.',
      retryAfterSeconds,
      { cause: error },
    );
  }
  return isLockTimeout(error) ? contended(error, 'the lock time-out') : error;
}

function contended(cause: unknown, through: string): DatabaseContended {
  return new DatabaseContended(
    `Others kept changing the same rows through ${through}; try again in a moment.`,
    retryAfterSeconds,
    { cause },
  );
}
