import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { isPortFree, PlatformError } from '@rotables/local-platform';
import { auditTargets } from '../audit/installation.js';
import type { AuditTarget } from '../audit/snapshot.js';
import { Launcher } from '../launcher/src/launcher.js';
import { parseOptions } from '../launcher/src/options.js';
import { Screen } from '../launcher/src/screen.js';
import { services } from '../launcher/src/services.js';
import type { ServiceName } from './api.js';

/** An installation to play on. */
export interface System {
  readonly home: string;
  urlOf(service: ServiceName): string;
  /** Of the key that signs tokens. */
  readonly privateKeyPath: string;
  /** The databases, for the audit at the end. */
  databases(): readonly AuditTarget[];
  stop(): Promise<void>;
}

const portsOfInstallation = 8;

/** Brings a whole installation up on ports and in a directory of its own. */
export async function startOwnSystem(inProcess: boolean, say: (line: string) => void): Promise<System> {
  const home = mkdtempSync(join(tmpdir(), 'rotables-replay-'));
  const portBase = await freePortBase();
  // Services inherit these; a broker that is shared must not mix our topics with others.
  process.env['LOG_LEVEL'] ??= 'warn';
  if (process.env['KAFKA_BROKERS']) process.env['TOPIC_PREFIX'] ??= `replay-${randomBytes(4).toString('hex')}.`;
  const environment = {
    ...process.env,
    ROTABLES_HOME: home,
    ROTABLES_PORT_BASE: String(portBase),
    ...(inProcess ? { KAFKA_BROKERS: 'in-process' } : {}),
  };
  const options = parseOptions(['--empty'], environment);
  const played = services.filter(({ isConsole }) => !isConsole);
  const launcher = new Launcher(options, played, new Screen((text) => text.split('\n').filter(Boolean).forEach(say)));
  const stop = async (): Promise<void> => {
    await launcher.stop();
  };
  try {
    await launcher.start();
  } catch (error) {
    await stop();
    // The state stays: the message names a log in it.
    throw error;
  }
  return { ...systemAt(home, portBase, environment), stop };
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
    privateKeyPath: join(home, 'access', 'access-private-key.pem'),
    databases: () => auditTargets(parseOptions([], environment), environment),
    stop: () => Promise.resolve(),
  };
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
