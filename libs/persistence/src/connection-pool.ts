import { createPostgreSqlTypeParsers } from '@mikro-orm/postgresql';
import pg from 'pg';
import { DatabaseBusy, DatabaseUnreachable } from './errors.js';

export interface ConnectionPoolOptions {
  readonly databaseUrl: string;
  /** Connections held at most, 1 to 200. */
  readonly poolSize: number;
  /** Pieces of work that may wait for a connection; one more is refused at once. */
  readonly maximumWaiting: number;
  readonly acquireTimeoutMilliseconds: number;
  readonly statementTimeoutMilliseconds: number;
  readonly lockTimeoutMilliseconds: number;
  /** A transaction that does nothing for so long (a stopped process) is ended by the server, so that its locks are freed. */
  readonly idleInTransactionTimeoutMilliseconds: number;
  /** Stands in pg_stat_activity, for operators. */
  readonly applicationName: string;
  /** Told of connections that the server dropped; the pool has replaced them already. */
  readonly onConnectionLost?: (error: Error) => void;
}

/** A waiter's place in the queue. */
interface Waiter {
  readonly admit: () => void;
}

export interface ConnectOptions {
  /** Waits as long as it takes, also when the queue is full: for relays and consumers, which have nobody to refuse. */
  readonly patient?: boolean;
}

const retryAfterSeconds = 1;

/**
 * A bounded pool with a bounded queue. node-postgres' own queue has no bound: under overload every request would wait
 * until its time-out, and the answer "come back later" would come late itself.
 */
export class ConnectionPool {
  readonly options: object;
  /** How what comes from the database is read. */
  readonly types: pg.CustomTypesConfig = typeOverrides();
  readonly #pool: pg.Pool;
  readonly #limits: ConnectionPoolOptions;
  readonly #waiting: Waiter[] = [];
  #inUse = 0;
  #ended: Promise<void> | undefined;

  constructor(limits: ConnectionPoolOptions) {
    this.#limits = limits;
    this.#pool = new pg.Pool(poolConfiguration(limits, this.types));
    this.options = this.#pool.options;
    const lost = limits.onConnectionLost ?? (() => undefined);
    // Without listeners a connection that the server drops would be an uncaught exception and end the process.
    this.#pool.on('error', lost);
    this.#pool.on('connect', (client) => client.on('error', lost));
  }

  get figures(): { readonly size: number; readonly inUse: number; readonly waiting: number } {
    return { size: this.#limits.poolSize, inUse: this.#inUse, waiting: this.#waiting.length };
  }

  /** A connection of one's own until its `release`. Throws {@link DatabaseBusy} and {@link DatabaseUnreachable}. */
  async connect(options: ConnectOptions = {}): Promise<pg.PoolClient> {
    await this.#admit(options.patient ?? false);
    try {
      return this.#leaving(await this.#pool.connect());
    } catch (error) {
      this.#leave();
      throw new DatabaseUnreachable(
        `The database does not answer (${error instanceof Error ? error.message : String(error)}); try again in a moment.`,
        retryAfterSeconds,
        { cause: error },
      );
    }
  }

  /** Closes every connection once it is given back. */
  end(): Promise<void> {
    this.#ended ??= this.#pool.end();
    return this.#ended;
  }

  #leaving(client: pg.PoolClient): pg.PoolClient {
    const release = client.release.bind(client);
    client.release = (broken?: Error | boolean) => {
      release(broken);
      this.#leave();
    };
    return client;
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next.admit();
    else this.#inUse -= 1;
  }

  async #admit(patient: boolean): Promise<void> {
    const { poolSize, maximumWaiting, acquireTimeoutMilliseconds } = this.#limits;
    if (this.#inUse < poolSize) {
      this.#inUse += 1;
      return;
    }
    if (!patient && this.#waiting.length >= maximumWaiting) {
      throw new DatabaseBusy(
        `All ${poolSize} database connections are in use and ${maximumWaiting} requests wait for one already; try again in a moment.`,
        retryAfterSeconds,
      );
    }
    await (patient ? this.#turn() : this.#turnWithin(acquireTimeoutMilliseconds));
  }

  /** Waits in the queue until a connection is free, and has it then. */
  #turn(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push({ admit: resolve }));
  }

  #turnWithin(milliseconds: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        admit: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        reject(
          new DatabaseBusy(
            `No database connection became free within ${milliseconds} ms (${this.#limits.poolSize} in use); try again in a moment.`,
            retryAfterSeconds,
          ),
        );
      }, milliseconds);
      this.#waiting.push(waiter);
    });
  }
}

/** A statement may be sent before the answer to the one before it has come; the types of the package do not know it yet. */
type PipelinedPoolConfig = pg.PoolConfig & { readonly pipeline: true };

function poolConfiguration(limits: ConnectionPoolOptions, types: pg.CustomTypesConfig): PipelinedPoolConfig {
  return {
    connectionString: limits.databaseUrl,
    max: limits.poolSize,
    application_name: limits.applicationName,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    pipeline: true,
    statement_timeout: limits.statementTimeoutMilliseconds,
    lock_timeout: limits.lockTimeoutMilliseconds,
    idle_in_transaction_session_timeout: limits.idleInTransactionTimeoutMilliseconds,
    types,
  };
}

/** MikroORM converts dates and times itself and expects them as PostgreSQL's text, so the whole pool reads them so. */
function typeOverrides(): pg.TypeOverrides {
  const types = new pg.TypeOverrides();
  const parsers = createPostgreSqlTypeParsers(textsOfDateArray);
  for (const [type, parser] of Object.entries(parsers)) types.setTypeParser(Number(type), parser);
  return types;
}

/** The elements of a one-dimensional array of dates, times or intervals, in which neither commas nor escapes can stand. */
function textsOfDateArray(array: string): string[] {
  const elements = array.slice(1, -1);
  if (elements === '') return [];
  return elements.split(',').map((element) => element.replaceAll('"', ''));
}
