import { bearerOf } from '@rotables/access';
import type { TokenVerifier } from '@rotables/access';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const answersOfPeople = /^\/(v1|api|printed-forms)\//;
const pagesOfOperators = /^\/(metrics|docs|health\/events)([/?]|$)/;
const probe = /^\/health\/ready(\?|$)/;
const loopback = /^(127\.|::1$|::ffff:127\.)/;

/**
 * What is told to one person is kept by nobody on the way; and what a service tells of itself, its figures and its API, it tells to
 * programs of its own machine and to bearers of a token. A probe from elsewhere hears whether it is ready, and not how much waits.
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
  server.addHook('onSend', (request, reply, payload, done) => {
    if (!probe.test(request.url) || isFromThisMachine(request) || isBearer(request, verifier)) {
      done(null, payload);
      return;
    }
    done(null, JSON.stringify({ status: reply.statusCode === 200 ? 'ok' : 'error' }));
  });
}

function isBearer(request: FastifyRequest, verifier: TokenVerifier): boolean {
  try {
    return bearerOf(request, verifier).actor !== '';
  } catch {
    return false;
  }
}

/** A proxy on this machine speaks for others. */
function isFromThisMachine({ raw, headers }: FastifyRequest): boolean {
  return loopback.test(raw.socket.remoteAddress ?? '') && headers['x-forwarded-for'] === undefined;
}
