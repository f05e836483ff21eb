import { DomainError } from '@rotables/domain-kernel';
import { TransientFault } from '@rotables/event-bus';
import { asksForRetry, isConnectionFault, isLockTimeout, sqlStateOf } from '@rotables/persistence';

/**
 * Whether the same work may succeed a little later: the database is away, overloaded or out of room, or something that the handler needs is
 * unavailable. Everything else would fail again and is the event's, or the handler's, own.
 */
export function isTransient(error: unknown): boolean {
  if (error instanceof TransientFault) return true;
  if (error instanceof DomainError && error.kind === 'unavailable') return true;
  if (asksForRetry(error) || isLockTimeout(error) || isConnectionFault(error)) return true;
  // 53: insufficient resources (connections, memory, disk).
  return sqlStateOf(error)?.startsWith('53') ?? false;
}

/** The error as a sentence that can be stored. PostgreSQL takes no zero bytes in text. */
export function describeError(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : `${typeof error}: ${String(error)}`;
  return text.replaceAll('\u0000', '\uFFFD').slice(0, longestStoredError);
}

const longestStoredError = 4_000;
