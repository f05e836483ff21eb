import pg from 'pg';
import { createTestDatabase } from './test-database.js';
import { TcpProxy } from './tcp-proxy.js';
import { waitFor } from './wait-for.js';

async function queryOn(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
}

describe('createTestDatabase', () => {
  it('gives an owner who may create tables and an application role that may not', async () => {
    const database = await createTestDatabase();
    try {
      await queryOn(database.ownerUrl, 'CREATE TABLE unit (serial text)');
      await expect(queryOn(database.url, 'CREATE TABLE other (serial text)')).rejects.toThrow(/permission denied/);
      await expect(queryOn(database.url, 'SELECT * FROM unit')).rejects.toThrow(/permission denied/);
      expect(await queryOn(database.superuserUrl, 'SELECT count(*)::int AS units FROM unit')).toEqual([{ units: 0 }]);
    } finally {
      await database.drop();
    }
  });

  it('is dropped with its roles, even while somebody is connected', async () => {
    const database = await createTestDatabase();
    const lingering = new pg.Client({ connectionString: database.url });
    lingering.on('error', () => undefined);
    await lingering.connect();
    await database.drop();
    await expect(queryOn(database.url, 'SELECT 1')).rejects.toThrow();
    await lingering.end().catch(() => undefined);
  });
});

describe('TcpProxy before PostgreSQL', () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let proxy: TcpProxy;
  let client: pg.Client;

  beforeEach(async () => {
    database = await createTestDatabase();
    const { hostname, port } = new URL(database.ownerUrl);
    proxy = await TcpProxy.start({ host: hostname, port: Number(port) });
    client = new pg.Client({ connectionString: proxy.redirect(database.ownerUrl) });
    client.on('error', () => undefined);
    await client.connect();
    await client.query('CREATE TABLE mark (name text)');
  });

  afterEach(async () => {
    await client.end().catch(() => undefined);
    await proxy.close();
    await database.drop();
  });

  const marks = () => queryOn(database.ownerUrl, 'SELECT name FROM mark');

  it('cut: the client sees a broken connection, and a new one passes', async () => {
    proxy.cut();
    await expect(client.query('SELECT 1')).rejects.toThrow();
    expect(await queryOn(proxy.redirect(database.ownerUrl), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('cut and refuse: new connections fail until it is healed', async () => {
    proxy.cut({ refuse: true });
    await expect(queryOn(proxy.redirect(database.ownerUrl), 'SELECT 1')).rejects.toThrow();
    proxy.heal();
    expect(await queryOn(proxy.redirect(database.ownerUrl), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('stall: nothing arrives, and after healing nothing was lost', async () => {
    proxy.stall();
    const inserted = client.query("INSERT INTO mark VALUES ('held back')");
    const first = await Promise.race([inserted.then(() => 'answered'), marks()]);
    expect(first).toEqual([]);
    proxy.heal();
    await inserted;
    expect(await marks()).toEqual([{ name: 'held back' }]);
  });

  it('lose the answer: the work is done, and the client never hears of it', async () => {
    proxy.loseAnswers();
    const inserted = client.query("INSERT INTO mark VALUES ('done')").then(
      () => 'answered',
      () => 'broken',
    );
    await waitFor(async () => (await marks()).length === 1, { describe: 'the row behind the proxy' });
    proxy.heal();
    expect(await inserted).toBe('broken');
  });
});
