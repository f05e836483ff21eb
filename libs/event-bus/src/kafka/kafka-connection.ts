import { Logger, type LoggerService } from '@nestjs/common';
import kafkajs from 'kafkajs';
import type { ISocketFactory, Kafka, KafkaConfig, LogEntry } from 'kafkajs';
import { letIdleRequestQueuesRest } from './idle-request-queue.js';

/** How to reach the brokers. */
export interface KafkaConnectionOptions {
  /** `host:port`, at least one. */
  readonly brokers: readonly string[];
  /** The name under which brokers log this process, for example `spare-pool`. */
  readonly clientId: string;
  /** Put before every topic's name, so that several installations can share brokers; empty by default. */
  readonly topicPrefix?: string;
  readonly ssl?: KafkaConfig['ssl'];
  readonly sasl?: KafkaConfig['sasl'];
  /** For networks in which brokers are not reached at the addresses that they advertise. */
  readonly socketFactory?: ISocketFactory;
  readonly logger?: LoggerService;
}

/** What kafkajs says of coordinators that still load and of topics whose leader is being elected: ordinary at start-up, and retried. */
const passingComplaints =
  /coordinator|loading|leader|rebalanc|not aware of this member|metadata|Connection (error|timeout)|closed connection|ECONN|Restarting the consumer|Failed to (connect|send)|Crash|does not host this topic|timed out|Failed to execute/i;

const quietMilliseconds = 15_000;

/**
 * kafkajs retries by itself nearly everything that it reports as an error. For the first seconds such reports are
 * debug lines, afterwards warnings; what stops a consumer for good reaches its owner through `onFault`.
 */
export function connectToKafka(options: KafkaConnectionOptions): Kafka {
  letIdleRequestQueuesRest();
  const logger = options.logger ?? new Logger('Kafka');
  const quietUntil = Date.now() + quietMilliseconds;
  const { logLevel } = kafkajs;
  const write = ({ level, namespace, log }: LogEntry): void => {
    const detail = typeof log['error'] === 'string' ? `: ${log['error']}` : '';
    const line = `${namespace}: ${log.message}${detail}`;
    const passing = passingComplaints.test(line);
    if (level >= logLevel.INFO || (passing && Date.now() < quietUntil)) logger.debug?.(line);
    else if (level === logLevel.WARN || passing) logger.warn(line);
    else logger.error(line);
  };
  return new kafkajs.Kafka({
    brokers: [...options.brokers],
    clientId: options.clientId,
    connectionTimeout: 3_000,
    requestTimeout: 15_000,
    ...(options.ssl === undefined ? {} : { ssl: options.ssl }),
    ...(options.sasl === undefined ? {} : { sasl: options.sasl }),
    ...(options.socketFactory === undefined ? {} : { socketFactory: options.socketFactory }),
    logLevel: logLevel.WARN,
    logCreator: () => write,
  });
}

/** The name of a topic on the brokers. */
export function prefixed(topicPrefix: string | undefined, topic: string): string {
  return `${topicPrefix ?? ''}${topic}`;
}
