import type { KafkaAccess } from './kafka-access.js';

/** One broker of a local cluster; each is also one of its controllers. */
export interface KafkaNodeAddress {
  readonly id: number;
  readonly port: number;
  readonly controllerPort: number;
  /** What clients are told to connect to, when that is not `port`: a proxy before the broker. */
  readonly advertisedPort?: number;
}

/** The contents of one node's server.properties, which hold secrets. Without `access` the node asks nobody who he is. */
export function kafkaSettings(
  node: KafkaNodeAddress,
  nodes: readonly KafkaNodeAddress[],
  directory: string,
  access: KafkaAccess | null,
): string {
  const replicas = Math.min(3, nodes.length);
  const inSync = Math.max(1, replicas - 1);
  const settings: Record<string, string | number | boolean> = {
    'process.roles': 'broker,controller',
    'node.id': node.id,
    'controller.quorum.voters': nodes.map(({ id, controllerPort }) => `${id}@127.0.0.1:${controllerPort}`).join(','),
    listeners: `CLIENTS://127.0.0.1:${node.port},CONTROLLER://127.0.0.1:${node.controllerPort}`,
    'advertised.listeners': `CLIENTS://127.0.0.1:${node.advertisedPort ?? node.port}`,
    'inter.broker.listener.name': 'CLIENTS',
    'controller.listener.names': 'CONTROLLER',
    ...(access === null ? openToAll : askingWhoIsThere(access)),
    'log.dirs': `${directory}/data`,
    'default.replication.factor': replicas,
    'min.insync.replicas': inSync,
    'offsets.topic.replication.factor': replicas,
    'transaction.state.log.replication.factor': replicas,
    'transaction.state.log.min.isr': inSync,
    'share.coordinator.state.topic.replication.factor': replicas,
    'share.coordinator.state.topic.min.isr': inSync,
    // A local installation has a handful of groups; fifty partitions each for their offsets only slow the start.
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.num.partitions': 4,
    'share.coordinator.state.topic.num.partitions': 4,
    'group.initial.rebalance.delay.ms': 0,
    'auto.create.topics.enable': false,
    // Without it an acknowledged record is not yet on the disk of the only broker that has it.
    'log.flush.interval.messages': 1,
    // The event log is healed from the outbox, which keeps what is published; the broker need not keep it for ever.
    'log.retention.hours': 24 * 30,
    // Idle brokers should sleep: by default the controller writes an empty record every half second.
    'metadata.max.idle.interval.ms': 10_000,
    // A broker killed with -9 is let in again only when its session has run out; alone, it need not wait for others.
    ...(nodes.length === 1 ? { 'broker.session.timeout.ms': 4_000, 'broker.heartbeat.interval.ms': 1_000 } : {}),
    'num.network.threads': 2,
    'num.io.threads': 4,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

const openToAll = { 'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,CLIENTS:PLAINTEXT' };

/**
 * Both ports ask: who could reach the controllers without a name would make himself a user. What nobody has been granted, nobody may do. No
 * transport encryption: everything listens on the loopback interface, and who can read there can read our memory.
 */
function askingWhoIsThere({ broker, operator }: KafkaAccess): Record<string, string> {
  const plain = 'org.apache.kafka.common.security.plain.PlainLoginModule required';
  const own = `username="${broker.username}" password="${broker.password}"`;
  const known = [broker, operator].map(({ username, password }) => `user_${username}="${password}"`).join(' ');
  return {
    'listener.security.protocol.map': 'CONTROLLER:SASL_PLAINTEXT,CLIENTS:SASL_PLAINTEXT',
    'sasl.enabled.mechanisms': 'SCRAM-SHA-512,PLAIN',
    'sasl.mechanism.inter.broker.protocol': 'PLAIN',
    'sasl.mechanism.controller.protocol': 'PLAIN',
    'listener.name.controller.sasl.enabled.mechanisms': 'PLAIN',
    'listener.name.controller.plain.sasl.jaas.config': `${plain} ${own} user_${broker.username}="${broker.password}";`,
    'listener.name.clients.plain.sasl.jaas.config': `${plain} ${own} ${known};`,
    'listener.name.clients.scram-sha-512.sasl.jaas.config':
      'org.apache.kafka.common.security.scram.ScramLoginModule required;',
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users': `User:${broker.username};User:${operator.username}`,
    'allow.everyone.if.no.acl.found': 'false',
  };
}

/** Warnings and errors to the console, which the caller keeps in a log file of limited size. */
export const kafkaLogging = `rootLogger.level = WARN
rootLogger.appenderRef.console.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{ISO8601} %p %c{1} %m%n
`;
