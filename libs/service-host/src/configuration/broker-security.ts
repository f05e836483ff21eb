import { saslMechanisms, type BrokerCredentials, type BrokerSecurity } from '@rotables/event-bus';
import type { EnvironmentReader } from './environment-reader.js';

/** KAFKA_TLS, KAFKA_USERNAME, KAFKA_PASSWORD and KAFKA_SASL_MECHANISM; what is wrong is left with the reader. */
export function readBrokerSecurity(reader: EnvironmentReader): BrokerSecurity {
  const tls = reader.oneOf('KAFKA_TLS', ['true', 'false'], 'false') === 'true';
  return { tls, credentials: credentialsOf(reader) };
}

function credentialsOf(reader: EnvironmentReader): BrokerCredentials | undefined {
  const username = reader.optional('KAFKA_USERNAME');
  const password = reader.optional('KAFKA_PASSWORD');
  const mechanism = reader.oneOf('KAFKA_SASL_MECHANISM', saslMechanisms, 'scram-sha-512');
  if (username === undefined && password === undefined) return undefined;
  if (username !== undefined && password !== undefined) return { mechanism, username, password };
  const missing = username === undefined ? 'KAFKA_USERNAME' : 'KAFKA_PASSWORD';
  reader.complain(missing, undefined, 'set together with the other');
  return undefined;
}
