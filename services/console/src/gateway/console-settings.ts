import { dirname, join } from 'node:path';
import type { ServiceConfiguration } from '@rotables/service-host';

/** The services behind the console, in the order of their default ports after the console's own. */
export const proxiedServices = ['warranty', 'spare-pool', 'rma', 'billing'] as const;

export interface ConsoleSettings {
  /** PEM file of the key that signs tokens. */
  readonly privateKeyPath: string;
  /** Address by service. */
  readonly addresses: ReadonlyMap<string, string>;
  /** Stands above the title of printed forms. */
  readonly organisation: string;
}

/**
 * What the console needs to know beyond {@link ServiceConfiguration}, from the environment; README.md lists it. What is not set follows from
 * what is: the private key lies beside the public one, and the services listen on the ports after the console's.
 */
export function consoleSettings(
  { host, port, accessPublicKey }: ServiceConfiguration,
  environment: NodeJS.ProcessEnv = process.env,
): ConsoleSettings {
  const addresses = new Map<string, string>();
  proxiedServices.forEach((service, index) => {
    const variable = `${service.replaceAll('-', '_').toUpperCase()}_URL`;
    const address = stated(environment[variable]) ?? `http://${host}:${port + 1 + index}`;
    if (!URL.canParse(address)) {
      throw new Error(`${variable} is ${JSON.stringify(address)}, but must be an address like http://127.0.0.1:7301.`);
    }
    addresses.set(service, new URL(address).origin);
  });
  const beside = join(dirname(accessPublicKey), 'access-private-key.pem');
  return {
    privateKeyPath: stated(environment['ACCESS_PRIVATE_KEY']) ?? beside,
    addresses,
    organisation: stated(environment['ORGANISATION_NAME']) ?? '',
  };
}

/** CONSOLE_URL is how people reach the console; where that is https, cookies are not sent over anything else. */
export function isServedOverHttps(environment: NodeJS.ProcessEnv = process.env): boolean {
  return environment['CONSOLE_URL']?.trim().startsWith('https:') ?? false;
}

/** A variable that is set to nothing counts as one that is not set. */
function stated(value: string | undefined): string | undefined {
  const trimmed = value?.trim();
  return trimmed === '' ? undefined : trimmed;
}
