import { problemOf, traceparentOf, traceIdOf } from '@rotables/service-host';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** The same answers to errors as Nest's routes give, for those that are no Nest routes. */
export function answerProblems(server: FastifyInstance): void {
  server.setErrorHandler((error: FastifyError, request, reply) => answerProblem(error, request, reply));
}

export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const instance = request.url.split('?', 1)[0] ?? request.url;
  const problem = problemOf(error, { instance, traceId: traceIdOf(traceparentOf(request)) });
  return reply.code(problem.status).type('application/problem+json').send(problem);
}
