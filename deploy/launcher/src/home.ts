import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PlatformError, reapLeftover, tryLock, type ProcessLock, type StopStep } from '@rotables/local-platform';

const markerFile = '.rotables-home';
const lockFile = 'launcher.lock';

/** The state directory, held by this launcher alone until it is released. */
export interface Home {
  readonly directory: string;
  path(...parts: string[]): string;
  release(): void;
}

/**
 * Takes the state directory: makes and marks it at the first start, and locks it.
 * @throws PlatformError 'foreign-directory' when it holds what no start of ours made, 'already-running'
 */
export function takeHome(directory: string): Home {
  if (!isOurs(directory)) {
    throw new PlatformError(
      'foreign-directory',
      `${directory} is not empty and was not made by an earlier start (it has no file ${markerFile}). ` +
        'Set ROTABLES_HOME to another directory, or remove this one yourself.',
    );
  }
  mkdirSync(directory, { recursive: true, mode: 0o755 });
  const lock = tryLock(join(directory, lockFile));
  if (!('release' in lock)) {
    throw new PlatformError(
      'already-running',
      `Rotables already runs on ${directory} (process ${lock.heldBy.pid}). Stop it with Ctrl-C there or \`kill ${lock.heldBy.pid}\`, ` +
        'or set ROTABLES_HOME and ROTABLES_PORT_BASE to start a second installation.',
    );
  }
  writeFileSync(
    join(directory, markerFile),
    'State of a local Rotables installation. `npm start -- --reset` deletes it.\n',
  );
  return homeAt(directory, lock);
}

function homeAt(directory: string, lock: ProcessLock): Home {
  return { directory, path: (...parts) => join(directory, ...parts), release: () => lock.release() };
}

/** Ours is what we marked, and what does not exist or is empty. A lock alone is left by a start that got no further. */
function isOurs(directory: string): boolean {
  if (!existsSync(directory)) {
    return true;
  }
  const entries = readdirSync(directory);
  return entries.includes(markerFile) || entries.every((entry) => entry.startsWith(lockFile));
}

/** Deletes everything in it but the mark and the lock. Nothing may run on it any more. */
export function emptyHome(home: Home): void {
  for (const entry of readdirSync(home.directory)) {
    if (entry !== markerFile && entry !== lockFile) {
      rmSync(home.path(entry), { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  }
}

// A service finishes what it began; PostgreSQL shuts down at once and leaves recovery to the next start.
const serviceSteps: readonly StopStep[] = [
  { signal: 'SIGTERM', waitMilliseconds: 4_000 },
  { signal: 'SIGKILL', waitMilliseconds: 1_000 },
];
const databaseSteps: readonly StopStep[] = [
  { signal: 'SIGQUIT', waitMilliseconds: 2_000 },
  { signal: 'SIGKILL', waitMilliseconds: 1_000 },
];
const brokerSteps: readonly StopStep[] = [
  { signal: 'SIGTERM', waitMilliseconds: 3_000 },
  { signal: 'SIGKILL', waitMilliseconds: 1_000 },
];

/**
 * Ends what a killed launcher left running on this home: servers too, because the kernel has asked them to end as well, and until they
 * have ended they hold the ports that this start needs.
 * @returns names of what was ended
 */
export async function reapHome(home: Home): Promise<string[]> {
  const reaped = await Promise.all(
    pidFilesBelow(home.directory).map(async (file) =>
      (await reapLeftover(file, stepsFor(home, file))) === null ? [] : [basename(file, '.pid')],
    ),
  );
  return reaped.flat();
}

function stepsFor(home: Home, file: string): readonly StopStep[] {
  if (file.startsWith(home.path('postgres'))) return databaseSteps;
  return file.startsWith(home.path('kafka')) ? brokerSteps : serviceSteps;
}

function pidFilesBelow(directory: string): string[] {
  // The database's own directory is large, closed, and has a file of the same ending that is not ours.
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) {
      return entry.name === 'data' ? [] : pidFilesBelow(path);
    }
    return entry.name.endsWith('.pid') ? [path] : [];
  });
}
