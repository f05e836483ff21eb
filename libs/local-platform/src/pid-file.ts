import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { identityOf, isAlive, signalProcess, type ProcessIdentity } from './process-identity.js';

/** One step of ending a process: the signal, and how long to wait for it to work before the next step. */
export interface StopStep {
  readonly signal: NodeJS.Signals;
  readonly waitMilliseconds: number;
}

/** Writes who runs, so that a later start can find and end it. Synchronous: nothing may come between spawn and record. */
export function writePidFile(path: string, pid: number): ProcessIdentity | null {
  const identity = identityOf(pid);
  if (identity !== null) {
    mkdirSync(dirname(path), { recursive: true });
    const temporary = `${path}.${process.pid}`;
    writeFileSync(temporary, `${JSON.stringify(identity)}\n`);
    renameSync(temporary, path);
  }
  return identity;
}

/** @returns what the file names, alive or not; null when there is no file or it is damaged */
export function readPidFile(path: string): ProcessIdentity | null {
  try {
    return parseIdentity(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

function parseIdentity(value: unknown): ProcessIdentity | null {
  if (typeof value !== 'object' || value === null || !('pid' in value) || !('startedAt' in value)) {
    return null;
  }
  const { pid, startedAt } = value;
  return Number.isSafeInteger(pid) && typeof pid === 'number' && pid > 1 && typeof startedAt === 'string'
    ? { pid, startedAt }
    : null;
}

/** Removes the record, but only while it still names that process. */
export function removePidFile(path: string, identity: ProcessIdentity): void {
  const recorded = readPidFile(path);
  if (recorded?.pid === identity.pid && recorded.startedAt === identity.startedAt) {
    rmSync(path, { force: true });
  }
}

/**
 * Ends what an earlier, killed parent left running. A process is only signalled when its start time is the recorded
 * one, so a stranger who got the number later is never touched.
 * @returns the process that was ended, or null when nothing was left
 */
export async function reapLeftover(path: string, steps: readonly StopStep[]): Promise<ProcessIdentity | null> {
  const leftover = readPidFile(path);
  if (leftover === null || !isAlive(leftover)) {
    rmSync(path, { force: true });
    return null;
  }
  await endProcess(leftover, steps);
  rmSync(path, { force: true });
  return leftover;
}

/** Sends the signals in turn until the process is gone. Works for processes that are not our children too. */
export async function endProcess(identity: ProcessIdentity, steps: readonly StopStep[]): Promise<void> {
  for (const step of steps) {
    if (!signalProcess(identity, step.signal)) {
      return;
    }
    const deadline = Date.now() + step.waitMilliseconds;
    while (Date.now() < deadline && isAlive(identity)) {
      await delay(25);
    }
  }
}
