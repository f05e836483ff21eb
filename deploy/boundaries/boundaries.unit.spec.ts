import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseOptions, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import extractDepcruiseConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';

const root = fileURLToPath(new URL('../..', import.meta.url));
const planted = join(root, 'deploy', 'boundaries', 'planted');
const configuration = await extractDepcruiseConfig(join(root, '.dependency-cruiser.js'));
const rules: readonly IForbiddenRuleType[] = configuration.forbidden ?? [];

interface Violation {
  readonly rule: string;
  readonly file: string;
}

/** Runs our own rules over a small tree that is laid out like the repository. */
async function violationsIn(tree: string): Promise<Violation[]> {
  const { doNotFollow, enhancedResolveOptions, tsPreCompilationDeps } = configuration.options ?? {};
  const options = {
    baseDir: tree,
    validate: true,
    ruleSet: { forbidden: [...rules] },
    doNotFollow,
    tsPreCompilationDeps,
  };
  const folders = readdirSync(tree);
  const { output } = await cruise(folders, options as ICruiseOptions, { ...enhancedResolveOptions });
  return (output as ICruiseResult).summary.violations.map(({ rule, from }) => ({ rule: rule.name, file: from }));
}

/** What the tree says about itself: one violation of its rule for each line marked as planted. */
function plantedIn(tree: string, rule: string): Violation[] {
  return globSync('**/*.ts', { cwd: tree }).flatMap((file) => {
    const lines = readFileSync(join(tree, file), 'utf8').split('\n');
    return lines.filter((line) => line.endsWith('// planted')).map(() => ({ rule, file }));
  });
}

const inOrder = (violations: readonly Violation[]): string[] =>
  violations.map(({ rule, file }) => `${rule}: ${file}`).sort();

describe('every boundary', () => {
  it.each(rules.map((rule) => [rule.name ?? 'a rule without a name']))(
    '%s fires on each line planted for it, and nothing else does',
    async (rule) => {
      const tree = join(planted, rule);
      const expected = existsSync(tree) ? plantedIn(tree, rule) : [];
      expect(expected.length).toBeGreaterThan(0);
      expect(inOrder(await violationsIn(tree))).toEqual(inOrder(expected));
    },
  );

  it('is an error, and gives its reason', () => {
    for (const { name, severity, comment } of rules) {
      expect([name, severity]).toEqual([name, 'error']);
      expect(comment?.length ?? 0).toBeGreaterThan(40);
    }
  });

  it('has a name of its own, and no planted violation is left without its rule', () => {
    const names = rules.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(readdirSync(planted).sort()).toEqual(names.sort());
  });

  it('lets a tree pass that keeps to the rules', async () => {
    expect(await violationsIn(join(root, 'deploy', 'boundaries', 'allowed'))).toEqual([]);
  });

  it('has an arrow rule for every library but the harness', () => {
    const libraries = readdirSync(join(root, 'libs')).filter((library) => library !== 'testing');
    const withRule = rules.flatMap(({ name }) => /^library-arrow-(.+)$/.exec(name ?? '')?.[1] ?? []);
    expect(libraries.filter((library) => !withRule.includes(library))).toEqual([]);
  });
});
