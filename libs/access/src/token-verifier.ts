import { verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { InvalidInput, SystemClock } from '@rotables/domain-kernel';
import type { Clock, Session } from '@rotables/domain-kernel';
import { TokenExpired, TokenInvalid } from './access.errors.js';
import { sessionFromClaims, tokenAlgorithm, tokenAudience, tokenIssuer } from './claims.js';
import { loadPublicKey } from './key-pair.js';

/** Machines of one installation disagree by little. */
const clockToleranceSeconds = 5;
/** A token of ours has some hundred bytes; whatever is far longer is not worth a signature check. */
const longestTokenCharacters = 8_192;
const compactForm = /^([\w-]+)\.([\w-]+)\.([\w-]*)$/;

type JsonMembers = Readonly<Record<string, unknown>>;

/**
 * Tells a token of this installation (a JWT in compact form, RFC 7519) from anything else; one signature check per call, no state. The
 * check is made at once: jose would hand it to a thread and back, which costs as much again as the check.
 */
export class TokenVerifier {
  constructor(
    private readonly publicKey: KeyObject,
    private readonly clock: Clock = new SystemClock(),
  ) {}

  static async fromFile(publicKeyPath: string): Promise<TokenVerifier> {
    return new TokenVerifier(await loadPublicKey(publicKeyPath));
  }

  /** Throws TokenExpired, or TokenInvalid with the reason. */
  verify(token: string): Session {
    if (token.length > longestTokenCharacters) {
      throw new TokenInvalid(`it has ${token.length} characters, and a token has at most ${longestTokenCharacters}`);
    }
    const claims = this.signedClaims(token);
    ensureClaimsHold(claims, this.clock.now().getTime() / 1_000);
    const { sub, name, roles, cities, address } = claims;
    try {
      return sessionFromClaims({ subject: sub, name, roles, cities, address });
    } catch (error) {
      if (error instanceof InvalidInput) throw new TokenInvalid(error.message.replace(/\.$/, ''));
      throw error;
    }
  }

  /** Nothing that a token says counts before its signature does, but for the algorithm, which must be ours. */
  private signedClaims(token: string): JsonMembers {
    const [, header = '', payload = '', signature = ''] = compactForm.exec(token) ?? [];
    const { alg, crit } = membersOf(header, 'header');
    if (alg !== tokenAlgorithm) throw new TokenInvalid(`its algorithm is not ${tokenAlgorithm}`);
    if (crit !== undefined)
      throw new TokenInvalid(`its header names extensions (${JSON.stringify(crit)}), and none is known`);
    const signed = Buffer.from(`${header}.${payload}`, 'ascii');
    if (!verify(null, signed, this.publicKey, Buffer.from(signature, 'base64url'))) {
      throw new TokenInvalid('its signature does not fit the key of this installation (ACCESS_PUBLIC_KEY)');
    }
    return membersOf(payload, 'payload');
  }
}

function membersOf(encoded: string, part: string): JsonMembers {
  try {
    const value: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
    if (isMembers(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new TokenInvalid(`it is no signed token (its ${part} is no JSON object)`);
}

function isMembers(value: unknown): value is JsonMembers {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const instant = 'a number of seconds since 1970';

/** What each claim must be; the expectation completes the sentence "… but must be …". */
const requiredClaims: readonly { claim: string; expectation: string; holds: (value: unknown) => boolean }[] = [
  { claim: 'iss', expectation: `"${tokenIssuer}"`, holds: (value) => value === tokenIssuer },
  { claim: 'aud', expectation: `"${tokenAudience}"`, holds: isForUs },
  { claim: 'sub', expectation: 'an actor', holds: (value) => typeof value === 'string' },
  { claim: 'iat', expectation: instant, holds: Number.isFinite },
  { claim: 'exp', expectation: instant, holds: Number.isFinite },
];

function isForUs(audience: unknown): boolean {
  return audience === tokenAudience || (Array.isArray(audience) && audience.includes(tokenAudience));
}

function ensureClaimsHold(claims: JsonMembers, nowSeconds: number): void {
  for (const { claim, expectation, holds } of requiredClaims) {
    if (!holds(claims[claim])) throw claimProblem(claims, claim, expectation);
  }
  const { sub, exp, nbf } = claims;
  if (nbf !== undefined && !(typeof nbf === 'number' && nbf <= nowSeconds + clockToleranceSeconds)) {
    throw claimProblem(claims, 'nbf', `${instant}, and not in the future`);
  }
  if (Number(exp) <= nowSeconds - clockToleranceSeconds)
    throw new TokenExpired(String(sub), new Date(Number(exp) * 1_000));
}

function claimProblem(claims: JsonMembers, claim: string, expectation: string): TokenInvalid {
  const found = claim in claims ? JSON.stringify(claims[claim]) : 'missing';
  return new TokenInvalid(`its claim "${claim}" is ${found}, but must be ${expectation}`);
}
