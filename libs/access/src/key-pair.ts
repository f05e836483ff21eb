import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the two halves lie: whoever issues tokens reads the private one (mode 0600), every service the public one. */
export interface KeyPairFiles {
  readonly privateKeyPath: string;
  readonly publicKeyPath: string;
}

/**
 * The Ed25519 key pair in `directory`, made when there is none. Safe to call from several processes at once: all of them
 * end up with the same pair. Throws an Error that names the file when the private key is unreadable or open to others.
 */
export async function ensureKeyPair(directory: string): Promise<KeyPairFiles> {
  const files = {
    privateKeyPath: join(directory, 'access-private-key.pem'),
    publicKeyPath: join(directory, 'access-public-key.pem'),
  };
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await createPrivateKeyFile(files.privateKeyPath);
  const privateKey = await loadPrivateKey(files.privateKeyPath);
  await replaceFile(
    files.publicKeyPath,
    createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString(),
  );
  return files;
}

/** Throws an Error that names the file and what to do. */
export async function loadPrivateKey(path: string): Promise<KeyObject> {
  const pem = await readKeyFile(path);
  const { mode } = await stat(path);
  if ((mode & 0o077) !== 0) {
    throw new Error(
      `The private key ${path} can be read by others (mode 0${(mode & 0o777).toString(8)}); run "chmod 600 ${path}".`,
    );
  }
  return ensureEd25519(path, () => createPrivateKey(pem));
}

/** Throws an Error that names the file and what to do. */
export async function loadPublicKey(path: string): Promise<KeyObject> {
  const pem = await readKeyFile(path);
  return ensureEd25519(path, () => createPublicKey(pem));
}

async function readKeyFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The key file ${path} cannot be read (${reason}); "npm start" makes one at its first start.`, {
      cause: error,
    });
  }
}

function ensureEd25519(path: string, read: () => KeyObject): KeyObject {
  let key: KeyObject;
  try {
    key = read();
  } catch (error) {
    throw new Error(`The key file ${path} holds no key in PEM form; delete it to have a new pair made.`, {
      cause: error,
    });
  }
  if (key.asymmetricKeyType === 'ed25519') return key;
  throw new Error(
    `The key file ${path} holds a key of type ${key.asymmetricKeyType ?? 'unknown'}, but must hold Ed25519.`,
  );
}

async function createPrivateKeyFile(path: string): Promise<void> {
  const exists = await stat(path).then(
    () => true,
    () => false,
  );
  if (exists) return;
  const { privateKey } = generateKeyPairSync('ed25519');
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  try {
    // A link fails where the name is taken: of two processes that start at once one wins, and neither reads half a file.
    await link(draft, path);
  } catch (error) {
    if (!isFileExists(error)) throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function replaceFile(path: string, content: string): Promise<void> {
  const current = await readFile(path, 'utf8').catch(() => null);
  if (current === content) return;
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, content, { mode: 0o644, flag: 'wx' });
  await rename(draft, path);
}

function isFileExists(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST';
}
