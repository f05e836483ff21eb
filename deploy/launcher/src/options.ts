import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { BrokerCredentials, BrokerSecurity } from '@rotables/event-bus';
import { PlatformError } from '@rotables/local-platform';
import { sampleMonth } from '../../sample/index.js';

/** What a start is asked to do. */
/** What an empty installation is filled with. */
export interface SampleOfStart {
  /** Of a month, as `npm run replay` takes it. */
  readonly directory: string;
  /** The organisation is shown at work today, by the month moved to be the last one; else the month is played as it is. */
  readonly isToday: boolean;
}

export interface LauncherOptions {
  /** Absolute; everything that the installation keeps. */
  readonly home: string;
  readonly portBase: number;
  /** Starts from nothing. */
  readonly reset: boolean;
  /** Builds again and restarts what changed, whenever a source is saved. */
  readonly watch: boolean;
  /** Leaves the sample out. */
  readonly empty: boolean;
  /** How much a service may keep in memory; one that needs more ends, and is started again. */
  readonly serviceHeapMegabytes: number;
  readonly sample: SampleOfStart;
  /** The file by which somebody sets what time it is; null for the machine's time. */
  readonly clockFile: string | null;
  /** Brokers to use instead of a local one; 'in-process' for none at all. */
  readonly kafkaBrokers: string | null;
  /** How those brokers are spoken to, by us and by every service. */
  readonly kafkaSecurity: BrokerSecurity;
  /** Copies of each record where brokers are named, and how many of them must have one before it counts; by the number of brokers where null. */
  readonly kafkaReplication: { readonly copies: number | null; readonly inSync: number | null };
  /** A PostgreSQL to use instead of the embedded one, under a role that may create databases and roles. */
  readonly databaseUrl: string | null;
}

/** Offsets of what is not a service; services follow the list in services.ts. */
export const postgresPortOffset = 5;
export const kafkaPortOffset = 6;
export const kafkaControllerPortOffset = 7;

const defaultPortBase = 7300;
const highestPortBase = 65_535 - 100;
/** Enough for the largest file of units that is taken in, 200,000 rows of Excel. */
const defaultHeapMegabytes = 768;
const heapLimits = { least: 128, most: 65_536 };

export const usage = `Usage: npm start [-- options]
  --reset   delete everything this installation has stored, and start from nothing
  --empty   leave the sample and its people out
  --watch   build and restart what changed whenever a source is saved (npm run dev)
  --help    show this

Environment: ROTABLES_HOME (state, default .rotables), ROTABLES_PORT_BASE (default ${defaultPortBase}),
  DATABASE_URL (a PostgreSQL to use), KAFKA_BROKERS (a Kafka to use, or "in-process"), with it KAFKA_TLS, KAFKA_USERNAME,
  KAFKA_PASSWORD, KAFKA_SASL_MECHANISM, KAFKA_REPLICATION_FACTOR, KAFKA_MIN_INSYNC_REPLICAS, TOPIC_PREFIX, LOG_LEVEL,
  ROTABLES_SERVICE_HEAP_MEGABYTES (what a service may keep in memory, default ${defaultHeapMegabytes}),
  ROTABLES_SAMPLE_MONTH (a month to fill an empty installation with as it is, a directory as npm run replay takes it),
  ROTABLES_SAMPLE_FLEET (such a directory; its fleet is shown at work today instead of the sample's),
  ROTABLES_CLOCK (a file that holds what the installation takes for now).
`;

/** @throws PlatformError 'bad-options' that lists every mistake with its way out; 'help' asks for the usage */
export function parseOptions(args: readonly string[], environment: NodeJS.ProcessEnv): LauncherOptions {
  const flags = parseFlags(args);
  const mistakes: string[] = [];
  const options = {
    home: homeDirectory(environment),
    portBase: parsePortBase(environment['ROTABLES_PORT_BASE'], mistakes),
    reset: flags.reset,
    watch: flags.watch,
    empty: flags.empty,
    serviceHeapMegabytes: parseHeap(environment['ROTABLES_SERVICE_HEAP_MEGABYTES'], mistakes),
    sample: sampleOf(environment, mistakes),
    clockFile: clockFile(environment),
    kafkaBrokers: parseBrokers(environment['KAFKA_BROKERS'], mistakes),
    kafkaSecurity: parseKafkaSecurity(environment, mistakes),
    kafkaReplication: {
      copies: parseSmallNumber('KAFKA_REPLICATION_FACTOR', environment, mistakes),
      inSync: parseSmallNumber('KAFKA_MIN_INSYNC_REPLICAS', environment, mistakes),
    },
    databaseUrl: parseDatabaseUrl(environment['DATABASE_URL'], mistakes),
  };
  if (mistakes.length > 0) {
    throw new PlatformError('bad-options', mistakes.join('\n'));
  }
  return options;
}

