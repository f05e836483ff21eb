import type { KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { InvalidInput } from '@rotables/domain-kernel';
import type { Role } from '@rotables/domain-kernel';
import { sessionFromClaims, tokenAlgorithm, tokenAudience, tokenIssuer } from './claims.js';

export const longestTokenMinutes = 1_440;

export interface TokenRequest {
  /** The actor, for example `WH01`. */
  readonly subject: string;
  /** The person's name, as it stands on documents. */
  readonly name: string;
  readonly roles: readonly Role[];
  /** Branch roles must name their cities (O3). */
  readonly cities: readonly string[] | 'all';
  /** From where its bearer asks; services note it instead of the address of whoever passes the request on (X8). */
  readonly address?: string;
  /** How long the token is good for: 1 to {@link longestTokenMinutes}. */
  readonly minutes: number;
  /** Seconds are enough in a token; the default is the machine's clock. */
  readonly issuedAt?: Date;
}

/** A signed bearer token. Throws InvalidInput naming the field that cannot stand in a token. */
export async function issueToken(request: TokenRequest, privateKey: KeyObject): Promise<string> {
  const session = sessionFromClaims(request);
  const { minutes } = request;
  if (!Number.isFinite(minutes) || minutes < 1 || minutes > longestTokenMinutes) {
    throw new InvalidInput('minutes', minutes, `a number from 1 to ${longestTokenMinutes}`);
  }
  const issuedAtSeconds = Math.floor((request.issuedAt ?? new Date()).getTime() / 1_000);
  const { name, roles, cities, address } = session;
  return new SignJWT({ name, roles, cities, ...(address === undefined ? {} : { address }) })
    .setProtectedHeader({ alg: tokenAlgorithm, typ: 'JWT' })
    .setSubject(session.actor)
    .setIssuer(tokenIssuer)
    .setAudience(tokenAudience)
    .setIssuedAt(issuedAtSeconds)
    .setExpirationTime(issuedAtSeconds + Math.round(minutes * 60))
    .sign(privateKey);
}
