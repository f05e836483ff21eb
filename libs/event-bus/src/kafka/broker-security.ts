import type { KafkaConfig } from 'kafkajs';

export const saslMechanisms = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;

/** By what name a program speaks to the brokers. */
export interface BrokerCredentials {
  readonly mechanism: (typeof saslMechanisms)[number];
  readonly username: string;
  readonly password: string;
}

/** How a program speaks to the brokers: as whom, and whether others on the way can read it. */
export interface BrokerSecurity {
  readonly tls: boolean;
  readonly credentials: BrokerCredentials | undefined;
}

/** As the client takes it. */
export function brokerSecurity({ tls, credentials }: BrokerSecurity): Pick<KafkaConfig, 'ssl' | 'sasl'> {
  return { ...(tls ? { ssl: true } : {}), ...(credentials === undefined ? {} : { sasl: saslOf(credentials) }) };
}

/** The client's types want each mechanism by name. */
function saslOf({ mechanism, username, password }: BrokerCredentials): NonNullable<KafkaConfig['sasl']> {
  switch (mechanism) {
    case 'plain':
      return { mechanism, username, password };
    case 'scram-sha-256':
      return { mechanism, username, password };
    case 'scram-sha-512':
      return { mechanism, username, password };
  }
}
