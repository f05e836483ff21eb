import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChildScript, waitFor } from '@rotables/testing';
import pg from 'pg';
import { freePorts, isPortFree } from './ports.js';
import { startPostgres, type LocalPostgres } from './postgres.js';
import { identityOf } from './process-identity.js';

const parent = join(import.meta.dirname, '..', 'test', 'servers.child.ts');

async function query(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
}

describe('startPostgres', () => {
  let directory: string;
  let port: number;

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'rotables-postgres-'));
    [port = 0] = await freePorts(1);
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  const start = (): Promise<LocalPostgres> => startPostgres({ directory, port, durable: false });

  it('answers under a password that its owner alone can read, keeps its data, and is gone after stop', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE unit AS SELECT 7 AS units');
    await expect(query(`postgres://postgres:wrong@127.0.0.1:${port}/postgres`, 'SELECT 1')).rejects.toThrow(/password/);
    expect(statSync(join(directory, 'password')).mode & 0o777).toBe(0o600);
    await first.stop();
    expect(await isPortFree(port)).toBe(true);
    const second = await start();
    expect(await query(second.url, 'SELECT units FROM unit')).toEqual([{ units: 7 }]);
    await second.stop();
  });

  it("keeps the cluster's own databases for its superuser, and what people typed out of its log", async () => {
    const server = await start();
    await query(server.url, `CREATE ROLE visitor LOGIN PASSWORD 'v'`);
    for (const database of ['postgres', 'template1']) {
      const address = `postgres://visitor:v@127.0.0.1:${port}/${database}`;
      await expect(query(address, 'SELECT 1')).rejects.toThrow(/permission denied for database/);
    }
    await query(server.url, 'CREATE TABLE person (phone text PRIMARY KEY)');
    const twice = `INSERT INTO person VALUES ('13800000007'), ('13800000007')`;
    await expect(query(server.url, twice)).rejects.toThrow(/duplicate key/);
    await server.stop();
    const log = readFileSync(join(directory, 'postgres.log'), 'utf8');
    expect(log).toContain('duplicate key');
    expect(log).not.toContain('13800000007');
  });

  it('does not outlive a parent killed with -9, and the next start goes on with the data', async () => {
    const child = await ChildScript.start(parent, { args: [directory, String(port)] });
    await child.reaches('postgres-runs');
    const pid = Number(/postgres (\d+)/.exec(child.output)?.[1]);
    expect(identityOf(pid)).not.toBeNull();
    await child.kill();
    if (process.platform === 'linux') {
      await waitFor(() => identityOf(pid) === null, { describe: 'PostgreSQL to end with its parent' });
    }
    const next = await start();
    expect(await query(next.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await next.stop();
  });

  it('ends an orphan before it starts, and starts again after a kill -9 of the server itself', async () => {
    const orphan = await start();
    // A second start on the directory takes the first for the orphan of a killed parent: its pid file says that it is ours.
    const second = await start();
    expect(identityOf(orphan.pid)).toBeNull();
    second.signal('SIGKILL');
    await second.exited;
    const third = await start();
    expect(await query(third.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await third.stop();
  });

  it('says why it did not start, with the end of its log', async () => {
    const running = await start();
    const elsewhere = mkdtempSync(join(tmpdir(), 'rotables-postgres-'));
    await expect(startPostgres({ directory: elsewhere, port, durable: false })).rejects.toThrow(
      /PostgreSQL ended with exit code 1\. Its log .*Address already in use/s,
    );
    await running.stop();
    rmSync(elsewhere, { recursive: true });
  });
});
