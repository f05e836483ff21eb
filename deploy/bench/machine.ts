import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureKeyPair, issueToken, loadPrivateKey, type KeyPairFiles } from '@rotables/access';
import { partitionsPerTopic, topics } from '@rotables/contracts';
import type { Role } from '@rotables/domain-kernel';
import { createTopics } from '@rotables/event-bus';
import { freePorts, startKafka, startPostgres, type LocalKafka, type LocalPostgres } from '@rotables/local-platform';
import { prepareDatabase } from '@rotables/persistence';
import kafkajs from 'kafkajs';
import pg from 'pg';
import { eventually } from '../replay/eventually.js';
import { ServiceProcess } from './service-process.js';

/** A service's database of the bench, with both of its roles. */
export interface BenchDatabase {
  readonly name: string;
  readonly appRole: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** Under the superuser, for seeding and for what the floor may not be kept from. */
  readonly superuserUrl: string;
}

const password = 'bench-password';
const kafkaHeapMegabytes = 384;
const largestAnswerBytes = 64 * 1024 * 1024;

/** What every figure of one run stands on: a PostgreSQL and a Kafka of its own, durable, with the settings of an installation. */
export class Machine {
  private readonly services: ServiceProcess[] = [];

  private constructor(
    readonly directory: string,
    private server: LocalPostgres,
    readonly kafka: LocalKafka,
    private readonly keys: KeyPairFiles,
    private readonly profile: string | null,
  ) {}

  static async start(profile: string | null): Promise<Machine> {
    const directory = mkdtempSync(join(tmpdir(), 'rotables-bench-'));
    const [postgresPort = 0, port = 0, controllerPort = 0] = await freePorts(3);
    const started = await Promise.allSettled([
      startPostgres({ directory: join(directory, 'postgres'), port: postgresPort }),
      startKafka({
        directory: join(directory, 'kafka'),
        nodes: [{ id: 1, port, controllerPort }],
        heapMegabytes: kafkaHeapMegabytes,
      }),
    ]);
    const [postgres, kafka] = started;
    if (postgres.status === 'fulfilled' && kafka.status === 'fulfilled') {
      const keys = await ensureKeyPair(join(directory, 'access'));
      return new Machine(directory, postgres.value, kafka.value, keys, profile);
    }
    // What came up must not stay when its companion did not.
    for (const one of started) if (one.status === 'fulfilled') await one.value.stop();
    rmSync(directory, { recursive: true, force: true });
    throw started.find((one) => one.status === 'rejected')?.reason;
  }

  get postgres(): LocalPostgres {
    return this.server;
  }

