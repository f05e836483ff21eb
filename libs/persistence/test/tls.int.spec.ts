import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Migration } from '@mikro-orm/migrations';
import { systemSession } from '@rotables/domain-kernel';
import { freePorts, startPostgres, type LocalPostgres } from '@rotables/local-platform';
import pg from 'pg';
import { createOrm, pendingMigrations, prepareDatabase, UnitOfWork } from '../src/index.js';

class Things extends Migration {
  override up(): void {
    this.addSql('create table thing (id text primary key)');
  }
}

const migrations = [{ name: 'thing-0001', class: Things }];
const encrypted = 'select ssl from pg_stat_ssl where pid = pg_backend_pid()';

describe('a PostgreSQL that insists on TLS', () => {
  let directory: string;
  let server: LocalPostgres;
  let authority: string;

  const urlOf = (role: string, password: string, database: string, mode = 'verify-full'): string => {
    const url = new URL(server.url);
    // A certificate is for a name: to an address node-postgres sends none, and Node finds none in it.
    Object.assign(url, { hostname: 'localhost', username: role, password, pathname: `/${database}` });
    if (mode !== '') {
      url.searchParams.set('sslmode', mode);
      url.searchParams.set('sslrootcert', authority);
    }
    return url.href;
  };

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'rotables-tls-'));
    // The server runs as another user under root, who has to get to his data.
    chmodSync(directory, 0o755);
    const [port = 0] = await freePorts(1);
    server = await startPostgres({ directory, port, durable: false });
    const data = join(directory, 'data');
    const [key, certificate] = [join(data, 'server.key'), join(data, 'server.crt')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', certificate];
    execFileSync('openssl', [...made, ...subject], { stdio: 'ignore' });
    authority = join(directory, 'authority.crt');
    writeFileSync(authority, execFileSync('openssl', ['x509', '-in', certificate]));
    writeFileSync(join(data, 'pg_hba.conf'), 'hostssl all all 127.0.0.1/32 scram-sha-256\n');
    const { uid, gid } = statSync(data);
    for (const file of [key, certificate]) {
      chmodSync(file, 0o600);
      chownSync(file, uid, gid);
    }
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query('alter system set ssl = on');
    await client.query('select pg_reload_conf()');
    await client.end();
  }, 120_000);
  afterAll(async () => {
    await server.stop();
    rmSync(directory, { recursive: true });
  });

  it('is prepared, migrated, checked and used by addresses that say so, and refuses those that do not', async () => {
    const superuser = new URL(server.url);
    const superuserUrl = urlOf(superuser.username, superuser.password, 'postgres');
    const ownerUrl = urlOf('thing_owner', 'secret-of-owner', 'thing');
    const databaseUrl = urlOf('thing_app', 'secret-of-app', 'thing');
    const prepare = { ownerUrl, appRole: 'thing_app', appPassword: 'secret-of-app', migrations };
    expect(await prepareDatabase({ ...prepare, superuserUrl })).toEqual({ migrated: ['thing-0001'] });
    expect(await pendingMigrations(databaseUrl, migrations)).toEqual([]);

    const database = await createOrm({ databaseUrl, entities: [] });
    try {
      const ask = () => UnitOfWork.preparedQuery<{ ssl: boolean }>('encrypted', encrypted, []);
      const { rows } = await database.unitOfWork.run(systemSession('spec'), ask);
      expect(rows).toEqual([{ ssl: true }]);
    } finally {
      await database.close();
    }
    await expect(pendingMigrations(urlOf('thing_app', 'secret-of-app', 'thing', ''), migrations)).rejects.toThrow(
      /no encryption/,
    );
  });
});
