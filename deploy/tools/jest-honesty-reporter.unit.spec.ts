import HonestyReporter from './jest-honesty-reporter.js';

const skipped = { testFilePath: 'a.int.spec.ts', testResults: [{ fullName: 'S2 is refused', status: 'pending' }] };
const passed = { testFilePath: 'a.int.spec.ts', testResults: [{ fullName: 'S2 is refused', status: 'passed' }] };

describe('the honesty reporter', () => {
  const before = process.env['CI'];
  afterEach(() => {
    if (before === undefined) delete process.env['CI'];
    else process.env['CI'] = before;
  });

  it.each([
    ['fails the run for a test left out with CI=true', 'true', undefined, skipped, '1 tests did not run'],
    ['lets a test left out pass elsewhere', 'false', undefined, skipped, undefined],
    ['lets a run pass whose tests all ran', 'true', undefined, passed, undefined],
    ['lets the rest be left out when only some are asked for by name', 'true', 'S3', skipped, undefined],
  ])('%s', (_case, ci, testNamePattern, result, expected) => {
    process.env['CI'] = ci;
    const reporter = new HonestyReporter({ testNamePattern });
    reporter.onTestResult(undefined, result);
    expect(reporter.getLastError()?.message).toBe(expected);
  });
});
