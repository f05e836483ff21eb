import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface GeneratedFile {
  /** Path from the top of the repository. */
  readonly path: string;
  readonly content: string;
  /** The command that writes it anew. */
  readonly command: string;
}

/**
 * Writes a generated file, or with `--check` among the arguments compares it with what is committed.
 * A difference is reported with the first line that differs, and makes the process exit with 1.
 */
export function writeOrCheck(file: GeneratedFile, commandLine: readonly string[]): void {
  const committed = existsSync(file.path) ? readFileSync(file.path, 'utf8') : undefined;
  if (committed === file.content) {
    process.stdout.write(`${file.path} is up to date\n`);
    return;
  }
  if (commandLine.includes('--check')) {
    process.stderr.write(`${describeDifference(file, committed)} Run \`${file.command}\` and commit the result.\n`);
    process.exitCode = 1;
    return;
  }
  mkdirSync(dirname(file.path), { recursive: true });
  writeFileSync(file.path, file.content);
  process.stdout.write(`${file.path} written\n`);
}

/** One sentence that says what is stale, and from which line on. */
export function describeDifference(file: GeneratedFile, committed: string | undefined): string {
  if (committed === undefined) return `${file.path} is missing.`;
  const expected = file.content.split('\n');
  const found = committed.split('\n');
  const index = expected.findIndex((line, at) => line !== found[at]);
  const at = index === -1 ? expected.length : index;
  return `${file.path} is stale from line ${at + 1} on: it has '${(found[at] ?? '').trim()}', should have '${(expected[at] ?? '').trim()}'.`;
}
