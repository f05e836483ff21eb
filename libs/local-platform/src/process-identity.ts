import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';

/**
 * A process, named so that a later process under the same number is never taken for it: the number alone is reused by
 * the system, the number together with the moment of its start is not.
 */
export interface ProcessIdentity {
  readonly pid: number;
  /** Opaque: on Linux the boot and the tick of the start, elsewhere the start time as `ps` prints it. */
  readonly startedAt: string;
}

/** The identity of a live process, or null when there is none under that number (a zombie counts as none). */
export function identityOf(pid: number): ProcessIdentity | null {
  const startedAt = process.platform === 'linux' ? startOnLinux(pid) : startByPs(pid);
  return startedAt === null ? null : { pid, startedAt };
}

/** Whether this very process, and not a later one under its number, is alive. */
export function isAlive(identity: ProcessIdentity): boolean {
  return identityOf(identity.pid)?.startedAt === identity.startedAt;
}

export function sameProcess(one: ProcessIdentity, other: ProcessIdentity): boolean {
  return one.pid === other.pid && one.startedAt === other.startedAt;
}

/** Sends the signal only if this very process is alive. @returns whether it was sent */
export function signalProcess(identity: ProcessIdentity, signal: NodeJS.Signals): boolean {
  if (!isAlive(identity)) {
    return false;
  }
  try {
    return process.kill(identity.pid, signal);
  } catch {
    // It ended between the look and the signal, or belongs to somebody else.
    return false;
  }
}

/** What an operator would recognise a process by: its command line, shortened; null where the system does not tell. */
export function commandOf(pid: number): string | null {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean);
    const line = words.length > 0 ? words.join(' ') : readlinkSync(`/proc/${pid}/exe`);
    return line.length > 80 ? `${line.slice(0, 79)}…` : line;
  } catch {
    return null;
  }
}

function startOnLinux(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name stands in parentheses and may itself contain spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state] = fields;
    const threads = Number(fields[17]);
    const startTick = fields[19];
    // A killed process shows its first thread as a zombie while others still end, and until they have it holds its files and ports.
    const hasEnded = state === 'X' || (state === 'Z' && threads <= 1);
    return startTick === undefined || hasEnded ? null : `${bootId()}/${startTick}`;
  } catch {
    return null;
  }
}

let knownBootId: string | undefined;

function bootId(): string {
  knownBootId ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return knownBootId;
}

function startByPs(pid: number): string | null {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return line === '' || line.startsWith('Z') ? null : line.replace(/^\S+\s+/, '');
  } catch {
    return null;
  }
}
