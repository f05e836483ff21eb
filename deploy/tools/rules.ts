/** Writes docs/rules-index.md, or with --check compares it; says which rule is nowhere decided or tested, and exits with 1. */
import { globSync, readFileSync } from 'node:fs';
import { writeOrCheck } from './generated-file.js';
import { indexOf, readRules, ruleProblems, rulesIndexDocument } from './rules-document.js';

const rules = readRules(readFileSync('docs/rules.md', 'utf8'));
const paths = globSync('{services,libs,deploy}/**/*.{ts,tsx}', {
  exclude: (path) => /(^|\/)(node_modules|dist)(\/|$)/.test(path),
});
const index = indexOf(paths.sort().map((path) => ({ path, text: readFileSync(path, 'utf8') })));

for (const problem of ruleProblems(rules, index)) {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
writeOrCheck(
  { path: 'docs/rules-index.md', content: rulesIndexDocument(rules, index), command: 'npm run rules' },
  process.argv,
);
