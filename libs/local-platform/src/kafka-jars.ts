import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { BoundProcess } from './bound-process.js';
import { findMaven } from './java.js';
import { LogFile } from './log-file.js';
import { PlatformError, silent, type Progress } from './platform-error.js';
import { tryLock, type ProcessLock } from './process-lock.js';

export const kafkaVersion = '4.3.0';

export interface KafkaJarsOptions {
  /** Where the jars are kept; by default `rotables/kafka-<version>` in the user's cache. */
  readonly directory?: string;
  /** Names and pins the jars; by default the repository's deploy/kafka/pom.xml. */
  readonly pomFile?: string;
  readonly onProgress?: Progress;
}

/** The user's cache: jars are kept there once for all checkouts. */
export function kafkaJarsDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  const { XDG_CACHE_HOME: configured = '' } = environment;
  const cache = configured === '' ? join(homedir(), '.cache') : configured;
  return join(cache, 'rotables', `kafka-${kafkaVersion}`);
}

/** Whether a broker could be started without fetching anything. */
export function areKafkaJarsCached(options: KafkaJarsOptions = {}): boolean {
  return isComplete(options.directory ?? kafkaJarsDirectory(), digestOf(options.pomFile ?? pomInRepository()));
}

/**
 * Kafka's jars, fetched once by Maven. They appear all at once: fetched aside under a lock, checked, then moved.
 * @returns the directory that holds them
 * @throws PlatformError 'no-maven', 'jars-not-fetched'
 */
export async function ensureKafkaJars(options: KafkaJarsOptions = {}): Promise<string> {
  const directory = options.directory ?? kafkaJarsDirectory();
  const pomFile = options.pomFile ?? pomInRepository();
  const digest = digestOf(pomFile);
  if (isComplete(directory, digest)) {
    return directory;
  }
  const progress = options.onProgress ?? silent;
  const lock = await lockPatiently(`${directory}.lock`, progress);
  try {
    if (!isComplete(directory, digest)) {
      progress(`fetching Kafka ${kafkaVersion} by Maven into ${directory} (about 45 MB, once)`);
      await fetchJars(directory, pomFile, digest);
    }
    return directory;
  } finally {
    lock.release();
  }
}

async function lockPatiently(path: string, progress: Progress): Promise<ProcessLock> {
  for (let told = false; ; told = true) {
    const lock = tryLock(path);
    if ('release' in lock) {
      return lock;
    }
    if (!told) {
      progress(`waiting for process ${lock.heldBy.pid}, which is fetching Kafka's jars`);
    }
    await delay(500);
  }
}

const digestFile = 'pom.sha256';
const fetchTimeoutMilliseconds = 10 * 60_000;

function isComplete(directory: string, digest: string): boolean {
  const path = join(directory, digestFile);
  return existsSync(path) && readFileSync(path, 'utf8') === digest;
}

async function fetchJars(directory: string, pomFile: string, digest: string): Promise<void> {
  const maven = await findMaven();
  if (!maven.found) {
    throw new PlatformError('no-maven', maven.missing);
  }
  const aside = `${directory}.new`;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true });
  const log = new LogFile(`${directory}.log`);
  const copy = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';
  const fetching = await BoundProcess.start({
    name: 'Maven',
    command: maven.command,
    args: ['-q', '-B', '-f', pomFile, copy, '-DincludeScope=runtime', `-DoutputDirectory=${aside}`],
    pidFile: `${directory}.maven.pid`,
    signalOnParentDeath: 'SIGTERM',
    onOutput: (text) => log.write(text),
  });
  const timeout = setTimeout(() => fetching.signal('SIGTERM'), fetchTimeoutMilliseconds);
  const { code } = await fetching.exited;
  clearTimeout(timeout);
  log.close();
  const jars = readdirSync(aside);
  if (code !== 0 || !jars.includes(`kafka_2.13-${kafkaVersion}.jar`)) {
    throw new PlatformError(
      'jars-not-fetched',
      `Maven did not fetch Kafka's jars (exit code ${code}). Its output, also in ${log.path}:\n${log.lastLines(12)}`,
    );
  }
  writeFileSync(join(aside, digestFile), digest);
  rmSync(directory, { recursive: true, force: true });
  renameSync(aside, directory);
}

function digestOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** The pom lies in the checkout, above the sources as well as above their build. */
function pomInRepository(): string {
  for (let directory = import.meta.dirname; directory !== dirname(directory); directory = dirname(directory)) {
    const candidate = join(directory, 'deploy', 'kafka', 'pom.xml');
    if (existsSync(candidate)) {
      return candidate;
    }
  }
  throw new PlatformError('no-pom', `deploy/kafka/pom.xml was not found above ${import.meta.dirname}.`);
}
