/** One file of the repository, as its path and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

interface Rule {
  readonly code: string;
  readonly sentence: string;
}

/** The two lists of docs/rules.md. A code may stand in both: what holds of it, and what does not yet. */
export interface Rules {
  readonly inForce: readonly Rule[];
  readonly notYet: readonly Rule[];
}

const notYetHeading = '\n## Not decided by the program yet\n';
const rulePattern = /^- \*\*([A-Z]\d+)\*\* (.+)$/gm;
const titlePattern = /\b(?:describe|it|test)(?:\.\w+)*(?:\([^'"`]*\))?\(\s*(['"`])(.*?)\1/gs;

/** Reads docs/rules.md. Throws when a code stands twice in one list, or when the second list is missing. */
export function readRules(text: string): Rules {
  const [first, second] = text.split(notYetHeading);
  if (first === undefined || second === undefined)
    throw new Error(`docs/rules.md has no heading "${notYetHeading.trim()}".`);
  return { inForce: rulesIn(first), notYet: rulesIn(second) };
}

function rulesIn(text: string): Rule[] {
  const rules = [...text.matchAll(rulePattern)].map(([, code = '', sentence = '']) => ({ code, sentence }));
  const twice = rules.find(({ code }, index) => rules.findIndex((other) => other.code === code) !== index);
  if (twice) throw new Error(`${twice.code} stands twice in one list of docs/rules.md; say it in one line.`);
  return rules;
}

/** The folders whose sources name a rule, and the files in which it stands in the name of a test, each in order. */
export interface RuleIndex {
  readonly places: ReadonlyMap<string, readonly string[]>;
  readonly tests: ReadonlyMap<string, readonly string[]>;
}

export function indexOf(files: readonly SourceFile[]): RuleIndex {
  const named = (text: string, where: string) => codesIn(text).map((code) => ({ code, where }));
  const tests = files
    .filter(({ path }) => isTest(path))
    .flatMap(({ path, text }) => named(titlesIn(text).join('\n'), path));
  const places = files
    .filter(({ path }) => !isTest(path) && isDecision(path))
    .flatMap(({ path, text }) => named(text, folderOf(path)));
  return { places: gathered(places), tests: gathered(tests) };
}

function gathered(found: readonly { readonly code: string; readonly where: string }[]): Map<string, string[]> {
  const byCode = Map.groupBy(found, ({ code }) => code);
  return new Map([...byCode].map(([code, each]) => [code, [...new Set(each.map(({ where }) => where))].sort()]));
}

/** What is wrong with the rules and their index, each as a sentence with the way out. */
export function ruleProblems(rules: Rules, { places, tests }: RuleIndex): string[] {
  const known = new Set([...rules.inForce, ...rules.notYet].map(({ code }) => code));
  return [
    ...rules.inForce.flatMap(({ code }) => [
      ...(places.has(code) ? [] : [`${code} is in force, but no source names it; name it where it is decided.`]),
      ...(tests.has(code)
        ? []
        : [`${code} is in force, but no test has it in its name; write one, or say that it is not decided yet.`]),
    ]),
    ...[...tests].flatMap(([code, files]) =>
      known.has(code)
        ? []
        : [`${code} stands in the name of a test in ${files.join(', ')}, but docs/rules.md has no such rule.`],
    ),
  ];
}

/** docs/rules-index.md. */
export function rulesIndexDocument({ inForce }: Rules, { places, tests }: RuleIndex): string {
  const rows = inForce.map(({ code, sentence }) => {
    const [where, held] = [places, tests].map((found) => (found.get(code) ?? []).map(link).join('<br>'));
    return `| **${code}** | ${sentence.split('. ')[0]?.replace(/\.$/, '')} | ${where} | ${held} |`;
  });
  return [
    '# Where each rule is decided and tested',
    '',
    'Written by `npm run rules` from [rules.md](rules.md), the comments of the sources and the names of the tests.',
    '',
    '| rule | in short | decided in | tests |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

const link = (path: string): string =>
  `[${path.replace(/^(services|libs)\/|\/src(?=\/)|\.spec\.ts$/g, '')}](../${path})`;

function isTest(path: string): boolean {
  return path.endsWith('.spec.ts') || path.startsWith('deploy/e2e/');
}

/** Words, pages and fixtures name rules too, but decide none. */
function isDecision(path: string): boolean {
  return /^(services\/[^/]+\/src|libs\/[^/]+\/src|deploy\/audit)\//.test(path);
}

/** The aggregate's folder, or the library. */
function folderOf(path: string): string {
  const parts = path.split('/');
  return parts.slice(0, Math.min(parts.length - 1, parts[0] === 'services' ? 4 : 3)).join('/');
}

function titlesIn(text: string): string[] {
  return [...text.matchAll(titlePattern)].map(([, , title = '']) => title);
}

function codesIn(text: string): string[] {
  return [...new Set(text.match(/\b[OWSRBCDKETX][1-9]\d?\b/g) ?? [])];
}
