/** Starts PostgreSQL, tells its address and waits to be killed, for the tests of what a killed parent leaves behind. */
import { startPostgres } from '@rotables/local-platform';
import { killPoint } from '@rotables/testing';

const [directory = '', port = ''] = process.argv.slice(2);
const server = await startPostgres({ directory, port: Number(port), durable: false });
process.stdout.write(`postgres ${server.pid}\n`);
await killPoint('postgres-runs');
