import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessEnd } from '@rotables/local-platform';
import { BuiltProgram } from './built-program.js';

/** What `--json` writes, as far as the specs look at it. */
export interface ReplayResult {
  readonly entitlements: Readonly<Record<string, string>>;
  readonly allocations: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly charges: readonly {
    readonly chargeNumber: string;
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

/** `npm run replay`. */
export class ReplayProcess {
  private constructor(private readonly program: BuiltProgram) {}

  static async start(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<ReplayProcess> {
    const argsOf = (directory: string): readonly string[] => [...args, '--json', join(directory, 'result.json')];
    return new ReplayProcess(await BuiltProgram.start('replay/main.js', argsOf, environment));
  }

  get output(): string {
    return this.program.output;
  }

  get exited(): Promise<ProcessEnd> {
    return this.program.exited;
  }

  says(pattern: RegExp, timeoutMilliseconds: number): Promise<string> {
    return this.program.says(pattern, timeoutMilliseconds);
  }

  killService(name: string): Promise<void> {
    return this.program.killService(name);
  }

  result(): ReplayResult {
    return JSON.parse(readFileSync(join(this.program.directory, 'result.json'), 'utf8')) as ReplayResult;
  }

  /** Ctrl-C, and waits until everything that it had started is gone. */
  async stop(): Promise<void> {
    await this.program.stop();
    const home = /State\s+(\S+)/.exec(this.output)?.[1];
    if (home !== undefined) rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}
