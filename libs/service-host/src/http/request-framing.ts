import type { IncomingMessage } from 'node:http';
import { DomainError } from '@rotables/domain-kernel';
import type { FastifyInstance } from 'fastify';

/** The methods whose body means something; with any other one a body would be left for the next request to be read from. */
const methodsWithBody: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);

export class BodyNotExpected extends DomainError {
  readonly code = 'body-not-expected';
  readonly kind = 'invalid-input';

  constructor(method: string) {
    super(`A ${method} request has no body here, but this one announced one; send it without.`, { method });
  }
}

/**
 * One request ends where the next one begins, for everybody on the way. Whoever passes requests on over one connection, a gateway or a
 * proxy, and sees that end elsewhere than we do, would let one person write the beginning of another person's request. So a body
 * where none belongs is refused, and a connection on which something is left unread carries no other request.
 */
export function keepRequestsApart(server: FastifyInstance): void {
  server.addHook('onRequest', ({ raw }, reply, done) => {
    const method = raw.method ?? '';
    const refused = announcesBody(raw) && !methodsWithBody.has(method) ? new BodyNotExpected(method) : undefined;
    if (refused !== undefined) void reply.header('connection', 'close');
    done(refused);
  });
  server.addHook('onSend', ({ raw }, reply, _payload, done) => {
    if (announcesBody(raw) && !raw.complete) void reply.header('connection', 'close');
    done();
  });
}

function announcesBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0;
}
