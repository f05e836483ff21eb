import { Logger } from '@nestjs/common';
import { problemOf, traceparentOf, traceIdOf, type SecurityLog } from '@rotables/service-host';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const log = new Logger('gateway');
const pathCharactersKept = 200;

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
  const path = instance.slice(0, pathCharactersKept);
  if (problem.status === 401 || problem.status === 403 || problem.code === 'path-leads-outside') {
    const details = { method: request.method, path, code: problem.code };
    security?.note({ what: 'refused', actor: null, address: request.ip, traceId, details });
  }
  if (problem.status === 500) log.error({ err: error, traceId, path }, 'a request broke');
  return reply.code(problem.status).type('application/problem+json').send(problem);
}
