import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sessionIfAny } from '@rotables/access';
import type { Logger } from 'pino';
import { cutText } from '@rotables/domain-kernel';
import type { UnitOfWorkOptions } from '@rotables/persistence';
import { withLogScope } from '../observability/log.js';
import { traceparentFor } from '../observability/trace.js';

const longestLoggedUrl = 500;
const traceparents = new WeakMap<object, string>();

/** The W3C trace context of the request. */
export function traceparentOf(request: FastifyRequest): string {
  const known = traceparents.get(request);
  if (known !== undefined) return known;
  const header = request.headers['traceparent'];
  const traceparent = traceparentFor(typeof header === 'string' ? header : undefined);
  traceparents.set(request, traceparent);
  return traceparent;
}

/** From where its person asks (X8): as the console's token says of those whose requests it passes on, else as the connection does. */
export function addressOf(request: FastifyRequest): string {
  return sessionIfAny(request)?.address ?? request.ip;
}

/** Where a request comes from and belongs to, for the unit of work that it asks for. */
export type AskedBy = Pick<UnitOfWorkOptions, 'address' | 'traceparent'>;

export function askedBy(request: FastifyRequest): AskedBy {
  return { address: addressOf(request), traceparent: traceparentOf(request) };
}

/** Gives every request its trace, tells it to the caller, and writes one line about each at level debug. */
export function followRequests(server: FastifyInstance, log: Logger): void {
  server.addHook('onRequest', (request, reply, done) => {
    const traceparent = traceparentOf(request);
    void reply.header('traceparent', traceparent);
    withLogScope(log, traceparent, done);
  });
  // Reading a body leaves the asynchronous context of the request, so the scope is entered a second time.
  server.addHook('preValidation', (request, _reply, done) => {
    withLogScope(log, traceparentOf(request), done);
  });
  server.addHook('onResponse', (request, reply, done) => {
    const method = request.method;
    const url = cutText(request.url, longestLoggedUrl);
    log.debug({ method, url, status: reply.statusCode, milliseconds: Math.round(reply.elapsedTime) }, 'request');
    done();
  });
}
