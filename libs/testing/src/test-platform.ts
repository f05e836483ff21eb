import { randomBytes } from 'node:crypto';

/** How the global set-up tells the specs, which run in other processes, what it started. */
export const platformVariables = {
  postgresUrl: 'TEST_POSTGRES_URL',
  kafkaBrokers: 'TEST_KAFKA_BROKERS',
  kafkaMissing: 'TEST_KAFKA_MISSING',
} as const;

/** The superuser's address of the PostgreSQL that this test run uses. */
export function testPostgresUrl(): string {
  const url = process.env[platformVariables.postgresUrl];
  if (!url) {
    throw new Error(
      `${platformVariables.postgresUrl} is not set: specs that need PostgreSQL run in the tiers int, contract, e2e and crash, whose global set-up starts one.`,
    );
  }
  return url;
}

/** The brokers of the Kafka that this test run uses, or null when it has none. */
export function testKafkaBrokers(): string[] | null {
  const brokers = process.env[platformVariables.kafkaBrokers];
  return brokers ? brokers.split(',').map((broker) => broker.trim()) : null;
}

/** The brokers; for use inside `describeWithKafka`. */
export function requireKafkaBrokers(): string[] {
  const brokers = testKafkaBrokers();
  if (brokers === null) {
    throw new Error(`There is no Kafka for this test run: ${reasonForNoKafka()}`);
  }
  return brokers;
}

export function reasonForNoKafka(): string {
  const told = process.env[platformVariables.kafkaMissing];
  return told ?? `${platformVariables.kafkaBrokers} is not set, and this tier's global set-up starts no broker.`;
}

/** A prefix for topics and groups that no other test uses, today or in another run. */
export function freshTopicPrefix(name = 'test'): string {
  return `${name}-${randomBytes(5).toString('hex')}.`;
}
