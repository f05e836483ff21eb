import { Catch } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { cutText } from '@rotables/domain-kernel';
import { sessionIfAny } from '@rotables/access';
import type { SecurityLog } from '../observability/security-log.js';
import { traceIdOf } from '../observability/trace.js';
import { problemOf, retryAfterSecondsOf, type Problem } from './problem.js';
import { addressOf, traceparentOf } from './request-scope.js';

/** A log that anybody can fill in a minute tells nobody anything. */
const longestLoggedCharacters = 500;
const longestPathNoted = 300;

/** Turns every error of every route, known or not, into one problem+json answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter<unknown> {
  constructor(
    private readonly log: Logger,
    private readonly securityLog: SecurityLog,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    // Event handlers have a filter of their own, which lets their error pass to the inbox.
    if (host.getType() !== 'http') throw error;
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const instance = request.url.split('?', 1)[0] ?? request.url;
    const problem = problemOf(error, { instance, traceId: traceIdOf(traceparentOf(request)) });
    const line = { method: request.method, path: problem.instance, status: problem.status, code: problem.code };
    if (problem.status === 401 || problem.status === 403) this.noteRefusal(request, problem);
    if (problem.status === 500) this.log.error({ ...line, err: error }, 'request failed');
    else this.log.info(line, cutText(problem.detail, longestLoggedCharacters));
    if (reply.sent) return;
    const retryAfterSeconds = retryAfterSecondsOf(error);
    if (retryAfterSeconds !== undefined) void reply.header('retry-after', retryAfterSeconds);
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer realm="rotables"');
    void reply.code(problem.status).type('application/problem+json').send(problem);
  }

  private noteRefusal(request: FastifyRequest, { instance, status, code, traceId }: Problem): void {
    this.securityLog.note({
      what: 'refused',
      actor: sessionIfAny(request)?.actor ?? null,
      address: addressOf(request),
      traceId,
      details: { method: request.method, path: instance.slice(0, longestPathNoted), status, code },
    });
  }
}
