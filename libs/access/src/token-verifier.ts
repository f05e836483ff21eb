import type { KeyObject } from 'node:crypto';
import { errors, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import { InvalidInput, SystemClock } from '@rotables/domain-kernel';
import type { Clock, Session } from '@rotables/domain-kernel';
import { TokenExpired, TokenInvalid } from './access.errors.js';
import { sessionFromClaims, tokenAlgorithm, tokenAudience, tokenIssuer } from './claims.js';
import { loadPublicKey } from './key-pair.js';

/** Machines of one installation disagree by little. */
const clockToleranceSeconds = 5;
/** A token of ours has some hundred bytes; whatever is far longer is not worth a signature check. */
const longestTokenCharacters = 8_192;

/** Tells a token of this installation from anything else; one signature check per call, no state. */
export class TokenVerifier {
  constructor(
    private readonly publicKey: KeyObject,
    private readonly clock: Clock = new SystemClock(),
  ) {}

  static async fromFile(publicKeyPath: string): Promise<TokenVerifier> {
    return new TokenVerifier(await loadPublicKey(publicKeyPath));
  }

  /** Throws TokenExpired, or TokenInvalid with the reason. */
  async verify(token: string): Promise<Session> {
    if (token.length > longestTokenCharacters) {
      throw new TokenInvalid(`it has ${token.length} characters, and a token has at most ${longestTokenCharacters}`);
    }
    const { sub, name, roles, cities } = await this.verifiedPayload(token);
    try {
      return sessionFromClaims({ subject: sub, name, roles, cities });
    } catch (error) {
      if (error instanceof InvalidInput) throw new TokenInvalid(error.message.replace(/\.$/, ''));
      throw error;
    }
  }

  private async verifiedPayload(token: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, this.publicKey, {
        issuer: tokenIssuer,
        audience: tokenAudience,
        algorithms: [tokenAlgorithm],
        requiredClaims: ['exp', 'iat', 'sub'],
        clockTolerance: clockToleranceSeconds,
        currentDate: this.clock.now(),
      });
      return payload;
    } catch (error) {
      throw refusalOf(error);
    }
  }
}

function refusalOf(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) {
    return new TokenExpired(error.payload.sub ?? 'nobody', new Date((error.payload.exp ?? 0) * 1_000));
  }
  if (error instanceof errors.JWTClaimValidationFailed) return new TokenInvalid(claimProblem(error));
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return new TokenInvalid('its signature does not fit the key of this installation (ACCESS_PUBLIC_KEY)');
  }
  if (error instanceof errors.JOSEAlgNotAllowed) return new TokenInvalid(`its algorithm is not ${tokenAlgorithm}`);
  if (error instanceof errors.JOSEError) return new TokenInvalid(`it is no signed token (${error.message})`);
  return error;
}

function claimProblem({ claim, reason, payload }: errors.JWTClaimValidationFailed): string {
  const expected: Readonly<Record<string, string>> = { iss: tokenIssuer, aud: tokenAudience };
  const found = claim in payload ? JSON.stringify(payload[claim]) : 'missing';
  const wanted = expected[claim];
  return wanted === undefined
    ? `its claim "${claim}" is ${found} (${reason})`
    : `its claim "${claim}" is ${found}, but must be "${wanted}"`;
}