/** Absolute; an empty variable counts as one that is not set. */
export function homeDirectory(environment: NodeJS.ProcessEnv): string {
  const { ROTABLES_HOME: home = '' } = environment;
  return resolve(home === '' ? '.rotables' : home);
}

/** A month as it is, or a fleet for an organisation at work today; the sample's own fleet where neither is named. */
function sampleOf(environment: NodeJS.ProcessEnv, mistakes: string[]): SampleOfStart {
  const { ROTABLES_SAMPLE_MONTH: month = '', ROTABLES_SAMPLE_FLEET: fleet = '' } = environment;
  if (month !== '' && fleet !== '') {
    mistakes.push('ROTABLES_SAMPLE_MONTH and ROTABLES_SAMPLE_FLEET are both set; leave one of them out.');
  }
  if (month !== '') return { directory: resolve(month), isToday: false };
  return { directory: fleet === '' ? sampleMonth() : resolve(fleet), isToday: true };
}

function clockFile({ ROTABLES_CLOCK: path = '' }: NodeJS.ProcessEnv): string | null {
  return path === '' ? null : resolve(path);
}

function parseFlags(args: readonly string[]): { reset: boolean; watch: boolean; empty: boolean } {
  const flag = { type: 'boolean', default: false } as const;
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: { reset: flag, watch: flag, empty: flag, help: flag },
      strict: true,
    }));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new PlatformError('bad-options', `${reason}\n\n${usage}`, { cause });
  }
  if (values.help) {
    throw new PlatformError('help', usage);
  }
  return values;
}

function parsePortBase(value: string | undefined, mistakes: string[]): number {
  if (!value) {
    return defaultPortBase;
  }
  const port = Number(value);
  if (!/^\d+$/.test(value) || port < 1024 || port > highestPortBase) {
    mistakes.push(`ROTABLES_PORT_BASE is "${value}", but must be a whole number from 1024 to ${highestPortBase}.`);
  }
  return port;
}

function parseHeap(value: string | undefined, mistakes: string[]): number {
  if (!value) {
    return defaultHeapMegabytes;
  }
  const megabytes = Number(value);
  const { least, most } = heapLimits;
  if (!/^\d+$/.test(value) || megabytes < least || megabytes > most) {
    mistakes.push(
      `ROTABLES_SERVICE_HEAP_MEGABYTES is "${value}", but must be a whole number from ${least} to ${most}.`,
    );
  }
  return megabytes;
}

/** Not from the bus, which would stay in the memory of the supervisor. */
const saslMechanisms: readonly BrokerCredentials['mechanism'][] = ['plain', 'scram-sha-256', 'scram-sha-512'];

function parseKafkaSecurity(environment: NodeJS.ProcessEnv, mistakes: string[]): BrokerSecurity {
  const {
    KAFKA_TLS: tls = '',
    KAFKA_USERNAME: username = '',
    KAFKA_PASSWORD: password = '',
    KAFKA_SASL_MECHANISM: named = '',
  } = environment;
  const mechanism = saslMechanisms.find((known) => known === (named === '' ? 'scram-sha-512' : named));
  if (!['', 'true', 'false'].includes(tls)) {
    mistakes.push(`KAFKA_TLS is "${tls}", but must be true or false.`);
  }
  if (mechanism === undefined) {
    mistakes.push(`KAFKA_SASL_MECHANISM is "${named}", but must be one of ${saslMechanisms.join(', ')}.`);
  }
  if ((username === '') !== (password === '')) {
    mistakes.push('KAFKA_USERNAME and KAFKA_PASSWORD must be set together, or neither.');
  }
  const credentials = username === '' || mechanism === undefined ? undefined : { mechanism, username, password };
  return { tls: tls === 'true', credentials };
}

function parseSmallNumber(name: string, environment: NodeJS.ProcessEnv, mistakes: string[]): number | null {
  const value = environment[name];
  if (!value) {
    return null;
  }
  if (!/^[1-9]$/.test(value)) {
    mistakes.push(`${name} is "${value}", but must be a whole number from 1 to 9.`);
  }
  return Number(value);
}

function parseBrokers(value: string | undefined, mistakes: string[]): string | null {
  if (!value) {
    return null;
  }
  const brokers = value.split(',').map((broker) => broker.trim());
  const wrong = value === 'in-process' ? [] : brokers.filter((broker) => !/^[^\s:/]+:\d{1,5}$/.test(broker));
  for (const broker of wrong) {
    mistakes.push(
      `KAFKA_BROKERS has "${broker}", but must be a list like "broker1:9092,broker2:9092", or "in-process".`,
    );
  }
  return brokers.join(',');
}

function parseDatabaseUrl(value: string | undefined, mistakes: string[]): string | null {
  if (!value) {
    return null;
  }
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol) || url.username === '') {
    mistakes.push(
      'DATABASE_URL is not an address like postgres://role:password@host:5432/postgres, under a role that may create ' +
        'databases and roles. Unset it to use the embedded PostgreSQL.',
    );
  }
  return value;
}
