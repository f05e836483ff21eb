import type { Session } from '@rotables/domain-kernel';
import { TokenMissing } from './access.errors.js';
import type { TokenVerifier } from './token-verifier.js';

interface BearerRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Beside the request and not on it; only those whose token held. */
const verified = new WeakMap<object, Session>();

/**
 * Whose token the request bears. Asked for more than once, by whoever counts requests and by the guard, its signature is checked once.
 * Throws TokenMissing, TokenExpired or TokenInvalid.
 */
export function bearerOf(request: BearerRequest, verifier: TokenVerifier): Session {
  const known = verified.get(request);
  if (known !== undefined) return known;
  const session = verifier.verify(bearerToken(request));
  verified.set(request, session);
  return session;
}

function bearerToken(request: BearerRequest): string {
  const header = request.headers['authorization'];
  if (header === undefined || header === '') throw new TokenMissing('is missing');
  const token = typeof header === 'string' ? /^Bearer +(\S+)$/i.exec(header.trim())?.[1] : undefined;
  // The value is not repeated: a password sent by mistake must not end up in a log.
  if (token === undefined) throw new TokenMissing('is not of the form "Bearer <token>"');
  return token;
}
