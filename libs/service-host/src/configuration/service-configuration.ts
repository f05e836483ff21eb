import { isIP } from 'node:net';
import { holidayCalendar, mondayToFriday } from '@rotables/domain-kernel';
import type { HolidayCalendar } from '@rotables/domain-kernel';
import type { BrokerSecurity } from '@rotables/event-bus';
import { readBrokerSecurity } from './broker-security.js';
import { ConfigurationInvalid, EnvironmentReader } from './environment-reader.js';
import type { Environment } from './environment-reader.js';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** How events leave and reach the service. */
export type BusConfiguration =
  | { readonly kind: 'in-process' }
  | ({
      readonly kind: 'kafka';
      /** `host:port`, at least one. */
      readonly brokers: readonly string[];
      readonly topicPrefix: string;
    } & BrokerSecurity);

/** Everything about a service that its environment decides; injected by {@link serviceConfiguration}. */
export interface ServiceConfiguration {
  /** Tells replicas apart in logs and leases. */
  readonly instance: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** postgres:// address under the non-owner role. */
  readonly databaseUrl: string;
  /** postgres:// address under the role that owns the tables; when given, migrations run at start. */
  readonly databaseOwnerUrl: string | undefined;
  readonly poolSize: number;
  readonly bus: BusConfiguration;
  /** File with the Ed25519 public key of the installation, PEM. */
  readonly accessPublicKey: string;
  readonly logLevel: LogLevel;
  readonly bodyLimitBytes: number;
  /** Reads per minute and person; 0 sets no limit, on commands and uploads neither. */
  readonly rateLimitPerMinute: number;
  readonly commandLimitPerMinute: number;
  readonly uploadLimitPerMinute: number;
  /** Addresses or networks whose word about whom they speak for is taken (X-Forwarded-For). */
  readonly trustedProxies: readonly string[];
  /** Names under which it answers besides loopback ones and the one that it listens on; in lower case. */
  readonly allowedHosts: readonly string[];
  /** The service is not ready when events have been waiting, and none has moved, for so long. */
  readonly stalledAfterSeconds: number;
  /** A command that is sent again is answered from its idempotency key for so long; after that it is done again. */
  readonly idempotencyKeyDays: number;
  /** What every service takes for now is in this file; real time when there is none. */
  readonly clockFile: string | undefined;
  /** A fact that is told so many days late still counts as of when it happened; one that is told later counts from so long before (O5). */
  readonly toleratedDaysLate: number;
  /** Working days (O4). */
  readonly calendar: HolidayCalendar;
}

/** `@Inject(serviceConfiguration) configuration: ServiceConfiguration` */
export const serviceConfiguration = Symbol('ServiceConfiguration');

/**
 * Reads the configuration of a service from its environment; README.md lists the variables.
 * Throws {@link ConfigurationInvalid} with every mistake at once.
 */
export function parseConfiguration(
  environment: Environment,
  service: { readonly name: string; readonly defaultPort: number },
): ServiceConfiguration {
  const reader = new EnvironmentReader(environment);
  const configuration: ServiceConfiguration = {
    instance: reader.optional('SERVICE_INSTANCE') ?? `${service.name}-${process.pid}`,
    host: reader.optional('HOST') ?? '127.0.0.1',
    port: reader.wholeNumber('PORT', { least: 0, most: 65_535, otherwise: service.defaultPort }),
    databaseUrl: databaseAddress(reader, 'DATABASE_URL', true) ?? '',
    databaseOwnerUrl: databaseAddress(reader, 'DATABASE_OWNER_URL', false),
    poolSize: reader.wholeNumber('POOL_SIZE', { least: 2, most: 200, otherwise: 10 }),
    bus: busConfiguration(reader),
    accessPublicKey: reader.required(
      'ACCESS_PUBLIC_KEY',
      'the path of the public key file of the installation, for example .rotables/access/access-public-key.pem',
    ),
    logLevel: reader.oneOf('LOG_LEVEL', logLevels, 'info'),
    bodyLimitBytes: reader.wholeNumber('BODY_LIMIT_BYTES', { least: 1_024, most: 104_857_600, otherwise: 1_048_576 }),
    rateLimitPerMinute: reader.wholeNumber('RATE_LIMIT_PER_MINUTE', { least: 0, most: 10_000_000, otherwise: 6_000 }),
    commandLimitPerMinute: reader.wholeNumber('COMMAND_LIMIT_PER_MINUTE', {
      least: 1,
      most: 10_000_000,
      otherwise: 1_800,
    }),
    uploadLimitPerMinute: reader.wholeNumber('UPLOAD_LIMIT_PER_MINUTE', { least: 1, most: 10_000_000, otherwise: 60 }),
    trustedProxies: trustedProxies(reader),
    allowedHosts: allowedHosts(reader),
    stalledAfterSeconds: reader.wholeNumber('STALLED_AFTER_SECONDS', { least: 5, most: 3_600, otherwise: 30 }),
    idempotencyKeyDays: reader.wholeNumber('IDEMPOTENCY_KEY_DAYS', { least: 1, most: 3_650, otherwise: 30 }),
    clockFile: reader.optional('ROTABLES_CLOCK'),
    toleratedDaysLate: reader.wholeNumber('TOLERATED_DAYS_LATE', { least: 0, most: 366, otherwise: 7 }),
    calendar: calendarConfiguration(reader),
  };
  if (reader.problems.length > 0) throw new ConfigurationInvalid(service.name, reader.problems);
  return configuration;
}

