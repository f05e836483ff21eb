import { AsyncLocalStorage } from 'node:async_hooks';
import type { LoggerService } from '@nestjs/common';
import { UnitOfWork } from '@rotables/persistence';
import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import type { LogLevel } from '../configuration/service-configuration.js';
import { traceIdOf } from './trace.js';

/** What the lines written now are about. */
interface LogScope {
  readonly log: Logger;
  readonly traceparent: string | undefined;
}

const scope = new AsyncLocalStorage<LogScope>();

export interface LogOptions {
  readonly service: string;
  readonly instance: string;
  readonly level: LogLevel;
  /** Standard output where none is given. */
  readonly destination?: DestinationStream;
}

/** One JSON line per entry, with the service, its instance and the trace under way. */
export function createLog({ service, instance, level, destination }: LogOptions): Logger {
  const options = {
    level,
    base: { service, instance },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    mixin: () => {
      const traceparent = currentTraceparent();
      return traceparent === undefined ? {} : { traceId: traceIdOf(traceparent) };
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** Runs `work` so that everything written below it belongs to this service and this trace. */
export function withLogScope<Result>(log: Logger, traceparent: string | undefined, work: () => Result): Result {
  return scope.run({ log, traceparent }, work);
}

/** The W3C trace context of the request or event under way. */
export function currentTraceparent(): string | undefined {
  return (
    scope.getStore()?.traceparent ?? (UnitOfWork.isRunning() ? (UnitOfWork.traceparent() ?? undefined) : undefined)
  );
}

/**
 * Nest's logger over pino. Nest keeps one logger per process, whereas several services may share one: a line goes to the log of
 * the service in whose scope it is written, and to `fallback` outside of all.
 */
export class NestLog implements LoggerService {
  constructor(private readonly fallback: Logger) {}

  log(message: unknown, ...rest: readonly unknown[]): void {
    this.write('info', message, rest);
  }

  warn(message: unknown, ...rest: readonly unknown[]): void {
    this.write('warn', message, rest);
  }

  error(message: unknown, ...rest: readonly unknown[]): void {
    this.write('error', message, rest);
  }

  fatal(message: unknown, ...rest: readonly unknown[]): void {
    this.write('fatal', message, rest);
  }

  debug(message: unknown, ...rest: readonly unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: readonly unknown[]): void {
    this.write('trace', message, rest);
  }

  /**
   * Nest passes the name of the part last; before it come a stack or further values. Fields are taken as pino takes them: first, with the
   * sentence behind them.
   */
  private write(
    level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal',
    message: unknown,
    rest: readonly unknown[],
  ): void {
    const part = typeof rest.at(-1) === 'string' ? rest.at(-1) : undefined;
    const values = (part === undefined ? rest : rest.slice(0, -1)).filter((value) => value !== undefined);
    const { fields, sentence, further } = lineOf(message, values);
    const all = {
      ...fields,
      ...(part === undefined ? {} : { part }),
      ...(further.length === 0 ? {} : { further }),
    };
    const log = scope.getStore()?.log ?? this.fallback;
    log[level](all, sentence);
  }
}

interface Line {
  readonly fields: object;
  readonly sentence: string;
  readonly further: readonly unknown[];
}

function lineOf(message: unknown, values: readonly unknown[]): Line {
  if (message instanceof Error) return { fields: { err: message }, sentence: message.message, further: values };
  if (typeof message !== 'object' || message === null)
    return { fields: {}, sentence: String(message), further: values };
  const [sentence, ...further] = values;
  return typeof sentence === 'string'
    ? { fields: message, sentence, further }
    : { fields: message, sentence: '', further: values };
}
