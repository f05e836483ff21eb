import type { JsonObject } from '@rotables/domain-kernel';
import { traceIdOf, traceparentOf, type SecurityLog } from '@rotables/service-host';
import type { FastifyRequest } from 'fastify';

const pathCharactersNoted = 200;

/** The path as it is noted and logged: without its query, which may name somebody, and cut where somebody fills it. */
export function notedPathOf({ url }: FastifyRequest): string {
  return (url.split('?', 1)[0] ?? url).slice(0, pathCharactersNoted);
}

/** That a request was refused, by whom where that is known. `more` says why. */
export function noteRefusal(
  security: SecurityLog,
  request: FastifyRequest,
  { actor, ...more }: JsonObject & { readonly actor: string | null },
): void {
  const details = { method: request.method, path: notedPathOf(request), ...more };
  security.note({ what: 'refused', actor, address: request.ip, traceId: traceIdOf(traceparentOf(request)), details });
}
