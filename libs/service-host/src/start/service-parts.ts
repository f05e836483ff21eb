import type { TokenVerifier } from '@rotables/access';
import type { EventContract } from '@rotables/contracts';
import { SystemClock } from '@rotables/domain-kernel';
import type { Clock, WallClock } from '@rotables/domain-kernel';
import {
  brokerSecurity,
  InProcessEventFeed,
  InProcessEventServer,
  KafkaEventFeed,
  KafkaEventPublisher,
  KafkaEventServer,
} from '@rotables/event-bus';
import type { EventFeed, EventPublisher, EventServer, EventServerOptions, InProcessBus } from '@rotables/event-bus';
import type { KafkaConnectionOptions } from '@rotables/event-bus';
import { InboxOperator, InboxReceiver, isNewer, NewerEvents } from '@rotables/inbox';
import type { InboxOptions, SetAside } from '@rotables/inbox';
import { holdEventsAgainst, OutboxRelay } from '@rotables/outbox';
import { createOrm } from '@rotables/persistence';
import type { ServiceDatabase } from '@rotables/persistence';
import type { DestinationStream, Logger } from 'pino';
import { FileClock } from '../clock/file-clock.js';
import type { BusConfiguration, ServiceConfiguration } from '../configuration/service-configuration.js';
import { NestLog } from '../observability/log.js';
import { SecurityLog } from '../observability/security-log.js';
import { ServiceMetrics } from '../observability/service-metrics.js';
import { NewerEventsUpkeep } from '../operations/newer-events-upkeep.js';
import { TrailUpkeep } from '../operations/trail-upkeep.js';
import { KeyUpkeep } from './key-upkeep.js';
import { contractsOf } from './service-definition.js';
import type { ServiceDefinition } from './service-definition.js';

/** What the process lends to the services that run in it. */
export interface ServicePlatform {
  /** The bus shared by the services of this process; needed when the configuration says `in-process`. */
  readonly bus?: InProcessBus;
  /** Business time; that of ROTABLES_CLOCK by default, or the machine's. */
  readonly clock?: Clock;
  /** By which tokens, sessions and links run out; the machine's clock by default. */
  readonly wallClock?: WallClock;
  /** Where log lines go; standard output by default. */
  readonly logDestination?: DestinationStream;
}

/** Everything that one running service holds. Nothing of it is global, so that several services fit into one process. */
export interface ServiceParts {
  readonly configuration: ServiceConfiguration;
  readonly log: Logger;
  readonly clock: Clock;
  readonly wallClock: WallClock;
  readonly verifier: TokenVerifier;
  readonly database: ServiceDatabase;
  readonly publisher: EventPublisher;
  readonly relay: OutboxRelay;
  readonly eventServer: EventServer;
  readonly eventFeed: EventFeed;
  readonly operator: InboxOperator;
  readonly metrics: ServiceMetrics;
  readonly keyUpkeep: KeyUpkeep;
  readonly trailUpkeep: TrailUpkeep;
  readonly newerEventsUpkeep: NewerEventsUpkeep;
  readonly securityLog: SecurityLog;
}

export interface PartsInput {
  readonly definition: ServiceDefinition;
  readonly configuration: ServiceConfiguration;
  readonly platform: ServicePlatform;
  readonly log: Logger;
  readonly verifier: TokenVerifier;
}

/** Builds the parts; none of them connects to anything before it is used. */
export async function buildParts(input: PartsInput): Promise<ServiceParts> {
  const { definition, configuration, log, verifier } = input;
  const database = await createOrm({
    databaseUrl: configuration.databaseUrl,
    entities: definition.entities,
    applicationName: definition.name,
    poolSize: configuration.poolSize,
    onConnectionLost: (error) => log.warn({ err: error }, 'a database connection was lost and replaced'),
  });
  holdEventsAgainst(database.unitOfWork, contractsOf(definition));
  const publisher = eventPublisher(input);
  const relay = new OutboxRelay({
    unitOfWork: database.unitOfWork,
    publisher,
    source: definition.name,
    onTrouble: (error) => log.warn({ err: error, part: 'outbox' }, 'the outbox relay met a fault and goes on'),
  });
  const contracts = contractsOf(definition);
  const inbox = {
    service: definition.name,
    unitOfWork: database.unitOfWork,
    contracts,
    onSetAside: ({ error, ...letter }: SetAside): void => {
      metrics.countDeadLetter(letter.reason);
      const what = isNewer(letter.reason)
        ? 'an event is newer than this service and waits with its key until that is upgraded'
        : 'an event is set aside and its key waits';
      log.warn({ ...letter, part: 'inbox' }, `${what}: ${error}`);
    },
  };
  const eventServer = buildEventServer(input, inbox);
  const operator = new InboxOperator({ ...inbox, dispatcher: eventServer });
  const metrics = new ServiceMetrics(definition.name, {
    consumer: () => eventServer.progress(),
    pool: () => database.pool.figures,
    outbox: () => relay.figures(),
    inbox: () => operator.figures(),
  });
  const eventFeed = buildEventFeed(input, contracts);
  const events = { publisher, relay, eventServer, eventFeed, operator };
  return {
    configuration,
    log,
    ...clocksOf(input),
    verifier,
    database,
    ...events,
    metrics,
    ...upkeepOf(input, database),
    newerEventsUpkeep: newerEventsUpkeep(log, new NewerEvents({ ...inbox, dispatcher: eventServer })),
    securityLog: new SecurityLog(database.unitOfWork, log),
  };
}

