import { findJava, KafkaAccess, PlatformError, startKafka, startPostgres } from '@rotables/local-platform';
import type { Home } from './home.js';
import { kafkaControllerPortOffset, kafkaPortOffset, postgresPortOffset, type LauncherOptions } from './options.js';
import type { Screen } from './screen.js';
import { Supervised } from './supervised.js';

/**
 * The embedded PostgreSQL, or the one that was named.
 * @param servers takes what has to be stopped, before it is started
 * @returns the superuser's address
 */
export async function startDatabaseServer(
  home: Home,
  options: LauncherOptions,
  screen: Screen,
  servers: Supervised[],
): Promise<string> {
  const say = screen.progress('PostgreSQL');
  if (options.databaseUrl !== null) {
    say(`using ${new URL(options.databaseUrl).host} (DATABASE_URL)`);
    return options.databaseUrl;
  }
  const port = options.portBase + postgresPortOffset;
  const addresses: string[] = [];
  const launch = async () => {
    const server = await startPostgres({ directory: home.path('postgres'), port, onProgress: say });
    addresses.push(server.url);
    return {
      exited: server.exited.then(() => `its log: ${home.path('postgres', 'postgres.log')}`),
      stop: () => server.stop(),
    };
  };
  const supervised = new Supervised('PostgreSQL', launch, { say });
  servers.push(supervised);
  say(`starting on port ${port}`);
  await screen.during('PostgreSQL', () => supervised.start());
  const [address] = addresses;
  if (address === undefined) {
    throw new PlatformError('stopped', 'Stopped before PostgreSQL was started.');
  }
  return address;
}

/** The Kafka of an installation. */
export interface Broker {
  /** `host:port` list. */
  readonly brokers: string;
  /** Who may speak to it; null where it is not ours, and the environment says by what name all services speak to it. */
  readonly access: KafkaAccess | null;
}

/**
 * A Kafka of its own, with a user for each service, or the one that was named.
 * @param servers takes what has to be stopped, before it is started
 * @returns null when there is none, and events travel inside one process
 */
export async function startBroker(
  home: Home,
  options: LauncherOptions,
  screen: Screen,
  servers: Supervised[],
  users: readonly string[],
): Promise<Broker | null> {
  const say = screen.progress('Kafka');
  if (options.kafkaBrokers === 'in-process') {
    say('none (KAFKA_BROKERS=in-process): all services share one process, and events travel inside it.');
    return null;
  }
  if (options.kafkaBrokers !== null) {
    say(`using ${options.kafkaBrokers} (KAFKA_BROKERS)`);
    return { brokers: options.kafkaBrokers, access: null };
  }
  const java = await findJava();
  if (!java.found) {
    say(`none, so all services share one process, and events travel inside it. ${java.missing}`);
    return null;
  }
  return startLocalBroker(home, options, screen, servers, users);
}

/** Without these a broker cannot be had on this machine; anything else is a fault to be told, not to be passed over. */
const cannotBeHad = ['no-java', 'no-maven', 'jars-not-fetched'];

async function startLocalBroker(
  home: Home,
  options: LauncherOptions,
  screen: Screen,
  servers: Supervised[],
  users: readonly string[],
): Promise<Broker | null> {
  const say = screen.progress('Kafka');
  const port = options.portBase + kafkaPortOffset;
  const nodes = [{ id: 1, port, controllerPort: options.portBase + kafkaControllerPortOffset }];
  const directory = home.path('kafka');
  const launch = async () => {
    const broker = await startKafka({ directory, nodes, users, onProgress: say });
    const ended = Promise.all(broker.nodes.map((node) => node.exited));
    return {
      exited: ended.then(() => `its log: ${home.path('kafka', 'node-1', 'kafka.log')}`),
      stop: () => broker.stop(),
    };
  };
  const supervised = new Supervised('Kafka', launch, { say });
  servers.push(supervised);
  say(`starting on port ${port}`);
  try {
    await screen.during('Kafka', () => supervised.start());
  } catch (error) {
    if (error instanceof PlatformError && cannotBeHad.includes(error.code)) {
      say(`none, so all services share one process, and events travel inside it. ${error.message}`);
      return null;
    }
    throw error;
  }
  return { brokers: `127.0.0.1:${port}`, access: new KafkaAccess(directory, users) };
}
