import { indexOf, readRules, ruleProblems, rulesIndexDocument } from './rules-document.js';

const rules = readRules(
  '## In force\n\n- **S7** A spare is lent. On an open case.\n- **W1** Coverage begins.\n\n## Not decided by the program yet\n\n- **S7** Swapping.\n- **K1** Penalties.\n',
);
const loan = { path: 'services/spare-pool/src/loan/loan.ts', text: '/** One open loan a case (S7). */' };
const terms = { path: 'services/spare-pool/src/loan/commands/loan-terms.ts', text: '// S7, not S700' };
const specOf = (title: string) => ({
  path: 'services/spare-pool/src/loan/loan.unit.spec.ts',
  text: `describe('a loan', () => {\n  it.each([1])("${title}", () => {});\n});`,
});

describe('the rules', () => {
  it('are found where they are decided, by folder, and in the names of tests', () => {
    const index = indexOf([
      terms,
      loan,
      specOf('S7 one open loan a case'),
      { path: 'deploy/bench/main.ts', text: 'W1' },
    ]);
    expect(index).toEqual({
      places: new Map([['S7', ['services/spare-pool/src/loan']]]),
      tests: new Map([['S7', ['services/spare-pool/src/loan/loan.unit.spec.ts']]]),
    });
    expect(rulesIndexDocument(rules, index)).toContain(
      '| **S7** | A spare is lent | [spare-pool/loan](../services/spare-pool/src/loan) | [spare-pool/loan/loan.unit](../services/spare-pool/src/loan/loan.unit.spec.ts) |',
    );
  });

  it('in force are named by a source and by a test, and a test names none that there is not', () => {
    expect(
      ruleProblems(rules, indexOf([loan, specOf('S7 D9 one open loan a case, in its body W1 is no name')])),
    ).toEqual([
      'W1 is in force, but no source names it; name it where it is decided.',
      'D9 stands in the name of a test in services/spare-pool/src/loan/loan.unit.spec.ts, but docs/rules.md has no such rule.',
    ]);
    expect(ruleProblems(rules, indexOf([loan]))).toContain(
      'S7 is in force, but no test has it in its name; write one, or say that it is not decided yet.',
    );
  });

  it('stand once in each list, and both lists are there', () => {
    expect(() => readRules('- **S7** a\n- **S7** b\n\n## Not decided by the program yet\n')).toThrow('S7 stands twice');
    expect(() => readRules('- **S7** a\n')).toThrow('Not decided by the program yet');
  });
});
