import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { testPostgresUrl } from './test-platform.js';

/** A database that one test owns, with the two roles that a service's database has. */
export interface TestDatabase {
  readonly name: string;
  /** Under the role that serves requests: owns nothing and cannot pass row-level security by. */
  readonly url: string;
  /** Under the role that owns the tables and runs migrations. */
  readonly ownerUrl: string;
  /** Under the superuser, for a look behind the scenes. */
  readonly superuserUrl: string;
  readonly appRole: string;
  readonly appPassword: string;
  /** Ends whoever is still connected and removes database and roles. */
  drop(): Promise<void>;
}

/** Creates an empty database with a random name, an owner and a login role without rights of ownership. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const [owner, appRole] = [`${name}_owner`, `${name}_app`];
  const [ownerPassword, appPassword] = [password(), password()];
  await asSuperuser([
    `CREATE ROLE ${owner} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD '${ownerPassword}'`,
    `CREATE ROLE ${appRole} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD '${appPassword}'`,
    `CREATE DATABASE ${name} OWNER ${owner} ENCODING 'UTF8' TEMPLATE template0`,
  ]);
  return {
    name,
    url: address(appRole, appPassword, name),
    ownerUrl: address(owner, ownerPassword, name),
    superuserUrl: address(null, null, name),
    appRole,
    appPassword,
    drop: () =>
      asSuperuser([`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`, `DROP ROLE ${owner}`, `DROP ROLE ${appRole}`]),
  };
}

function password(): string {
  return randomBytes(12).toString('hex');
}

function address(role: string | null, secret: string | null, database: string): string {
  const url = new URL(testPostgresUrl());
  url.pathname = `/${database}`;
  if (role !== null && secret !== null) {
    url.username = role;
    url.password = secret;
  }
  return url.href;
}

async function asSuperuser(statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: testPostgresUrl() });
  await client.connect();
  try {
    for (const statement of statements) {
      await client.query(statement);
    }
  } finally {
    await client.end();
  }
}
