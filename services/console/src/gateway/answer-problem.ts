import { Logger } from '@nestjs/common';
import { problemOf, traceparentOf, traceIdOf, type SecurityLog } from '@rotables/service-host';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { personOf } from './browser-request.js';
import { notedPathOf, noteRefusal } from './note-refusal.js';

const log = new Logger('gateway');

/**
 * The same answers to errors as Nest's routes give, for those that are no Nest routes; who is refused is noted, and what breaks is logged with
 * the trace id that the answer names.
 */
export function answerProblems(server: FastifyInstance, security?: SecurityLog): void {
  server.setErrorHandler((error: FastifyError, request, reply) => answerProblem(error, request, reply, security));
}

export function answerProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  security?: SecurityLog,
): FastifyReply {
  const instance = request.url.split('?', 1)[0] ?? request.url;
  const traceId = traceIdOf(traceparentOf(request));
  const problem = problemOf(error, { instance, traceId });
  if (security && (problem.status === 401 || problem.status === 403 || problem.code === 'path-leads-outside'))
    noteRefusal(security, request, { actor: personOf(request), code: problem.code });
  if (problem.status === 500) log.error({ err: error, traceId, path: notedPathOf(request) }, 'a request broke');
  return reply.code(problem.status).type('application/problem+json').send(problem);
}
