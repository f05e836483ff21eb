/**
 * `node --import <this file>` lets Node run this repository's TypeScript from its sources, with aliases and decorators.
 * Child scripts of tests are started by the hundred: this takes less than half the time of @swc-node/register, as it neither
 * loads the TypeScript compiler nor moves each module between threads, and keeps what it has compiled.
 *
 * Node runs this file itself by stripping its types; hence it imports none of ours.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, enableCompileCache, registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type * as compiler from '@swc/core';

const root = join(import.meta.dirname, '..', '..', '..');
const settings: unknown = JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8'));
const cache = join(root, 'node_modules', '.cache', 'rotables-typescript');
type Compiler = typeof compiler;

const requireFromHere = createRequire(import.meta.url);

// A quarter of what it takes a child to start is the compilation of what it loads.
enableCompileCache(join(cache, 'compiled'));

registerHooks({
  resolve: (specifier, context, nextResolve) =>
    nextResolve(sourceOf(specifier, context.parentURL) ?? specifier, context),
  load: (url, context, nextLoad) => {
    if (!url.startsWith('file:') || !url.endsWith('.ts') || url.includes('/node_modules/')) {
      return nextLoad(url, context);
    }
    return { format: 'module', source: compiled(fileURLToPath(url)), shortCircuit: true };
  },
});

/** The source that an alias, or a relative import of what the build will call `.js`, stands for. */
function sourceOf(specifier: string, parent: string | undefined): string | undefined {
  const library = /^@rotables\/([a-z-]+)$/.exec(specifier)?.[1];
  if (library !== undefined) {
    const path = library === 'contracts' ? ['contracts', 'index.ts'] : ['libs', library, 'src', 'index.ts'];
    return pathToFileURL(join(root, ...path)).href;
  }
  if (parent?.endsWith('.ts') && /^\.{1,2}\/.*\.js$/.test(specifier)) {
    const source = new URL(`${specifier.slice(0, -'.js'.length)}.ts`, parent);
    return existsSync(source) ? source.href : undefined;
  }
  return undefined;
}

function compiled(path: string): string {
  const source = readFileSync(path, 'utf8');
  const digest = createHash('sha256')
    .update(JSON.stringify([settings, path, source]))
    .digest('hex');
  const kept = join(cache, `${digest}.js`);
  if (existsSync(kept)) {
    return readFileSync(kept, 'utf8');
  }
  const code = compile(path, source);
  mkdirSync(dirname(kept), { recursive: true });
  const draft = `${kept}.${process.pid}`;
  writeFileSync(draft, code);
  renameSync(draft, kept);
  return code;
}

/** As the build does, but aliases stay what they are: the build would turn them into files of its own. */
function compile(path: string, source: string): string {
  // Loaded only when something has to be compiled: the compiler is a large binary.
  const { transformSync } = requireFromHere('@swc/core') as Compiler;
  const { jsc, ...others } = settingsOf(settings);
  const { paths: _paths, baseUrl: _baseUrl, ...options } = jsc;
  return transformSync(source, {
    ...others,
    filename: path,
    swcrc: false,
    jsc: options,
    module: { type: 'es6' },
    sourceMaps: 'inline',
  }).code;
}

function settingsOf(value: unknown): { jsc: { paths?: unknown; baseUrl?: unknown } } {
  if (
    typeof value === 'object' &&
    value !== null &&
    'jsc' in value &&
    typeof value.jsc === 'object' &&
    value.jsc !== null
  ) {
    const { jsc } = value;
    return { jsc };
  }
  throw new Error('.swcrc has no settings for the compiler (jsc).');
}
