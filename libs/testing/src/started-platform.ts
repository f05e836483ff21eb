import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  findJava,
  findMaven,
  areKafkaJarsCached,
  freePorts,
  startKafka,
  startPostgres,
} from '@rotables/local-platform';
import { platformVariables } from './test-platform.js';

/** What the global set-up started and the global tear-down, in the same process, stops. */
interface StartedPlatform {
  readonly directory: string;
  readonly stops: (() => Promise<void>)[];
}

let started: StartedPlatform | null = null;

/** Starts one PostgreSQL and one Kafka for the whole run, unless the environment names ones that run already. */
export async function startTestPlatform(): Promise<void> {
  const platform = { directory: mkdtempSync(join(tmpdir(), 'rotables-test-')), stops: [] };
  started = platform;
  try {
    await Promise.all([ensurePostgres(platform), ensureKafka(platform)]);
  } catch (error) {
    await stopTestPlatform();
    throw error;
  }
}

export async function stopTestPlatform(): Promise<void> {
  const platform = started;
  started = null;
  if (platform !== null) {
    await Promise.all(platform.stops.map((stop) => stop()));
    rmSync(platform.directory, { recursive: true, force: true });
  }
}

async function ensurePostgres({ directory, stops }: StartedPlatform): Promise<void> {
  if (process.env[platformVariables.postgresUrl]) {
    return;
  }
  const [port = 0] = await freePorts(1);
  // Nothing of a test run has to survive a power cut.
  const server = await startPostgres({
    directory: join(directory, 'postgres'),
    port,
    durable: false,
    maxConnections: 400,
  });
  stops.push(() => server.stop());
  process.env[platformVariables.postgresUrl] = server.url;
}

async function ensureKafka({ directory, stops }: StartedPlatform): Promise<void> {
  if (process.env[platformVariables.kafkaBrokers]) {
    return;
  }
  const missing = await missingForKafka();
  if (missing !== null) {
    process.env[platformVariables.kafkaMissing] = missing;
    if (process.env['CI'] === 'true') {
      throw new Error(`CI=true, and the tests that need Kafka cannot run: ${missing}`);
    }
    process.stderr.write(`\nThe tests that need Kafka are SKIPPED: ${missing}\n`);
    return;
  }
  const [port = 0, controllerPort = 0] = await freePorts(2);
  const server = await startKafka({
    directory: join(directory, 'kafka'),
    nodes: [{ id: 1, port, controllerPort }],
    onProgress: (line) => process.stderr.write(`${line}\n`),
  });
  stops.push(() => server.stop());
  process.env[platformVariables.kafkaBrokers] = server.brokers.join(',');
}

async function missingForKafka(): Promise<string | null> {
  const java = await findJava();
  if (!java.found) {
    return java.missing;
  }
  if (areKafkaJarsCached()) {
    return null;
  }
  const maven = await findMaven();
  return maven.found ? null : maven.missing;
}
