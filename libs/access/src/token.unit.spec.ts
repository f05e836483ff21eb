import { generateKeyPairSync, sign } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { FixedClock } from '@rotables/domain-kernel';
import { issueToken } from './issue-token.js';
import type { TokenRequest } from './issue-token.js';
import { TokenVerifier } from './token-verifier.js';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const now = new Date('2026-11-23T08:00:00Z');
const verifier = new TokenVerifier(publicKey, new FixedClock(now));

const clerk: TokenRequest = {
  subject: 'dl-clerk',
  name: '王芳',
  roles: ['branch-clerk'],
  cities: ['DL'],
  minutes: 60,
  issuedAt: now,
};
const issue = (changes: Partial<TokenRequest> = {}) => issueToken({ ...clerk, ...changes }, privateKey);

/** A token that our own issuer would not write. */
function foreignToken(
  changes: {
    issuer?: string;
    audience?: string | string[];
    claims?: Record<string, unknown>;
    header?: Record<string, unknown>;
  } = {},
) {
  return new SignJWT({ name: 'Wang', roles: ['warehouse'], cities: 'all', ...changes.claims })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setSubject('wh01')
    .setIssuer(changes.issuer ?? 'rotables')
    .setAudience(changes.audience ?? 'rotables-services')
    .setIssuedAt(now.getTime() / 1_000)
    .setExpirationTime(now.getTime() / 1_000 + 60)
    .sign(privateKey);
}

