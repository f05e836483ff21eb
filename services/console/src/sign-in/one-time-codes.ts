import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

/** As every authenticator application reckons (RFC 6238): six digits, every 30 seconds, SHA-1. */
const period = 30;
const parameters = { issuer: 'Rotables', algorithm: 'SHA1', digits: 6, period } as const;

/** In Base32, 160 bits. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What the authenticator application reads from the picture. */
export function totpAddress(account: string, secret: string): string {
  return new TOTP({ ...parameters, label: account, secret }).toString();
}

/**
 * The step in whose time the code was good, or null. One step to either side is let pass, for clocks that go wrong; a step that was used, or
 * one before it, is not, so that a code that somebody has watched being typed is worth nothing.
 */
export function stepOfCode(secret: string, code: string, lastStep: number, now = new Date()): number | null {
  const delta = new TOTP({ ...parameters, secret }).validate({
    token: code.replaceAll(/\s/g, ''),
    timestamp: now.getTime(),
    window: 1,
  });
  if (delta === null) return null;
  const step = Math.floor(now.getTime() / 1000 / period) + delta;
  return step > lastStep ? step : null;
}

/** For a phone that is lost; each lets in once. 80 bits, so a fast hash is enough to keep. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: 8 }, () => {
    const text = randomBytes(10).toString('hex');
    return [text.slice(0, 5), text.slice(5, 10), text.slice(10, 15), text.slice(15)].join('-');
  });
}
