import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueToken } from './issue-token.js';
import { ensureKeyPair, loadPrivateKey, loadPublicKey } from './key-pair.js';
import { TokenVerifier } from './token-verifier.js';

describe('the key pair of an installation', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rotables-keys-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('is made once, the private half for its owner alone', async () => {
    const files = await ensureKeyPair(join(directory, 'keys'));
    const first = await readFile(files.privateKeyPath, 'utf8');
    expect((await stat(files.privateKeyPath)).mode & 0o777).toBe(0o600);
    await ensureKeyPair(join(directory, 'keys'));
    expect(await readFile(files.privateKeyPath, 'utf8')).toBe(first);
    const token = await issueToken(
      { subject: 'wh01', name: 'Li', roles: ['warehouse'], cities: 'all', minutes: 5 },
      await loadPrivateKey(files.privateKeyPath),
    );
    const verifier = await TokenVerifier.fromFile(files.publicKeyPath);
    expect(verifier.verify(token)).toMatchObject({ actor: 'wh01' });
  });

  it('is the same for all who start at once, and nothing else is left lying', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => ensureKeyPair(directory)));
    const publicKeys = await Promise.all(all.map(async ({ publicKeyPath }) => readFile(publicKeyPath, 'utf8')));
    expect(new Set(publicKeys).size).toBe(1);
    expect((await readdir(directory)).sort()).toEqual(['access-private-key.pem', 'access-public-key.pem']);
  });

  it('gets its public half back from the private one', async () => {
    const { publicKeyPath } = await ensureKeyPair(directory);
    const before = await readFile(publicKeyPath, 'utf8');
    await rm(publicKeyPath);
    await ensureKeyPair(directory);
    expect(await readFile(publicKeyPath, 'utf8')).toBe(before);
  });

  it('is refused when others can read the private half, or when the file is no Ed25519 key', async () => {
    const { privateKeyPath, publicKeyPath } = await ensureKeyPair(directory);
    await chmod(privateKeyPath, 0o644);
    await expect(ensureKeyPair(directory)).rejects.toThrow(`run "chmod 600 ${privateKeyPath}"`);
    await writeFile(publicKeyPath, 'nothing');
    await expect(loadPublicKey(publicKeyPath)).rejects.toThrow(`${publicKeyPath} holds no key in PEM form`);
    await expect(loadPublicKey(join(directory, 'none.pem'))).rejects.toThrow('cannot be read');
  });
});
