import { isIP } from 'node:net';
import { DomainError, InvalidInput, cutText } from '@rotables/domain-kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ServiceConfiguration } from '../configuration/service-configuration.js';

const loopback = /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|::1)$/;
/** Probes come by whatever name a platform gives a machine, and are told nothing but that it is up. */
const probes = /^\/health\/(live|ready)(\?|$)/;

const longestHostShown = 100;

/** Asked for under a name that is not ours. */
export class HostNotServed extends DomainError {
  readonly code = 'host-not-served';
  readonly kind = 'misdirected';

  constructor(host: string) {
    super(
      `There is nothing here under the name ${host}; ask under the address that the service listens on, or let its operator add the name to ALLOWED_HOSTS.`,
      { host },
    );
  }
}

export type OwnNames = Pick<ServiceConfiguration, 'host' | 'allowedHosts'>;

/**
 * Answers only under names that it is meant for. A page from anywhere can let its own name lead to this machine, and its browser then takes what
 * is answered here for that page's (DNS rebinding); what the browser cannot change is the name that it asks for.
 */
export function answerOwnNamesOnly(server: FastifyInstance, names: OwnNames): void {
  server.addHook('onRequest', (request, _reply, done) => {
    if (!probes.test(request.url)) ensureMeantFor(request, names);
    done();
  });
}

function ensureMeantFor({ raw }: FastifyRequest, names: OwnNames): void {
  const stated = raw.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length;
  if (stated > 1) throw new InvalidInput('Host', `${stated} of them`, 'there once');
  const { host } = raw.headers;
  // Browsers always say it; what does not is a program that was given the address.
  if (host !== undefined && !isMeantFor(host, names)) throw new HostNotServed(cutText(host, longestHostShown));
}

/**
 * Loopback names, the name or address listened on, and those that were allowed. Where a service listens for other machines, it answers under any address in
 * figures too: behind a published port it cannot know its own, and no page can make one lead elsewhere.
 */
export function isMeantFor(host: string, { host: listened, allowedHosts }: OwnNames): boolean {
  const name = nameIn(host);
  if (name === null) return false;
  if (loopback.test(name) || name === listened.toLowerCase() || allowedHosts.includes(name)) return true;
  return isIP(name) !== 0 && !loopback.test(listened.toLowerCase());
}

/** Without port and brackets; null for what is no host. */
function nameIn(host: string): string | null {
  const [, address, name] = /^(?:\[([0-9a-f:.]+)\]|([\w.-]+))(?::\d{1,5})?$/i.exec(host) ?? [];
  return (address ?? name)?.toLowerCase().replace(/\.$/, '') ?? null;
}
