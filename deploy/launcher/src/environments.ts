import type { KeyPairFiles } from '@rotables/access';
import type { KafkaAccess, KafkaCredentials } from '@rotables/local-platform';
import type { DatabasePlan } from './databases.js';
import type { Home } from './home.js';
import type { LauncherOptions } from './options.js';
import type { ServiceDescription } from './services.js';

/** What all services of one start have in common. */
export interface Installation {
  readonly home: Home;
  readonly options: LauncherOptions;
  readonly services: readonly ServiceDescription[];
  readonly databases: readonly DatabasePlan[];
  readonly keys: KeyPairFiles;
  /** `host:port` list, or 'in-process'. */
  readonly brokers: string;
  /** Who may speak to the brokers, where they are ours. */
  readonly kafkaAccess: KafkaAccess | null;
  /** What every service takes for now is in this file; null for the machine's time. */
  readonly clockFile: string | null;
}

export const host = '127.0.0.1';

export function urlOf(service: ServiceDescription, { portBase }: LauncherOptions): string {
  return `http://${host}:${portBase + service.portOffset}`;
}

/** The variables that one service is configured by, and nothing else. */
export function serviceVariables(service: ServiceDescription, installation: Installation): Record<string, string> {
  const { options, brokers, kafkaAccess, keys } = installation;
  const database = installation.databases.find((plan) => plan.service === service.name);
  return {
    HOST: host,
    PORT: String(options.portBase + service.portOffset),
    KAFKA_BROKERS: brokers,
    ...(kafkaAccess === null ? {} : kafkaVariables(kafkaAccess.of(service.name))),
    ACCESS_PUBLIC_KEY: keys.publicKeyPath,
    ...(installation.clockFile === null ? {} : { ROTABLES_CLOCK: installation.clockFile }),
    ...(database === undefined ? {} : { DATABASE_URL: database.appUrl }),
    ...(service.isConsole ? consoleVariables(service, installation) : {}),
  };
}

/** By what name a service speaks to the brokers, and to whom it says it. */
function kafkaVariables({ mechanism, username, password }: KafkaCredentials): Record<string, string> {
  return {
    KAFKA_TLS: 'false',
    KAFKA_SASL_MECHANISM: mechanism,
    KAFKA_USERNAME: username,
    KAFKA_PASSWORD: password,
  };
}

/** The console signs tokens for the people it signed in, and passes their requests on. */
function consoleVariables(console: ServiceDescription, installation: Installation): Record<string, string> {
  const others = installation.services.filter((service) => service !== console);
  const variables: Record<string, string> = { ACCESS_PRIVATE_KEY: installation.keys.privateKeyPath };
  for (const service of others) {
    variables[`${service.name.replaceAll('-', '_').toUpperCase()}_URL`] = urlOf(service, installation.options);
  }
  return variables;
}

/** What our own environment says about databases and ports is about the installation, not about one service. */
const notInherited = [
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'PORT',
  'HOST',
  'KAFKA_BROKERS',
  'ROTABLES_CLOCK',
  'ROTABLES_PREPARE',
];

export function inheritedEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !notInherited.includes(name)));
}
