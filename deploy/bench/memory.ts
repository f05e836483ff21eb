import { readdirSync, readFileSync } from 'node:fs';

/** Megabytes in memory of a process and all that descend from it; pages that processes share are counted once. */
export function megabytesOf(root: number): number {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), parentOf(Number(name))]),
  );
  const isOurs = (pid: number | undefined): boolean =>
    pid !== undefined && pid !== 0 && (pid === root || isOurs(parents.get(pid)));
  const kilobytes = [...parents.keys()].filter(isOurs).reduce((sum, pid) => sum + proportionalKilobytes(pid), 0);
  return kilobytes / 1024;
}

function parentOf(pid: number): number {
  // The name of the command stands in brackets and may hold anything; the parent is the second word behind it.
  return Number(contentOf(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ')[1] ?? 0);
}

function proportionalKilobytes(pid: number): number {
  const kilobytes = /^Pss: +(\d+) kB$/m.exec(contentOf(`/proc/${pid}/smaps_rollup`))?.[1];
  return Number(kilobytes ?? 0);
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The process has ended meanwhile.
    return '';
  }
}