describe('tokens', () => {
  it('say who, in which roles, over which cities', async () => {
    expect(verifier.verify(await issue())).toEqual({
      actor: 'dl-clerk',
      name: '王芳',
      roles: ['branch-clerk'],
      cities: ['DL'],
    });
    const approver = await issue({ roles: ['headquarters-approver', 'finance'], cities: 'all' });
    expect(verifier.verify(approver)).toMatchObject({
      roles: ['headquarters-approver', 'finance'],
      cities: 'all',
    });
  });

  it('X8 say from where their bearer asks, where somebody stands between, and nothing that is no address', async () => {
    expect(verifier.verify(await issue({ address: '2001:db8::7' }))).toMatchObject({ address: '2001:db8::7' });
    await expect(issue({ address: 'the office' })).rejects.toMatchObject({ field: 'address' });
    expect(refusalOf(await foreignToken({ claims: { address: ['10.0.0.1'] } }))).toMatchObject({
      code: 'token-invalid',
    });
  });

  it('end, and say when they ended and how to get another', async () => {
    const late = new TokenVerifier(publicKey, new FixedClock(new Date('2026-11-23T09:00:06Z')));
    expect(refusalOf(await issue(), late)).toMatchObject({
      code: 'token-expired',
      kind: 'unauthenticated',
      message: expect.stringMatching(/^The token of dl-clerk expired at 2026-11-23T09:00:00.000Z; .*npm run token/),
    });
    const justStillGood = new TokenVerifier(publicKey, new FixedClock(new Date('2026-11-23T09:00:04Z')));
    expect(justStillGood.verify(await issue())).toMatchObject({ actor: 'dl-clerk' });
  });

  it.each([
    [
      'wrong audience',
      () => foreignToken({ audience: 'shop' }),
      'its claim "aud" is "shop", but must be "rotables-services"',
    ],
    ['wrong issuer', () => foreignToken({ issuer: 'else' }), 'its claim "iss" is "else", but must be "rotables"'],
    [
      'unknown role',
      () => foreignToken({ claims: { roles: ['superuser'] } }),
      'roles[0] is "superuser", but must be one of branch-clerk',
    ],
    ['no role', () => foreignToken({ claims: { roles: [] } }), 'roles is [], but must be a list of one or more'],
    [
      'a branch role over all cities',
      () => foreignToken({ claims: { roles: ['branch-head'] } }),
      'sees its own cities only (O3)',
    ],
    [
      'a city that is a wildcard',
      () => foreignToken({ claims: { cities: ['*'] } }),
      'cities[0] is "*", but must be a city code',
    ],
    [
      'not to be used yet',
      () => foreignToken({ claims: { nbf: now.getTime() / 1_000 + 6 } }),
      'its claim "nbf" is 1795420806, but must be a number of seconds since 1970, and not in the future',
    ],
    [
      'no end',
      () => signed({ iss: 'rotables', aud: 'rotables-services', sub: 'wh01', iat: 1 }),
      'its claim "exp" is missing, but must be a number of seconds since 1970',
    ],
    [
      'nobody',
      () => signed({ iss: 'rotables', aud: 'rotables-services', iat: 1, exp: 9e9 }),
      'its claim "sub" is missing',
    ],
    [
      'extensions that change its meaning',
      () => Promise.resolve(withHeader({ alg: 'EdDSA', crit: ['b64'], b64: false })),
      'its header names extensions (["b64"])',
    ],
    ['a secret in place of a signature', () => bySecret(), 'its algorithm is not EdDSA'],
    ['no object', () => Promise.resolve(withHeader('EdDSA')), 'its header is no JSON object'],
    ['no signature', () => Promise.resolve(unsigned()), 'its algorithm is not EdDSA'],
    ['garbage', () => Promise.resolve('garbage'), 'it is no signed token'],
    ['far too long', () => Promise.resolve('x'.repeat(9_000)), 'it has 9000 characters'],
    [
      'another installation',
      () => issueToken(clerk, generateKeyPairSync('ed25519').privateKey),
      'its signature does not fit the key',
    ],
  ])('are refused with the reason: %s', async (_case, token, reason) => {
    expect(refusalOf(await token())).toMatchObject({
      code: 'token-invalid',
      message: expect.stringContaining(reason),
    });
  });

  it('are refused when one character of the payload was changed', async () => {
    const [header = '', payload = '', signature = ''] = (await issue()).split('.');
    const forged = Buffer.from(Buffer.from(payload, 'base64url').toString().replace('"DL"', '"AS"')).toString(
      'base64url',
    );
    expect(refusalOf([header, forged, signature].join('.'))).toMatchObject({ code: 'token-invalid' });
  });

  it('are taken where they name more than one audience, ours among them', async () => {
    const token = await foreignToken({ audience: ['shop', 'rotables-services'] });
    expect(verifier.verify(token)).toMatchObject({ actor: 'wh01' });
  });

  it.each([
    ['minutes', { minutes: 0 }, 'minutes is 0, but must be a number from 1 to 1440.'],
    ['minutes', { minutes: 1_441 }, 'minutes is 1441'],
    ['subject', { subject: 'a b' }, 'subject is "a b"'],
    ['name', { name: ' ' }, 'name is " "'],
    ['cities', { cities: [] }, 'cities is []'],
    [
      'O3 the auditor beside another role',
      { roles: ['auditor', 'finance'] as const, cities: 'all' as const },
      'an auditor changes nothing',
    ],
  ])('are not issued with a bad field: %s', async (_field, changes, message) => {
    await expect(issue(changes)).rejects.toThrow(message);
  });
});

function refusalOf(token: string, by: TokenVerifier = verifier): unknown {
  try {
    return by.verify(token);
  } catch (error) {
    return error;
  }
}

/** Claims under our own key, whatever they say. */
function signed(claims: Record<string, unknown>): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA' }).sign(privateKey);
}

/** The public half taken for the secret of another algorithm. */
function bySecret(): Promise<string> {
  const secret = publicKey.export({ type: 'spki', format: 'der' });
  return new SignJWT({ roles: ['warehouse'], cities: 'all' }).setProtectedHeader({ alg: 'HS256' }).sign(secret);
}

/** Signed over what stands there, so that only the header is to blame. */
function withHeader(header: unknown): string {
  const encoded = [header, { sub: 'wh01' }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const text = encoded.join('.');
  return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`;
}

function unsigned(): string {
  return new UnsecuredJWT({ roles: ['warehouse'], cities: 'all', name: 'Wang' })
    .setIssuer('rotables')
    .setAudience('rotables-services')
    .setSubject('wh01')
    .setIssuedAt()
    .setExpirationTime('1h')
    .encode();
}
