/** The part of Jest's results that this reporter reads. */
interface FileResult {
  readonly testFilePath: string;
  readonly testResults: readonly { readonly fullName: string; readonly status: string }[];
}

/**
 * With CI=true a test that did not run is a failure: a skip (no Kafka, a forgotten `.only` or `.skip`) would otherwise
 * read as success. Elsewhere the tests left out are named aloud. Loaded by Node's own type stripping.
 */
export default class HonestyReporter {
  readonly #leftOut: string[] = [];
  readonly #someWereAskedFor: boolean;

  constructor(globalConfig: { readonly testNamePattern?: string | undefined }) {
    // With `--testNamePattern` leaving tests out is what was asked for.
    this.#someWereAskedFor = Boolean(globalConfig.testNamePattern);
  }

  onTestResult(_test: unknown, result: FileResult): void {
    if (this.#someWereAskedFor) return;
    for (const { status, fullName } of result.testResults) {
      if (['pending', 'skipped', 'disabled', 'todo'].includes(status)) {
        this.#leftOut.push(`${result.testFilePath}: ${fullName}`);
      }
    }
  }

  onRunComplete(): void {
    if (this.#leftOut.length === 0) return;
    process.stderr.write(`\n${this.#leftOut.length} tests did NOT run:\n  ${this.#leftOut.join('\n  ')}\n`);
    if (this.#isFailure()) process.stderr.write('With CI=true that is a failure: make them run, or remove them.\n');
  }

  /** Jest exits with 1 when a reporter ends with an error. */
  getLastError(): Error | undefined {
    return this.#isFailure() ? new Error(`${this.#leftOut.length} tests did not run`) : undefined;
  }

  #isFailure(): boolean {
    return process.env['CI'] === 'true' && this.#leftOut.length > 0;
  }
}
