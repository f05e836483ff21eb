import { bearerOf } from '@rotables/access';
import type { TokenVerifier } from '@rotables/access';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const answersOfPeople = /^\/(v1|api|printed-forms)\//;
const pagesOfOperators = /^\/(metrics|docs)([/?]|$)/;
const loopback = /^(127\.|::1$|::ffff:127\.)/;

/**
 * What is told to one person is kept by nobody on the way; and what a service tells of itself, its figures and its API, it tells to
 * programs of its own machine and to bearers of a token.
 */
export function keepPrivate(server: FastifyInstance, verifier: TokenVerifier): void {
  server.addHook('onRequest', (request, _reply, done) => {
    if (pagesOfOperators.test(request.url) && !isFromThisMachine(request)) bearerOf(request, verifier);
    done();
  });
  server.addHook('onSend', ({ url }, reply, _payload, done) => {
    if (answersOfPeople.test(url) && !reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    done();
  });
}

/** A proxy on this machine speaks for others. */
function isFromThisMachine({ raw, headers }: FastifyRequest): boolean {
  return loopback.test(raw.socket.remoteAddress ?? '') && headers['x-forwarded-for'] === undefined;
}
