import { accessSync, constants, existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const generated = /(^|\/)(node_modules|dist|coverage|\.git|\.rotables)(\/|$)/;
const largestTextInBytes = 5_000_000;

interface PackageManifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as PackageManifest;

/** Kept apart from what follows it, so that this file does not mention an address itself. */
const scheme = 'https:';

/** What ties the repository to one machine, and what to write in its place. */
const machineTraces: readonly (readonly [string, RegExp])[] = [
  ['a path of one machine', /(?<![\w.*}\]-])\/(?:work|root|home\/\w+|Users\/\w+)\/\w/],
  [
    'the host of a package registry',
    /https?:\/\/[^\s/"']*(?:registry|npmjs|npmmirror|nexus|artifactory|verdaccio|repo1?\.maven)[^\s/"']*/i,
  ],
  ['an address of a registry in the lockfile', /"resolved": *"https?:/],
];

function tracesIn(text: string): string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      machineTraces
        .filter(([, pattern]) => pattern.test(line))
        .map(([what]) => `line ${index + 1}: ${what}: ${line.trim().slice(0, 120)}`),
    );
}

function textFiles(): string[] {
  const found = globSync(['**/*', '.*', '.ci/*'], { cwd: root, exclude: (path) => generated.test(path) });
  return found.filter((file) => {
    const { size, isFile } = describeFile(join(root, file));
    return isFile && size < largestTextInBytes && !generated.test(file);
  });
}

function describeFile(path: string): { readonly size: number; readonly isFile: boolean } {
  const stats = statSync(path, { throwIfNoEntry: false });
  return { size: stats?.size ?? 0, isFile: stats?.isFile() ?? false };
}

describe('the repository', () => {
  it('names no machine path and no registry host', () => {
    const files = textFiles();
    expect(files.length).toBeGreaterThan(20);
    const traces = files.flatMap((file) =>
      tracesIn(readFileSync(join(root, file), 'utf8')).map((trace) => `${file} ${trace}`),
    );
    expect(traces).toEqual([]);
  });

  it.each([
    [`const file = '${['', 'root', 'a.txt'].join('/')}';`],
    [`  "resolved": "${scheme}//example.org/a.tgz",`],
    [`registry=${scheme}//registry.example.org/`],
  ])('would be caught with: %s', (line) => expect(tracesIn(line)).not.toEqual([]));

  it('pins every dependency exactly', () => {
    const all = Object.entries({
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...manifest.optionalDependencies,
    });
    expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it('has a source for every file that an npm script runs', () => {
    const named = Object.entries(manifest.scripts).flatMap(([script, command]) =>
      [...command.matchAll(/(?:dist\/)?(deploy\/\S+)\.(?:ts|js)/g)].map(
        ([, path]) => [script, `${path ?? ''}.ts`] as const,
      ),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter(([, file]) => !existsSync(join(root, file)))).toEqual([]);
  });

  it('has a script for CI that can be executed', () => {
    expect(() => accessSync(join(root, '.ci', 'run'), constants.X_OK)).not.toThrow();
  });
});
