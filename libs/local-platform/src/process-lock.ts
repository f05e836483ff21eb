import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { readPidFile, writePidFile } from './pid-file.js';
import { isErrorWithCode, PlatformError } from './platform-error.js';
import { identityOf, isAlive, sameProcess, type ProcessIdentity } from './process-identity.js';

/** Held by one live process at a time; the lock of a process that died counts as open. */
export interface ProcessLock {
  release(): void;
}

/** @returns the lock, or the live process that holds it */
export function tryLock(path: string): ProcessLock | { readonly heldBy: ProcessIdentity } {
  mkdirSync(dirname(path), { recursive: true });
  const own = identityOf(process.pid);
  if (own === null) {
    throw new PlatformError('no-identity', 'This system does not tell when a process was started; a lock needs it.');
  }
  const claim = `${path}.${randomUUID()}`;
  writePidFile(claim, process.pid);
  try {
    for (;;) {
      // A hard link either appears with its whole content or not at all, unlike a file that is created and then written.
      if (linked(claim, path)) {
        return { release: () => releaseLock(path, own) };
      }
      const holder = readPidFile(path);
      if (holder !== null && isAlive(holder)) {
        return { heldBy: holder };
      }
      clearStale(path);
    }
  } finally {
    rmSync(claim, { force: true });
  }
}

function linked(claim: string, path: string): boolean {
  try {
    linkSync(claim, path);
    return true;
  } catch (error) {
    if (isErrorWithCode(error, 'EEXIST')) {
      return false;
    }
    throw error;
  }
}

/** Takes a dead holder's lock away. If another process renewed it in between, its lock is put back. */
function clearStale(path: string): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (isErrorWithCode(error, 'ENOENT')) {
      return;
    }
    throw error;
  }
  const taken = readPidFile(aside);
  if (taken !== null && isAlive(taken)) {
    linked(aside, path);
  }
  rmSync(aside, { force: true });
}

function releaseLock(path: string, own: ProcessIdentity): void {
  const holder = readPidFile(path);
  if (holder !== null && sameProcess(holder, own)) {
    rmSync(path, { force: true });
  }
}