  async stop(): Promise<void> {
    await this.stopServices();
    await Promise.all([this.postgres.stop(), this.kafka.stop()]);
    rmSync(this.directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  /** PostgreSQL notes when each transaction was committed from here on; it has to start again for that. */
  async noteCommitTimes(): Promise<void> {
    await query(this.postgres.url, 'alter system set track_commit_timestamp = on');
    await this.postgres.stop();
    const { port } = this.postgres;
    this.server = await startPostgres({ directory: join(this.directory, 'postgres'), port });
  }

  /** The topics of the contracts under a prefix of their own, so that figures do not see each other's events. */
  async createTopics(topicPrefix: string): Promise<void> {
    const connection = { brokers: this.kafka.brokers, clientId: 'bench', topicPrefix };
    const wanted = topics.map((name) => ({ name, partitions: partitionsPerTopic }));
    await eventually(`the topics of ${topicPrefix}`, async () => {
      try {
        return await createTopics(connection, wanted, { replicationFactor: 1 });
      } catch (error) {
        // A busy broker may not know yet what its controller has just created; asked again, it does.
        if (error instanceof kafkajs.KafkaJSProtocolError && error.type === 'UNKNOWN_TOPIC_OR_PARTITION') return null;
        throw error;
      }
    });
  }

  /** An empty database with its roles; the service migrates it at its first start. */
  async createDatabase(name: string): Promise<BenchDatabase> {
    const database = this.database(name);
    const { ownerUrl, appRole } = database;
    await prepareDatabase({
      ownerUrl,
      superuserUrl: this.postgres.url,
      appRole,
      appPassword: password,
      migrations: [],
    });
    return database;
  }

  /** A second database with the very files of the first, for the floor; nobody may be connected to the first. */
  async copyDatabase(original: BenchDatabase, name: string): Promise<BenchDatabase> {
    await query(this.postgres.url, `create database ${name} template ${original.name} strategy file_copy`);
    return { ...this.database(original.name.replace(/_copy$/, '')), ...this.urlsOf(original, name), name };
  }

  /** Gives its disk back; nobody may be connected to it. */
  async dropDatabase({ name }: BenchDatabase): Promise<void> {
    await query(this.postgres.url, `drop database ${name}`);
  }

  /** Of what a figure that failed has left running. */
  async stopServices(): Promise<void> {
    await Promise.all(this.services.splice(0).map((service) => service.stop()));
  }

  /** A service from the build, in a process of its own, as `npm start` runs it; resolves when it is ready. */
  async startService(
    service: string,
    database: BenchDatabase,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<ServiceProcess> {
    const [port = 0] = await freePorts(1);
    const process = await ServiceProcess.start({
      service,
      port,
      directory: this.directory,
      nodeOptions: this.profile === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${this.profile}`],
      environment: {
        DATABASE_URL: database.appUrl,
        DATABASE_OWNER_URL: database.ownerUrl,
        KAFKA_BROKERS: this.kafka.brokers.join(','),
        ACCESS_PUBLIC_KEY: this.keys.publicKeyPath,
        LOG_LEVEL: 'warn',
        // All of the load comes from one address; the limiter counts it as it does any other, and refuses none of it.
        RATE_LIMIT_PER_MINUTE: '10000000',
        COMMAND_LIMIT_PER_MINUTE: '10000000',
        UPLOAD_LIMIT_PER_MINUTE: '10000000',
        ...environment,
      },
    });
    this.services.push(process);
    return process;
  }

  async token(subject: string, role: Role, cities: readonly string[] | 'all'): Promise<string> {
    const key = await loadPrivateKey(this.keys.privateKeyPath);
    return issueToken({ subject, name: subject, roles: [role], cities, minutes: 240 }, key);
  }

  /** What PostgreSQL logs of every statement while `work` runs. */
  async logOf(work: () => Promise<void>): Promise<string> {
    const path = join(this.directory, 'postgres', 'postgres.log');
    await query(this.postgres.url, "alter system set log_error_verbosity = 'default'");
    await this.alterSystem("set log_statement = 'all'");
    // Others see the setting when they have read the signal; a statement that is logged proves it.
    const begin = readFileSync(path, 'utf8').length;
    await work();
    await query(this.postgres.url, "alter system set log_error_verbosity = 'terse'");
    await this.alterSystem('reset log_statement');
    return readFileSync(path, 'utf8').slice(begin);
  }

  private async alterSystem(change: string): Promise<void> {
    await query(this.postgres.url, `alter system ${change}`);
    await query(this.postgres.url, 'select pg_reload_conf()');
    const wanted = change.startsWith('set') ? 'all' : 'none';
    await eventually(`log_statement ${wanted}`, async () => {
      const [row] = await query<{ log_statement: string }>(this.postgres.url, 'show log_statement');
      return row?.log_statement === wanted ? true : null;
    });
  }

  private database(name: string): BenchDatabase {
    const appRole = `${name}_app`;
    const address = (role: string): string => addressOn(this.postgres.url, name, { role, password });
    return {
      name,
      appRole,
      ownerUrl: address(`${name}_owner`),
      appUrl: address(appRole),
      superuserUrl: addressOn(this.postgres.url, name),
    };
  }

  private urlsOf({ ownerUrl, appUrl }: BenchDatabase, name: string): Omit<BenchDatabase, 'name' | 'appRole'> {
    return {
      ownerUrl: addressOn(ownerUrl, name),
      appUrl: addressOn(appUrl, name),
      superuserUrl: addressOn(this.postgres.url, name),
    };
  }
}

function addressOn(base: string, database: string, as?: { readonly role: string; readonly password: string }): string {
  const url = new URL(base);
  url.pathname = `/${database}`;
  if (as) {
    url.username = as.role;
    url.password = as.password;
  }
  return url.href;
}

/** One statement, or several without values, on a connection of its own. */
export async function query<Row extends pg.QueryResultRow>(
  url: string,
  sql: string,
  values?: readonly unknown[],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values === undefined ? undefined : [...values])).rows;
  } finally {
    await client.end();
  }
}

/** Runs a program of this folder in a process of its own with the job on its standard input, and gives what it printed as JSON. */
export function inOwnProcess<Result>(program: string, job: unknown): Promise<Result> {
  const script = join(import.meta.dirname, `${program}.child.js`);
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      ['--disable-warning=TimeoutNegativeWarning', script],
      { maxBuffer: largestAnswerBytes },
      (error, answer) => {
        if (error) reject(new Error(error.message, { cause: error }));
        else resolve(JSON.parse(answer) as Result);
      },
    );
    child.stdin?.end(JSON.stringify(job));
  });
}
