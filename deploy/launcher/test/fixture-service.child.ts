/** A tiny service with a real database, for the launcher's own tests: it counts its starts, and dies when told. */
import { createServer } from 'node:http';
import pg from 'pg';

const { DATABASE_URL, DATABASE_OWNER_URL, HOST, PORT, KAFKA_BROKERS, KAFKA_USERNAME } = process.env;

async function query(connectionString: string | undefined, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
}

await query(DATABASE_URL, 'INSERT INTO start DEFAULT VALUES');

const server = createServer((request, response) => {
  if (request.url === '/die') {
    process.exit(3);
  }
  query(DATABASE_URL, 'SELECT count(*)::int AS starts, current_user AS role FROM start').then(
    ([row]) =>
      response.end(
        JSON.stringify({
          row,
          brokers: KAFKA_BROKERS,
          brokerUser: KAFKA_USERNAME,
          ownerUrl: DATABASE_OWNER_URL ?? null,
          pid: process.pid,
        }),
      ),
    (error: unknown) => response.writeHead(503).end(String(error)),
  );
});
server.listen(Number(PORT), HOST);

process.once('SIGTERM', () => server.close(() => process.exit(0)).closeAllConnections());
