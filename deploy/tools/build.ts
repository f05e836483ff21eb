/**
 * Builds everything into dist/: `node deploy/tools/build.ts [--if-stale]`.
 *
 * Runs before there is a build and without one, on Node's own type stripping; hence no import of our own modules.
 * With `--if-stale` it builds only when a source or the configuration differs from what dist/ was built from.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
  'services/*/web/**',
  '**/*.spec.ts',
  'deploy/boundaries/**',
  'deploy/e2e/**',
  'services/*/test/**',
];

/** The web client of the console is built by Vite, apart from the services, and again only when its own sources differ. */
const clientDirectory = join(root, 'dist', 'client');
const clientStampFile = join(clientDirectory, '.built-from');
const clientSources = ['services/console/web/**/*.{ts,tsx,css,html,svg,json}', 'package-lock.json'];

/** A digest over the names, sizes and times of everything a build reads; a file that is added or removed changes it too. */
function fingerprint(patterns: string[], exclude: string[]): string {
  const digest = createHash('sha256');
  for (const file of globSync(patterns, { cwd: root, exclude }).sort()) {
    const { size, mtimeMs } = statSync(join(root, file));
    digest.update(`${file}\0${size}\0${mtimeMs}\n`);
  }
  return digest.digest('hex');
}

function isFresh(stamp: string, current: string): boolean {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === current;
}

/** Everything but the client, which has a stamp of its own. */
function removeServices(): void {
  const dist = join(root, 'dist');
  for (const entry of existsSync(dist) ? readdirSync(dist) : []) {
    if (entry !== 'client') rmSync(join(dist, entry), { recursive: true, force: true });
  }
}

function buildClient(): void {
  const current = fingerprint(clientSources, ['**/node_modules/**']);
  if (isFresh(clientStampFile, current)) return;
  const started = performance.now();
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const configuration = join(root, 'services', 'console', 'web', 'vite.config.ts');
  const result = spawnSync(process.execPath, [vite, 'build', '--config', configuration, '--logLevel', 'warn'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (result.status !== 0) {
    process.stderr.write(
      `${result.stdout}${result.stderr}\nThe web client could not be built; mend it and build again.\n`,
    );
    process.exitCode = 1;
    return;
  }
  writeFileSync(clientStampFile, current);
  process.stdout.write(`Built the web client in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}

function build(current: string): void {
  const started = performance.now();
  removeServices();
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

const current = fingerprint(sources, notSources);
if (!(process.argv.includes('--if-stale') && isFresh(stampFile, current))) build(current);
buildClient();
