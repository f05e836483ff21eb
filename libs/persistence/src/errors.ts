import { DomainError } from '@rotables/domain-kernel';

/** The database cannot take this piece of work now; the same work may succeed a little later. */
export abstract class TemporarilyUnavailable extends DomainError {
  readonly kind = 'unavailable';

  constructor(
    message: string,
    readonly retryAfterSeconds: number,
    options: { readonly cause?: unknown } = {},
  ) {
    super(message, { retryAfterSeconds });
    if (options.cause !== undefined) this.cause = options.cause;
  }
}

/** Every connection is in use and the queue for one is full, or the wait for one was too long. */
export class DatabaseBusy extends TemporarilyUnavailable {
  readonly code = 'database-busy';
}

/** The database does not answer, or the connection broke in the middle. Whether a commit under way took effect is unknown. */
export class DatabaseUnreachable extends TemporarilyUnavailable {
  readonly code = 'database-unreachable';
}

/** Deadlocks, serialisation failures or lock time-outs went on through every attempt. */
export class DatabaseContended extends TemporarilyUnavailable {
  readonly code = 'database-contended';
}

/** The idempotency key has been used by the same actor for another request. */
export class IdempotencyKeyReused extends DomainError {
  readonly code = 'idempotency-key-reused';
  readonly kind = 'conflict';

  constructor(key: string, firstRoute: string, route: string) {
    super(
      `Idempotency-Key is "${key}", but that key already belongs to another request (${firstRoute}); ` +
        'send a new key with a new request, or the same body with the same key.',
      { idempotencyKey: key, firstRoute, route },
    );
  }
}

/** The request was answered when its actor saw cities that he does not see any more. */
export class AnswerOutOfSight extends DomainError {
  readonly code = 'answer-out-of-sight';
  readonly kind = 'forbidden';

  constructor(key: string) {
    super(
      `What was sent under Idempotency-Key "${key}" was done and answered when you saw other cities; it is not told again. ` +
        'Ask somebody who sees them, or send a new key with a new request.',
      { idempotencyKey: key },
    );
  }
}

const sqlStatePattern = /^[0-9A-Z]{5}$/;

/** The five-character SQLSTATE of an error or of what caused it, however deep an ORM has wrapped it; undefined when there is none. */
export function sqlStateOf(error: unknown): string | undefined {
  let current = error;
  for (let depth = 0; depth < 8 && current instanceof Error; depth += 1) {
    const code = 'code' in current ? current.code : undefined;
    if (typeof code === 'string' && sqlStatePattern.test(code)) return code;
    current = current.cause;
  }
  return undefined;
}

/** Deadlock detected, serialisation failure: PostgreSQL rolled the work back and asks for it again. */
export function asksForRetry(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state === '40P01' || state === '40001';
}

/** Another transaction held a lock for longer than `lock_timeout`. */
export function isLockTimeout(error: unknown): boolean {
  return sqlStateOf(error) === '55P03';
}

const connectionFaultCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** The server is shutting down, starting up, out of connections, ended the session, or cannot be reached. */
export function isConnectionFault(error: unknown): boolean {
  const state = sqlStateOf(error);
  // 08P01 is our own mistake or a value that the database cannot read; sent again, it would be the same.
  if (state === '08P01') return false;
  if (state !== undefined)
    return state.startsWith('08') || state.startsWith('57P') || state === '53300' || state === '25P03';
  let current = error;
  for (let depth = 0; depth < 8 && current instanceof Error; depth += 1) {
    if ('code' in current && typeof current.code === 'string' && connectionFaultCodes.has(current.code)) return true;
    current = current.cause;
  }
  return false;
}
