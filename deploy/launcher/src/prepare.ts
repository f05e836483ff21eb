/**
 * Run by the launcher as a process of its own, so that an ORM and a Kafka client do not stay in the memory of the
 * supervisor: it makes databases and their roles and brings their tables up to date, or it makes the topics. What to do comes as JSON in
 * ROTABLES_PREPARE. The owners' passwords end with this process; no service has one.
 */
import { pathToFileURL } from 'node:url';
import type { MigrationObject } from '@mikro-orm/postgresql';
import type { BrokerSecurity } from '@rotables/event-bus';
import type { DatabasePlan } from './databases.js';

export interface PrepareDatabasesTask {
  readonly superuserUrl: string;
  readonly databases: readonly DatabasePlan[];
}

export interface PrepareTopicsTask {
  readonly brokers: readonly string[];
  readonly topicPrefix: string;
  /** By the number of brokers where null. */
  readonly copies: number | null;
  readonly inSync: number | null;
  /** Services that are users of a Kafka of ours, and are granted their access; of another one somebody else is the master. */
  readonly users: readonly string[];
  readonly security: BrokerSecurity;
}

async function prepareDatabases({ superuserUrl, databases }: PrepareDatabasesTask): Promise<void> {
  const { prepareDatabase } = await import('@rotables/persistence');
  // One after the other: they would wait for each other's lock, and a connection each is a connection too many.
  for (const { ownerUrl, appRole, appPassword } of databases) {
    await prepareDatabase({ ownerUrl, superuserUrl, appRole, appPassword, migrations: [] });
  }
  const { migrationsOf } = await import('@rotables/service-host');
  await Promise.all(
    databases.map(async ({ service, ownerUrl, appRole, appPassword, migrations: path }) => {
      const migrations = migrationsOf({ migrations: await ownMigrations(path) });
      const { migrated } = await prepareDatabase({ ownerUrl, appRole, appPassword, migrations });
      if (migrated.length > 0) process.stdout.write(`${service}: ${migrated.join(', ')}\n`);
    }),
  );
}

async function ownMigrations(path: string): Promise<readonly MigrationObject[]> {
  const exported: unknown = await import(pathToFileURL(path).href);
  if (!hasMigrations(exported)) throw new Error(`${path} exports no list of migrations.`);
  return exported.migrations;
}

function hasMigrations(value: unknown): value is { readonly migrations: readonly MigrationObject[] } {
  return typeof value === 'object' && value !== null && 'migrations' in value && Array.isArray(value.migrations);
}

async function prepareTopics({
  brokers,
  topicPrefix,
  copies,
  inSync,
  users,
  security,
}: PrepareTopicsTask): Promise<void> {
  const [{ brokerSecurity, createTopics, grantTopicAccess }, { partitionsPerTopic, topics }] = await Promise.all([
    import('@rotables/event-bus'),
    import('@rotables/contracts'),
  ]);
  const connection = { brokers, clientId: 'launcher', topicPrefix, ...brokerSecurity(security) };
  const created = await createTopics(
    connection,
    topics.map((name) => ({ name, partitions: partitionsPerTopic })),
    {
      ...(copies === null ? {} : { replicationFactor: copies }),
      ...(inSync === null ? {} : { minimumInSync: inSync }),
    },
  );
  if (created.length > 0) {
    process.stdout.write(`${created.length} topics created\n`);
  }
  if (users.length > 0) {
    // A topic's name begins with the service whose events travel there.
    const ownedBy = (user: string): string[] => topics.filter((topic) => topic.startsWith(`${user}.`));
    await grantTopicAccess(
      connection,
      users.map((user) => ({ user, writes: ownedBy(user), reads: topics })),
    );
  }
}

const task: unknown = JSON.parse(process.env['ROTABLES_PREPARE'] ?? 'null');

if (isDatabasesTask(task)) {
  await prepareDatabases(task);
} else if (isTopicsTask(task)) {
  await prepareTopics(task);
} else {
  throw new Error('ROTABLES_PREPARE is no task; this program is run by `npm start`.');
}

function isDatabasesTask(value: unknown): value is PrepareDatabasesTask {
  return typeof value === 'object' && value !== null && 'databases' in value && 'superuserUrl' in value;
}

function isTopicsTask(value: unknown): value is PrepareTopicsTask {
  return typeof value === 'object' && value !== null && 'brokers' in value && 'topicPrefix' in value;
}
