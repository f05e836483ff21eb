import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { keptSecret } from './kept-secret.js';

/** Who a client says it is, and by what it proves it. */
export interface KafkaCredentials {
  readonly mechanism: 'plain' | 'scram-sha-512';
  readonly username: string;
  readonly password: string;
}

const operatorName = 'operator';
const brokerName = 'broker';

/**
 * Who may speak to a Kafka of ours. The secrets are made once and kept in its directory (0600). The users, one for each service, prove themselves
 * by SCRAM and may do what they are granted. The brokers, and the operator who grants, stand in the brokers' own settings: so they are
 * there before anything has been stored, also on a directory that an earlier release made without users.
 */
export class KafkaAccess {
  readonly operator: KafkaCredentials;
  readonly broker: KafkaCredentials;
  readonly users: readonly KafkaCredentials[];

  constructor(directory: string, users: readonly string[]) {
    const credentials = (username: string, mechanism: KafkaCredentials['mechanism']): KafkaCredentials => ({
      mechanism,
      username,
      password: keptSecret(join(directory, 'secrets', username), () => randomBytes(24).toString('base64url')),
    });
    this.operator = credentials(operatorName, 'plain');
    this.broker = credentials(brokerName, 'plain');
    this.users = users.map((user) => credentials(user, 'scram-sha-512'));
  }

  /** Throws an Error for a name that is no user's. */
  of(user: string): KafkaCredentials {
    const found = this.users.find(({ username }) => username === user);
    if (found === undefined)
      throw new Error(`${user} is no user of this Kafka; its users were named when it was started.`);
    return found;
  }
}
