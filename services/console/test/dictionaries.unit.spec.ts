import { globSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventContracts } from '@rotables/contracts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const web = fileURLToPath(new URL('../web/src', import.meta.url));
const sources = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
const textOf = (file: string): string => readFileSync(join(web, file), 'utf8');

/** Keys and texts as they stand in a dictionary's source: the client is no part of what Jest compiles. */
function dictionary(file: string): Map<string, string> {
  const entries = textOf(file).matchAll(/^ {2}(?:'([^']+)'|(\w+)):\s+'((?:[^'\\]|\\.)*)'/gm);
  return new Map([...entries].map(([, quoted, bare, text = '']) => [quoted ?? bare ?? '', text]));
}

const together = (...files: readonly string[]): Map<string, string> =>
  new Map(files.flatMap((file) => [...dictionary(file)]));
const chinese = together('language/zh.ts', 'language/imports-zh.ts', 'language/trust-zh.ts', 'language/problems-zh.ts');
const english = together('language/en.ts', 'language/imports-en.ts', 'language/trust-en.ts', 'language/problems-en.ts');
const sourcesIn = (directory: string): string[] => sources.filter((file) => file.startsWith(directory));
const wordEntries = sourcesIn('language/words/').flatMap((file) =>
  [...textOf(file).matchAll(/^ {2}(?:'([^']+)'|(\w+)): \[/gm)].map(([, quoted, bare]) => quoted ?? bare ?? ''),
);
const words = new Set(wordEntries);
const reasons = dictionary('language/reasons-zh.ts');
/** `{count}`, and not `{count|unit|units}`: a plural is a matter of one language. */
const placeholders = (text = ''): string[] => [...text.matchAll(/\{\w+\}/g)].map(([found]) => found).sort();

const problemCode =
  /\bcode(?:: string)? = '(?<ofClass>[a-z-]+)';|\bcode: '(?<ofStatus>[a-z-]+)',\s+(?:title|detail)|problem\('(?<other>[a-z-]+)'/g;

/** The source of every problem by its code: its class, or where the framework or the client makes it. */
function problemSources(): Map<string, string> {
  const files = globSync(['{services,libs}/*/src/**/*.ts', 'services/console/web/src/api/http.ts'], {
    cwd: root,
    exclude: ['**/*.spec.ts', 'libs/{local-platform,testing}/**'],
  });
  const classes = files.flatMap((file) =>
    readFileSync(join(root, file), 'utf8').split(/^(?=(?:export )?(?:abstract )?class )/m),
  );
  return new Map(
    classes.flatMap((source) =>
      [...source.matchAll(problemCode)].map(({ groups = {} }): [string, string] => [
        groups['ofClass'] ?? groups['ofStatus'] ?? groups['other'] ?? '',
        source,
      ]),
    ),
  );
}

describe('the dictionaries', () => {
  it('have the same keys in both languages', () => {
    expect(chinese.size).toBeGreaterThan(200);
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
  });

  it('have the same placeholders in both languages', () => {
    const different = [...chinese].filter(
      ([key, text]) => placeholders(text).join() !== placeholders(english.get(key)).join(),
    );
    expect(different).toEqual([]);
  });

  it('have each word once', () => {
    expect(wordEntries.length).toBeGreaterThan(400);
    expect(wordEntries.filter((name, index) => wordEntries.indexOf(name) !== index)).toEqual([]);
  });

  it('know every key that the client asks for', () => {
    const asked = sources.flatMap((file) =>
      [...textOf(file).matchAll(/\bt\('([^']+)'|(?:title|label|empty): '([a-z][\w-]*\.[\w-]+)'/g)].map(
        ([, direct, declared]) => direct ?? declared ?? '',
      ),
    );
    expect(asked.length).toBeGreaterThan(150);
    expect(asked.filter((key) => !chinese.has(key))).toEqual([]);
  });

  it('have a word for every column, filter, option and field of a command', () => {
    const declared = [...sourcesIn('work/lists/'), ...sourcesIn('work/commands/')].flatMap((file) => {
      const helpers =
        /\b(?:text|own|value|instant|fen|number|date|serial|by|onDay|oneOf|choice|longText|yes)\(([^)]*)\)/g;
      return [...textOf(file).matchAll(helpers)].flatMap(([, list = '']) =>
        [...list.matchAll(/'([^']+)'/g)].map(([, name]) => name ?? ''),
      );
    });
    expect(declared.length).toBeGreaterThan(150);
    expect([...new Set(declared)].filter((name) => !words.has(name))).toEqual([]);
  });

  it('say in Chinese what stands in the way for every code that a service can answer, by details that it has', () => {
    const problems = problemSources();
    expect(problems.size).toBeGreaterThan(150);
    expect([...problems.keys()].filter((code) => !reasons.has(code))).toEqual([]);
    const unknown = [...reasons].flatMap(([code, sentence]) =>
      placeholders(sentence)
        .map((placeholder) => placeholder.slice(1, -1))
        .filter((detail) => !new RegExp(`\\b${detail}\\b`).test(problems.get(code) ?? ''))
        .map((detail) => `${code} has no ${detail}`),
    );
    expect(unknown).toEqual([]);
  });

  it('R11 tell events in Chinese by fields that the events have', () => {
    const tellings = [...textOf('language/tellings-zh.ts').matchAll(/^ {2}'([a-z-]+\.([a-z-]+)\.v\d+)':\s+'(.*)',/gm)];
    expect(tellings.length).toBeGreaterThan(45);
    const wrong = tellings.flatMap(([, type = '', event = '', sentence = '']) => {
      const fields = Object.keys(eventContracts.get(type)?.schema.properties ?? {});
      const missing = placeholders(sentence).filter((placeholder) => !fields.includes(placeholder.slice(1, -1)));
      return [
        ...missing.map((field) => `${type} has no ${field}`),
        ...(words.has(event) ? [] : [`no word for ${event}`]),
      ];
    });
    expect(wrong).toEqual([]);
  });
});
