import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { isPortFree, PlatformError } from '@rotables/local-platform';
import { auditTargets, consoleDatabaseUrl } from '../audit/installation.js';
import type { AuditTarget } from '../audit/snapshot.js';
import { Launcher } from '../launcher/src/launcher.js';
import { parseOptions } from '../launcher/src/options.js';
import { Screen } from '../launcher/src/screen.js';
import { services } from '../launcher/src/services.js';
import type { ServiceName } from './api.js';
import { clockOfFile, immovableClock, type MonthClock } from './month-clock.js';

/** An installation to play on. */
export interface System {
  readonly home: string;
  urlOf(service: ServiceName): string;
  /** What its services take for now. */
  readonly clock: MonthClock;
  /** Of the key that signs tokens. */
  readonly privateKeyPath: string;
  /** The databases, for the audit at the end. */
  databases(): readonly AuditTarget[];
  /** Where the accounts are. */
  consoleDatabaseUrl(): string;
  stop(): Promise<void>;
}

const portsOfInstallation = 8;

/** Brings a whole installation up on ports and in a directory of its own. */
export async function startOwnSystem(inProcess: boolean, say: (line: string) => void): Promise<System> {
  const home = mkdtempSync(join(tmpdir(), 'rotables-replay-'));
  const clockFile = `${home}.clock`;
  const portBase = await freePortBase();
  // Services inherit these; a broker that is shared must not mix our topics with others.
  process.env['LOG_LEVEL'] ??= 'warn';
  // A month in a minute is more than its few people could do.
  process.env['RATE_LIMIT_PER_MINUTE'] ??= '0';
  if (process.env['KAFKA_BROKERS']) process.env['TOPIC_PREFIX'] ??= `replay-${randomBytes(4).toString('hex')}.`;
  const environment = {
    ...process.env,
    ROTABLES_HOME: home,
    ROTABLES_PORT_BASE: String(portBase),
    ROTABLES_CLOCK: clockFile,
    ...(inProcess ? { KAFKA_BROKERS: 'in-process' } : {}),
  };
  const options = parseOptions(['--empty'], environment);
  const launcher = new Launcher(options, services, new Screen((text) => text.split('\n').filter(Boolean).forEach(say)));
  const clock = clockOfFile(clockFile);
  const stop = async (): Promise<void> => {
    await launcher.stop();
    rmSync(clockFile, { force: true });
  };
  try {
    await launcher.start();
  } catch (error) {
    await stop();
    // The state stays: the message names a log in it.
    throw error;
  }
  return { ...systemAt(home, portBase, environment), clock, stop };
}

/** The installation that runs already, with its console at the address. */
export function runningSystem(url: URL, environment: NodeJS.ProcessEnv): System {
  const home = parseOptions([], { ROTABLES_HOME: environment['ROTABLES_HOME'] }).home;
  const system = systemAt(home, Number(url.port), {
    ...environment,
    ROTABLES_HOME: home,
    ROTABLES_PORT_BASE: url.port,
  });
  if (!existsSync(system.privateKeyPath)) {
    throw new PlatformError(
      'no-keys',
      `${system.privateKeyPath} is not there, so nobody can be given a token for ${url.origin}. Set ROTABLES_HOME to the state directory of that installation.`,
    );
  }
  return system;
}

function systemAt(home: string, portBase: number, environment: NodeJS.ProcessEnv): System {
  const ports = new Map(services.map(({ name, portOffset }) => [name, portBase + portOffset]));
  return {
    home,
    urlOf: (service) => `http://127.0.0.1:${ports.get(service) ?? 0}`,
    clock: clockOfEnvironment(environment),
    privateKeyPath: join(home, 'access', 'access-private-key.pem'),
    databases: () => auditTargets(parseOptions([], environment), environment),
    consoleDatabaseUrl: () => consoleDatabaseUrl(parseOptions([], environment), environment),
    stop: () => Promise.resolve(),
  };
}

/** A running installation whose ROTABLES_CLOCK we are not told stays in the present. */
function clockOfEnvironment({ ROTABLES_CLOCK: path = '' }: NodeJS.ProcessEnv): MonthClock {
  return path === '' ? immovableClock : clockOfFile(path);
}

/** The first of eight ports in a row that nobody listens on. */
export async function freePortBase(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const base = 20_000 + Math.floor(Math.random() * 3_000) * 10;
    const free = await Promise.all(
      Array.from({ length: portsOfInstallation }, (_, offset) => isPortFree(base + offset)),
    );
    if (free.every(Boolean)) return base;
  }
  throw new PlatformError(
    'no-ports',
    'No eight free ports in a row were found from 20000 on; stop some of what listens there.',
  );
}