/** What is done every hour, whoever asks for anything. */
function upkeepOf(
  { definition, configuration, log }: PartsInput,
  { unitOfWork }: ServiceDatabase,
): Pick<ServiceParts, 'keyUpkeep' | 'trailUpkeep'> {
  const keyUpkeep = new KeyUpkeep({
    unitOfWork,
    keepDays: configuration.idempotencyKeyDays,
    onTrouble: (error) =>
      log.warn({ err: error }, 'old idempotency keys could not be forgotten; tried again in an hour'),
  });
  const trailUpkeep = new TrailUpkeep({
    service: definition.name,
    unitOfWork,
    contracts: contractsOf(definition),
    onTrouble: (error) =>
      log.warn({ err: error }, 'the trail of past days could not be anchored; tried again in an hour'),
  });
  return { keyUpkeep, trailUpkeep };
}

function newerEventsUpkeep(log: Logger, newerEvents: NewerEvents): NewerEventsUpkeep {
  return new NewerEventsUpkeep({
    newerEvents,
    onTakenUp: (events) => log.info({ events, part: 'inbox' }, 'events that were newer than this service took effect'),
    onTrouble: (error) =>
      log.warn({ err: error, part: 'inbox' }, 'newer events could not be taken up; tried again in half a minute'),
  });
}

function clocksOf({ configuration, platform }: PartsInput): Pick<ServiceParts, 'clock' | 'wallClock'> {
  const wallClock = platform.wallClock ?? new SystemClock();
  const { clockFile } = configuration;
  return { wallClock, clock: platform.clock ?? (clockFile === undefined ? wallClock : new FileClock(clockFile)) };
}

function eventPublisher(input: PartsInput): EventPublisher {
  const { bus } = input.configuration;
  return bus.kind === 'kafka' ? new KafkaEventPublisher(connectionOf(input, bus)) : sharedBus(input).publisher();
}

function buildEventServer(input: PartsInput, inbox: Omit<InboxOptions, 'dispatcher'>): EventServer {
  const { definition, configuration, log } = input;
  const onFault = (error: unknown): void => {
    log.error({ err: error, part: 'consumer' }, 'the consumer met a fault; another one is tried after a pause');
  };
  const options: EventServerOptions & { onFault: typeof onFault } = {
    contracts: inbox.contracts,
    createReceiver: (dispatcher) => new InboxReceiver({ ...inbox, dispatcher }),
    onFault,
  };
  const { bus } = configuration;
  if (bus.kind === 'in-process') {
    return new InProcessEventServer({ ...options, bus: sharedBus(input), service: definition.name });
  }
  const groupId = `${bus.topicPrefix}${definition.name}`;
  return new KafkaEventServer({ ...options, connection: connectionOf(input, bus), groupId });
}

function buildEventFeed(input: PartsInput, contracts: ReadonlyMap<string, EventContract>): EventFeed {
  const { bus } = input.configuration;
  if (bus.kind === 'in-process') return new InProcessEventFeed(sharedBus(input), contracts);
  const groupId = `${bus.topicPrefix}${input.definition.name}`;
  return new KafkaEventFeed({ connection: connectionOf(input, bus), groupId, contracts });
}

function sharedBus({ definition, platform }: PartsInput): InProcessBus {
  if (platform.bus !== undefined) return platform.bus;
  throw new Error(
    `KAFKA_BROKERS is "in-process", but ${definition.name} runs in a process of its own; give the address of a broker, ` +
      'or start all services in one process.',
  );
}

function connectionOf(
  { definition, log }: PartsInput,
  { brokers, topicPrefix, tls, credentials }: Extract<BusConfiguration, { kind: 'kafka' }>,
): KafkaConnectionOptions {
  return {
    brokers,
    topicPrefix,
    clientId: definition.name,
    logger: new NestLog(log),
    ...brokerSecurity({ tls, credentials }),
  };
}
