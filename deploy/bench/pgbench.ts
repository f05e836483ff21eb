import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What to do where pgbench is missing. */
export const pgbenchAdvice =
  'pgbench is not installed, so the floors made with it (P1, P4) are left out; `apt-get install -y --no-install-recommends postgresql-contrib` brings it.';

export async function hasPgbench(): Promise<boolean> {
  try {
    await run('pgbench', ['--version']);
    return true;
  } catch {
    return false;
  }
}

export interface PgbenchJob {
  readonly databaseUrl: string;
  readonly script: string;
  readonly clients: number;
  readonly seconds: number;
  /** Where the script is kept, and its name there. */
  readonly directory: string;
  readonly name: string;
}

/** A machine that is busy with other things may not finish one transaction in a short round; then the round is made longer. */
const mostSeconds = 60;
/** In less the connections and the preparing of the statements would be a good part of it. */
const leastSeconds = 5;

/** Transactions a second with every statement prepared. Throws with what pgbench said when one of its clients gave up. */
export async function pgbench(job: PgbenchJob): Promise<number> {
  const script = join(job.directory, `${job.name}.pgbench.sql`);
  writeFileSync(script, job.script);
  const { password, ...connection } = connectionOf(job.databaseUrl);
  const counts = ['-c', String(job.clients), '-j', '1', '-T', String(Math.max(leastSeconds, job.seconds))];
  const args = ['-n', '-M', 'prepared', ...counts, '-f', script, '-h', connection.host, '-p', connection.port];
  const { stdout, stderr } = await run('pgbench', [...args, '-U', connection.user, connection.database], {
    env: { ...process.env, PGPASSWORD: password },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (didNothing(stdout, stderr) && job.seconds < mostSeconds)
    return pgbench({ ...job, seconds: Math.max(leastSeconds, job.seconds) * 2 });
  return transactionsPerSecond(stdout, stderr);
}

/** No client gave up, and none had the time for a transaction. */
export function didNothing(report: string, complaints: string): boolean {
  return complaints === '' && /^number of transactions actually processed: 0$/m.test(report);
}

/** Reads pgbench's report. A client that gave up makes the figure worthless, though pgbench goes on without it. */
export function transactionsPerSecond(report: string, complaints: string): number {
  const rate = /^tps = ([\d.]+)/m.exec(report)?.[1];
  if (rate === undefined || /aborted|ERROR/.test(complaints)) {
    throw new Error(`pgbench did not do what was asked:\n${complaints.slice(0, 2_000)}\n${report}`);
  }
  return Number(rate);
}

function connectionOf(databaseUrl: string) {
  const { username, password, hostname, port, pathname } = new URL(databaseUrl);
  return {
    host: hostname,
    port,
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: pathname.slice(1),
  };
}
