import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits: nobody guesses it, so a fast hash of it is enough to keep. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/**
 * What a page must send along with every change. It follows from the session's secret, which pages cannot read (httpOnly), so only a
 * page that could ask the console for it, one of the same origin, knows it.
 */
export function forgeryTokenOf(secret: string): string {
  return createHash('sha256').update(`forgery-token:${secret}`).digest('base64url');
}

export function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
