import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Kafka, logLevel, type SASLOptions } from 'kafkajs';
import { BoundProcess } from './bound-process.js';
import { findJava } from './java.js';
import { KafkaAccess, type KafkaCredentials } from './kafka-access.js';
import { ensureKafkaJars } from './kafka-jars.js';
import { kafkaLogging, kafkaSettings, type KafkaNodeAddress } from './kafka-settings.js';
import { makeKafkaUsers } from './kafka-users.js';
import { keptSecret } from './kept-secret.js';
import { LogFile } from './log-file.js';
import { closeToOthers } from './close-to-others.js';
import { reapLeftover, type StopStep } from './pid-file.js';
import { PlatformError, silent, type Progress } from './platform-error.js';
import { untilAnswering } from './wait-until.js';

export interface LocalKafkaOptions {
  /** Holds each node's data, settings, log and pid file; made when missing, kept between starts. */
  readonly directory: string;
  /** One address for a single broker, three for a cluster with replication 3 and min.insync 2. */
  readonly nodes: readonly KafkaNodeAddress[];
  /** Who may speak to it; each has a secret of his own and may do nothing until he is granted it. Without, it is open to all: for measuring and specs. */
  readonly users?: readonly string[];
  readonly onProgress?: Progress;
  readonly jarsDirectory?: string;
  readonly heapMegabytes?: number;
}

/** A Kafka on 127.0.0.1 that this process started. */
export interface LocalKafka {
  /** `host:port` of every node. */
  readonly brokers: readonly string[];
  readonly nodes: readonly LocalKafkaNode[];
  /** Null when it is open to all. */
  readonly access: KafkaAccess | null;
  stop(): Promise<void>;
}

const startTimeoutMilliseconds = 60_000;

const stopSteps: readonly StopStep[] = [
  { signal: 'SIGTERM', waitMilliseconds: 3_000 },
  { signal: 'SIGKILL', waitMilliseconds: 1_000 },
];

/**
 * Starts Kafka (KRaft) and waits until every node answers. Nodes that an earlier, killed process left on this directory
 * are ended first.
 * @throws PlatformError 'no-java', 'no-maven', 'jars-not-fetched', 'format-failed', 'did-not-start', 'users-not-made'
 */
export async function startKafka(options: LocalKafkaOptions): Promise<LocalKafka> {
  const progress = options.onProgress ?? silent;
  const directory = resolve(options.directory);
  const java = await findJava();
  if (!java.found) {
    throw new PlatformError('no-java', java.missing);
  }
  const jars = await ensureKafkaJars({
    ...(options.jarsDirectory === undefined ? {} : { directory: options.jarsDirectory }),
    onProgress: progress,
  });
  // It holds every event, names and phones with them, and the secrets of all users.
  closeToOthers(directory);
  const access = options.users === undefined ? null : new KafkaAccess(directory, options.users);
  const clusterId = keptSecret(join(directory, 'cluster-id'), newClusterId);
  const runtime = {
    java: java.command,
    jars,
    clusterId,
    heapMegabytes: options.heapMegabytes ?? 384,
    access,
    progress,
  };
  const nodes = options.nodes.map(
    (node) => new LocalKafkaNode(node, options.nodes, join(directory, `node-${node.id}`), runtime),
  );
  try {
    await Promise.all(nodes.map((node) => node.launch()));
    await Promise.all(nodes.map((node) => node.untilClusterOf(nodes.length)));
    if (access !== null) await introduceUsers(nodes, access);
  } catch (error) {
    await Promise.all(nodes.map((node) => node.kill()));
    throw error;
  }
  return {
    brokers: nodes.map((node) => node.broker),
    nodes,
    access,
    stop: async () => {
      await Promise.all(nodes.map((node) => node.stop()));
    },
  };
}

/** Resolves when every node knows the users. */
async function introduceUsers(nodes: readonly LocalKafkaNode[], { operator, users }: KafkaAccess): Promise<void> {
  const [first] = nodes;
  const last = users.at(-1);
  if (first === undefined || last === undefined) return;
  await makeKafkaUsers(first.broker, operator, users);
  await Promise.all(nodes.map((node) => node.untilKnown(last)));
}

/** Kafka's form of a UUID. One that begins with a dash would be taken for an option of the storage tool. */
function newClusterId(): string {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? newClusterId() : id;
}

interface KafkaRuntime {
  readonly java: string;
  readonly jars: string;
  readonly clusterId: string;
  readonly heapMegabytes: number;
  readonly access: KafkaAccess | null;
  readonly progress: Progress;
}

/** One broker and controller. */
export class LocalKafkaNode {
  readonly broker: string;
  readonly #log: LogFile;
  #process: BoundProcess | null = null;

  constructor(
    private readonly address: KafkaNodeAddress,
    private readonly cluster: readonly KafkaNodeAddress[],
    private readonly directory: string,
    private readonly runtime: KafkaRuntime,
  ) {
    this.broker = `127.0.0.1:${address.advertisedPort ?? address.port}`;
    this.#log = new LogFile(join(directory, 'kafka.log'));
  }

