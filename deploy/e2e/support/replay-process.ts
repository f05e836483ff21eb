import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BoundProcess, readPidFile, type ProcessEnd } from '@rotables/local-platform';
import { waitFor } from '@rotables/testing';

const program = join(import.meta.dirname, '..', '..', '..', 'dist', 'deploy', 'replay', 'main.js');

/** What `--json` writes, as far as the specs look at it. */
export interface ReplayResult {
  readonly entitlements: Readonly<Record<string, string>>;
  readonly allocations: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly charges: readonly {
    readonly reason: string;
    readonly faultNumber: string | null;
    readonly amountFen: number;
  }[];
  readonly reconciliation: readonly { readonly state: string; readonly city: string }[];
  readonly audit: {
    readonly clean: boolean;
    readonly findings: readonly { readonly violations: readonly unknown[] }[];
  };
  readonly differences: readonly unknown[];
  readonly trialBalanceFen: number;
  readonly notes: readonly string[];
}

/** `npm run replay`, built, as a process of its own that dies with the spec. */
export class ReplayProcess {
  private constructor(
    private readonly process: BoundProcess,
    private readonly written: readonly string[],
    private readonly directory: string,
  ) {}

  static async start(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<ReplayProcess> {
    if (!existsSync(program)) throw new Error(`${program} is not there; npm run test:e2e builds it first.`);
    const directory = mkdtempSync(join(tmpdir(), 'rotables-e2e-'));
    const written: string[] = [];
    const child = await BoundProcess.start({
      name: 'replay',
      command: process.execPath,
      args: ['--disable-warning=TimeoutNegativeWarning', program, ...args, '--json', join(directory, 'result.json')],
      environment: { ...process.env, NODE_OPTIONS: '', ...environment },
      pidFile: join(directory, 'replay.pid'),
      signalOnParentDeath: 'SIGTERM',
      onOutput: (text) => written.push(text),
    });
    return new ReplayProcess(child, written, directory);
  }

  get output(): string {
    return this.written.join('');
  }

  get exited(): Promise<ProcessEnd> {
    return this.process.exited;
  }

  /** Waits until it has written something that fits, and gives the first group; fails with all that it wrote when it ends before. */
  async says(pattern: RegExp, timeoutMilliseconds: number): Promise<string> {
    await waitFor(() => pattern.test(this.output) || this.process.end !== null, {
      timeoutMilliseconds,
      describe: () => `the replay to say ${pattern}. It wrote:\n${this.output}`,
    });
    const found = pattern.exec(this.output);
    if (found === null) throw new Error(`The replay ended without saying ${pattern}. It wrote:\n${this.output}`);
    return found[1] ?? found[0];
  }

  /** kill -9 of one of its services, which its supervisor then starts again. */
  async killService(name: string): Promise<void> {
    const home = await this.says(/State\s+(\S+)/, 1_000);
    const identity = readPidFile(join(home, 'run', `${name}.pid`));
    if (identity === null) throw new Error(`There is no process of ${name} in ${home}.`);
    process.kill(identity.pid, 'SIGKILL');
  }

  result(): ReplayResult {
    return JSON.parse(readFileSync(join(this.directory, 'result.json'), 'utf8')) as ReplayResult;
  }

  /** Ctrl-C, and waits until everything that it had started is gone. */
  async stop(): Promise<void> {
    await this.process.stop([
      { signal: 'SIGTERM', waitMilliseconds: 20_000 },
      { signal: 'SIGKILL', waitMilliseconds: 1_000 },
    ]);
    const home = /State\s+(\S+)/.exec(this.output)?.[1];
    for (const path of [this.directory, ...(home === undefined ? [] : [home])])
      rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  }
}
