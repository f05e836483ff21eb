import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { canBind, type RunAs } from './bound-process.js';
import { PlatformError } from './platform-error.js';

/**
 * PostgreSQL refuses to run as root. Under root it runs as the system's user `postgres`, else as `nobody`, so that no
 * user has to be made on the host; where a directory on the way is closed to that user (a checkout below /root), it
 * keeps root's right to pass through.
 * @param paths what the server must reach
 * @returns null when this process is not root
 * @throws PlatformError 'root-without-postgres-user'
 */
export function postgresUser(paths: readonly string[]): RunAs | null {
  if (process.getuid?.() !== 0) {
    return null;
  }
  const user = systemUser('postgres') ?? systemUser('nobody');
  const closed = paths.map(closedAncestor).find((directory) => directory !== null);
  if (user === null || (closed !== undefined && !canBind())) {
    const reason = user === null ? 'there is neither a user postgres nor nobody' : `${closed} is closed to other users`;
    throw new PlatformError(
      'root-without-postgres-user',
      `PostgreSQL refuses to run as root, and ${reason}. ` +
        'Start as an ordinary user, install util-linux (setpriv), or set DATABASE_URL to a PostgreSQL that runs already.',
    );
  }
  return { ...user, keepFileAccess: closed !== undefined };
}

function systemUser(name: string): { uid: number; gid: number } | null {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined ? null : { uid: Number(uid), gid: Number(gid) };
}

const othersMayPass = 0o001;

function closedAncestor(path: string): string | null {
  for (let directory = dirname(resolve(path)); directory !== dirname(directory); directory = dirname(directory)) {
    if ((statSync(directory).mode & othersMayPass) === 0) {
      return directory;
    }
  }
  return null;
}
