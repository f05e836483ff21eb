/**
 * Builds everything into dist/: `node deploy/tools/build.ts [--if-stale]`.
 *
 * Runs before there is a build and without one, on Node's own type stripping; hence no import of our own modules.
 * With `--if-stale` it builds only when a source or the configuration differs from what dist/ was built from.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const stampFile = join(root, 'dist', '.built-from');

const sources = [
  '{contracts,libs,services,deploy}/**/*.ts',
  '{package-lock,nest-cli,tsconfig,tsconfig.build}.json',
  '.swcrc',
];
const notSources = [
  '**/node_modules/**',
  '**/*.spec.ts',
  'deploy/boundaries/**',
  'deploy/e2e/**',
  'services/*/test/**',
];

/** A digest over the names, sizes and times of everything the build reads; a file that is added or removed changes it too. */
function fingerprint(): string {
  const digest = createHash('sha256');
  for (const file of globSync(sources, { cwd: root, exclude: notSources }).sort()) {
    const { size, mtimeMs } = statSync(join(root, file));
    digest.update(`${file}\0${size}\0${mtimeMs}\n`);
  }
  return digest.digest('hex');
}

function isFresh(current: string): boolean {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === current;
}

function build(current: string): void {
  const started = performance.now();
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const nest = join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  const result = spawnSync(process.execPath, [nest, 'build', '--all'], { cwd: root, encoding: 'utf8' });
  if (result.status !== 0) {
    process.stderr.write(
      `${result.stdout}${result.stderr}\nThe build failed; dist/ is incomplete until it is mended.\n`,
    );
    process.exitCode = 1;
    return;
  }
  // The stamp holds the state from before the build: a file saved meanwhile makes the next start build again.
  writeFileSync(stampFile, current);
  process.stdout.write(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}

const current = fingerprint();
if (!(process.argv.includes('--if-stale') && isFresh(current))) build(current);
