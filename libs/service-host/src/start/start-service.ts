import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { TokenVerifier } from '@rotables/access';
import { connectEventServer } from '@rotables/event-bus';
import type { MigrationObject } from '@mikro-orm/postgresql';
import { pendingMigrations, prepareDatabase, sqlStateOf } from '@rotables/persistence';
import type { Logger } from 'pino';
import type { ServiceConfiguration } from '../configuration/service-configuration.js';
import { createLog, withLogScope } from '../observability/log.js';
import { createApplication } from './create-application.js';
import { migrationsOf } from './service-definition.js';
import type { ServiceDefinition } from './service-definition.js';
import { buildParts } from './service-parts.js';
import type { ServiceParts, ServicePlatform } from './service-parts.js';
import { Shutdown } from './shutdown.js';

/** A service that listens, consumes and publishes. */
export interface RunningService {
  /** Its address, for example `http://127.0.0.1:7301`. */
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly parts: ServiceParts;
  /** Finishes what has begun and gives everything back; at most {@link longestShutdownMilliseconds}. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Starts one service: its database is brought up to date (with DATABASE_OWNER_URL) or checked to be, then it consumes, publishes
 * and listens. Throws an Error that says what is wrong and what to do, having given everything back.
 */
export async function startService(
  definition: ServiceDefinition,
  configuration: ServiceConfiguration,
  platform: ServicePlatform = {},
): Promise<RunningService> {
  const log = createLog({
    service: definition.name,
    instance: configuration.instance,
    level: configuration.logLevel,
    ...(platform.logDestination === undefined ? {} : { destination: platform.logDestination }),
  });
  return withLogScope(log, undefined, () => start(definition, configuration, platform, log));
}

async function start(
  definition: ServiceDefinition,
  configuration: ServiceConfiguration,
  platform: ServicePlatform,
  log: Logger,
): Promise<RunningService> {
  const shutdown = new Shutdown(log);
  try {
    const verifier = await TokenVerifier.fromFile(configuration.accessPublicKey);
    await bringUpToDate(definition, configuration, log);
    const parts = await buildParts({ definition, configuration, platform, log, verifier });
    shutdown.later('database connections', () => parts.database.close());
    shutdown.later('security log', () => parts.securityLog.close());
    shutdown.later('key upkeep', () => parts.keyUpkeep.stop());
    shutdown.later('trail upkeep', () => parts.trailUpkeep.stop());
    shutdown.later('newer events', () => parts.newerEventsUpkeep.stop());
    shutdown.later('event publisher', () => parts.publisher.close());
    let relayRuns = false;
    // Behind requests and consumer and before the publisher: what they committed last may still be published.
    shutdown.later('outbox relay', async () => {
      if (relayRuns) await parts.relay.stop();
    });
    const app = await createApplication(definition, parts);
    shutdown.later('requests and consumer', () => app.close());
    shutdown.later('event feed', () => parts.eventFeed.close());
    connectEventServer(app, parts.eventServer);
    await app.startAllMicroservices();
    parts.relay.start();
    relayRuns = true;
    parts.keyUpkeep.start();
    parts.trailUpkeep.start();
    parts.newerEventsUpkeep.start();
    const url = await listen(app, configuration);
    log.info({ url }, `${definition.name} listens`);
    return { url, app, parts, close: () => shutdown.run() };
  } catch (error) {
    await shutdown.run();
    throw error;
  }
}

async function bringUpToDate(
  definition: ServiceDefinition,
  configuration: ServiceConfiguration,
  log: Logger,
): Promise<void> {
  const { databaseUrl, databaseOwnerUrl } = configuration;
  const migrations = migrationsOf(definition);
  if (databaseOwnerUrl !== undefined) {
    const { username, password } = new URL(databaseUrl);
    const { migrated } = await prepareDatabase({
      ownerUrl: databaseOwnerUrl,
      appRole: decodeURIComponent(username),
      appPassword: decodeURIComponent(password),
      migrations,
    });
    if (migrated.length > 0) log.info({ migrated }, 'the database was brought up to date');
    return;
  }
  const pending = await missingMigrations(databaseUrl, migrations);
  if (pending.length === 0) return;
  throw new Error(
    `The database of ${definition.name} lacks ${pending.join(', ')}; give DATABASE_OWNER_URL so that the service migrates it, or migrate it first.`,
  );
}

async function missingMigrations(
  databaseUrl: string,
  migrations: readonly MigrationObject[],
): Promise<readonly string[]> {
  try {
    return await pendingMigrations(databaseUrl, migrations);
  } catch (error) {
    // A database that was never prepared has not even the list, and this role may not make one.
    if (sqlStateOf(error) === '42501') return migrations.map(({ name }) => name);
    throw error;
  }
}

async function listen(app: NestFastifyApplication, { host, port }: ServiceConfiguration): Promise<string> {
  try {
    await app.listen(port, host);
    return (await app.getUrl()).replace('[::1]', '127.0.0.1');
  } catch (error) {
    if (!hasCode(error, 'EADDRINUSE')) throw error;
    throw new Error(
      `PORT is ${port}, but something listens there on ${host} already; stop that, or set another PORT.`,
      {
        cause: error,
      },
    );
  }
}

function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