function trustedProxies(reader: EnvironmentReader): readonly string[] {
  // The console's own name for it is there for who configures nothing but the console.
  const names = ['TRUSTED_PROXIES', 'CONSOLE_TRUSTED_PROXIES'];
  return names.flatMap((name) => proxiesOf(reader, name));
}

/** How people reach the console is a name of its own. */
function allowedHosts(reader: EnvironmentReader): readonly string[] {
  const named = reader.list('ALLOWED_HOSTS').map((host) => host.toLowerCase());
  for (const host of named) {
    if (isIP(host) === 0 && !/^[\w-]+(\.[\w-]+)*$/.test(host))
      reader.complain('ALLOWED_HOSTS', host, 'a list of names without port, for example "rotables.example,warranty"');
  }
  const consoleUrl = reader.optional('CONSOLE_URL');
  const own = consoleUrl !== undefined && URL.canParse(consoleUrl) ? [new URL(consoleUrl).hostname] : [];
  return [...named, ...own];
}

function proxiesOf(reader: EnvironmentReader, name: string): readonly string[] {
  const proxies = reader.list(name);
  for (const proxy of proxies) {
    const [address = '', bits] = proxy.split('/');
    const isNetwork =
      bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (isIP(address) === 4 ? 32 : 128));
    if (isIP(address) === 0 || !isNetwork) {
      reader.complain(name, proxy, 'a list of addresses or networks, for example "10.0.0.5,10.1.0.0/16"');
    }
  }
  return proxies;
}

function databaseAddress(reader: EnvironmentReader, name: string, required: boolean): string | undefined {
  const expectation = 'an address like postgres://role:password@host:5432/database';
  const value = required ? reader.required(name, expectation) : reader.optional(name);
  if (value === undefined || value === '') return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url !== undefined && /^postgres(ql)?:$/.test(url.protocol) && url.username !== '' && url.pathname.length > 1) {
    return value;
  }
  reader.complain(name, withoutPassword(value), expectation);
  return undefined;
}

/** A mistake in an address must not put its password into a log. */
function withoutPassword(address: string): string {
  return address.replace(/:[^:@/]*@/, ':…@');
}

function busConfiguration(reader: EnvironmentReader): BusConfiguration {
  const expectation = 'a list like "127.0.0.1:7306,broker2:9092", or "in-process" where all services share one process';
  const value = reader.required('KAFKA_BROKERS', expectation);
  if (value === 'in-process') return { kind: 'in-process' };
  const brokers = reader.list('KAFKA_BROKERS');
  for (const broker of brokers) {
    if (!/^[^\s:/]+:\d{1,5}$/.test(broker)) reader.complain('KAFKA_BROKERS', broker, expectation);
  }
  const topicPrefix = reader.optional('TOPIC_PREFIX') ?? '';
  if (!/^[A-Za-z0-9._-]{0,100}$/.test(topicPrefix)) {
    reader.complain('TOPIC_PREFIX', topicPrefix, 'at most 100 letters, digits, dots, dashes or underscores');
  }
  return { kind: 'kafka', brokers, topicPrefix, ...readBrokerSecurity(reader) };
}

function calendarConfiguration(reader: EnvironmentReader): HolidayCalendar {
  const lists = { holidays: reader.list('HOLIDAYS'), workingWeekendDays: reader.list('WORKING_WEEKEND_DAYS') };
  return reader.parsed('HOLIDAYS and WORKING_WEEKEND_DAYS', () => holidayCalendar(lists), mondayToFriday);
}
