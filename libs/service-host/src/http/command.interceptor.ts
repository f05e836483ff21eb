import { applyDecorators, Injectable, SetMetadata } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiExtension } from '@nestjs/swagger';
import { sessionIfAny } from '@rotables/access';
import { DomainError } from '@rotables/domain-kernel';
import type { JsonValue, Session } from '@rotables/domain-kernel';
import { hashOfBody, IdempotencyKeys, parseIdempotencyKey, UnitOfWork } from '@rotables/persistence';
import type { IdempotentAnswer, StoredAnswer } from '@rotables/persistence';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom } from 'rxjs';
import type { Observable } from 'rxjs';
import { ServiceMetrics } from '../observability/service-metrics.js';
import { askedBy, traceparentOf } from './request-scope.js';

const withoutUnitOfWorkKey = 'rotables:without-unit-of-work';

/**
 * The route runs outside of a transaction and without Idempotency-Key: for uploads that are read as a stream, each part of which is
 * a transaction of its own, and for operations whose library brings its transactions along. Such a route is itself answerable
 * for having its effect once.
 */
export function WithoutUnitOfWork(): MethodDecorator & ClassDecorator {
  return applyDecorators(SetMetadata(withoutUnitOfWorkKey, true), ApiExtension('x-without-unit-of-work', true));
}

const readingMethods: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

export function isReading(method: string): boolean {
  return readingMethods.includes(method);
}

/**
 * Runs every route of a known caller in one transaction under that caller's row-level security: a query in one that is read-only, a command
 * together with its idempotency key, so that the effect, the key and the answer are committed together or not at all.
 */
@Injectable()
export class CommandInterceptor implements NestInterceptor {
  private readonly keys = new IdempotencyKeys();

  constructor(
    private readonly reflector: Reflector,
    private readonly unitOfWork: UnitOfWork,
    private readonly metrics: ServiceMetrics,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const session = sessionIfAny(request);
    const targets = [context.getHandler(), context.getClass()];
    const without = this.reflector.getAllAndOverride<boolean | undefined>(withoutUnitOfWorkKey, targets) ?? false;
    if (session === undefined || without) return next.handle();
    if (isReading(request.method)) return from(this.query(session, request, next));
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const command = `${context.getClass().name}.${context.getHandler().name}`;
    return from(this.measured(command, () => this.command(session, request, reply, next), reply));
  }

  private query(session: Session, request: FastifyRequest, next: CallHandler<unknown>): Promise<unknown> {
    const options = { readOnly: true, traceparent: traceparentOf(request) };
    return this.unitOfWork.run(session, () => resultOf(next), options);
  }

  private async command(
    session: Session,
    request: FastifyRequest,
    reply: FastifyReply,
    next: CallHandler<unknown>,
  ): Promise<IdempotentAnswer> {
    const idempotent = {
      key: parseIdempotencyKey(request.headers['idempotency-key']),
      route: `${request.method} ${request.url}`,
      bodyHash: hashOfBody(request.body),
    };
    const handled = async (): Promise<StoredAnswer> => {
      const response = asJson(await resultOf(next));
      return { status: reply.statusCode, response };
    };
    return this.unitOfWork.run(session, () => this.keys.once(idempotent, handled), askedBy(request));
  }

  private async measured(command: string, run: () => Promise<IdempotentAnswer>, reply: FastifyReply): Promise<unknown> {
    const started = performance.now();
    let outcome = 'internal-error';
    try {
      const { status, response, replayed } = await run();
      outcome = replayed ? 'replayed' : 'done';
      void reply.code(status);
      if (replayed) void reply.header('idempotency-replayed', 'true');
      return response ?? undefined;
    } catch (error) {
      if (error instanceof DomainError) outcome = error.code;
      throw error;
    } finally {
      this.metrics.observeCommand(command, outcome, (performance.now() - started) / 1_000);
    }
  }
}

function resultOf(next: CallHandler<unknown>): Promise<unknown> {
  return lastValueFrom(next.handle(), { defaultValue: undefined });
}

/** The first answer goes through the same form as its replay, so that both are the same byte for byte. */
function asJson(result: unknown): JsonValue {
  return result === undefined ? null : (JSON.parse(JSON.stringify(result)) as JsonValue);
}