  /** Of the running node, else null. */
  get pid(): number | null {
    return this.#process === null || this.#process.end !== null ? null : this.#process.pid;
  }

  /** Resolves when the node that runs now has ended, whoever ended it. */
  get exited(): Promise<unknown> {
    return this.#process?.exited ?? Promise.resolve();
  }

  /** Starts the node again after `stop` or `kill`, on its data, and waits until it answers. */
  async start(): Promise<void> {
    await this.launch();
    await this.untilClusterOf(1);
  }

  /** Starts the process without waiting for an answer: the nodes of a cluster need each other to give one. */
  async launch(): Promise<void> {
    if (this.pid !== null) {
      return;
    }
    const pidFile = join(this.directory, 'kafka.pid');
    if ((await reapLeftover(pidFile, stopSteps)) !== null) {
      this.runtime.progress('ended a Kafka that an earlier start had left running');
    }
    const settingsFile = join(this.directory, 'server.properties');
    mkdirSync(this.directory, { recursive: true });
    const settings = kafkaSettings(this.address, this.cluster, this.directory, this.runtime.access);
    writeFileSync(settingsFile, settings, { mode: 0o600 });
    writeFileSync(join(this.directory, 'log4j2.properties'), kafkaLogging);
    if (!existsSync(join(this.directory, 'data', 'meta.properties'))) {
      await this.#format(settingsFile);
    }
    this.#process = await this.#run('Kafka', 'kafka.Kafka', [settingsFile], pidFile);
  }

  /** Waits until this node answers and knows of at least that many nodes. */
  async untilClusterOf(nodes: number): Promise<void> {
    const server = this.#process;
    if (server === null) {
      throw new PlatformError('not-started', `Kafka node ${this.address.id} was not started.`);
    }
    const { access } = this.runtime;
    const knows = (): Promise<boolean> => knowsNodes(this.broker, nodes, access?.operator);
    await untilAnswering(server, this.#log, knows, startTimeoutMilliseconds);
  }

  /** Waits until this node lets the user in. */
  async untilKnown(user: KafkaCredentials): Promise<void> {
    const server = this.#process;
    if (server === null) return;
    await untilAnswering(server, this.#log, () => knowsNodes(this.broker, 1, user), startTimeoutMilliseconds);
  }

  signal(signal: NodeJS.Signals): boolean {
    return this.#process?.signal(signal) ?? false;
  }

  /** Ends the node in order: SIGTERM, after 3 s SIGKILL. */
  async stop(): Promise<void> {
    await this.#process?.stop(stopSteps);
  }

  /** kill -9. */
  async kill(): Promise<void> {
    await this.#process?.stop([{ signal: 'SIGKILL', waitMilliseconds: 1_000 }]);
  }

  async #format(settingsFile: string): Promise<void> {
    this.runtime.progress('formatting a new Kafka log directory');
    const args = ['format', '--cluster-id', this.runtime.clusterId, '--config', settingsFile, '--ignore-formatted'];
    const pidFile = join(this.directory, 'format.pid');
    const format = await this.#run("Kafka's format", 'kafka.tools.StorageTool', args, pidFile);
    const { code } = await format.exited;
    if (code !== 0) {
      const message = `Kafka's storage tool ended with exit code ${code}:\n${this.#log.lastLines(12)}`;
      throw new PlatformError('format-failed', message);
    }
  }

  #run(name: string, mainClass: string, args: readonly string[], pidFile: string): Promise<BoundProcess> {
    const { java, jars, heapMegabytes } = this.runtime;
    const memory = [`-Xmx${heapMegabytes}m`, '-Xms64m', '-XX:+UseSerialGC'];
    // The first compiler tier alone starts faster and takes less memory; local loads do not need the second.
    const machine = ['-XX:TieredStopAtLevel=1', '-Xshare:auto', '-XX:-UsePerfData', '-Djava.awt.headless=true'];
    const logging = `-Dlog4j2.configurationFile=${join(this.directory, 'log4j2.properties')}`;
    return BoundProcess.start({
      name,
      command: java,
      args: [...memory, ...machine, logging, '-cp', join(jars, '*'), mainClass, ...args],
      workingDirectory: this.directory,
      pidFile,
      signalOnParentDeath: 'SIGTERM',
      isPrivate: true,
      onOutput: (text) => this.#log.write(text),
    });
  }
}

/** kafkajs' types want each mechanism by name. */
function saslOf({ mechanism, username, password }: KafkaCredentials): SASLOptions {
  return mechanism === 'plain' ? { mechanism, username, password } : { mechanism, username, password };
}

async function knowsNodes(broker: string, nodes: number, credentials?: KafkaCredentials): Promise<boolean> {
  const kafka = new Kafka({
    clientId: 'local-platform',
    brokers: [broker],
    logLevel: logLevel.NOTHING,
    connectionTimeout: 1_000,
    requestTimeout: 2_000,
    retry: { retries: 0 },
    ...(credentials === undefined ? {} : { sasl: saslOf(credentials) }),
  });
  const admin = kafka.admin();
  try {
    await admin.connect();
    const { brokers, controller } = await admin.describeCluster();
    return brokers.length >= nodes && controller !== null;
  } catch {
    return false;
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}
