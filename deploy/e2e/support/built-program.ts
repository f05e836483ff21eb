import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BoundProcess, readPidFile, type ProcessEnd } from '@rotables/local-platform';
import { waitFor } from '@rotables/testing';

const distribution = join(import.meta.dirname, '..', '..', '..', 'dist', 'deploy');

/** A program of ours as it is built, as a process of its own that dies with the spec. */
export class BuiltProgram {
  private constructor(
    private readonly process: BoundProcess,
    private readonly written: readonly string[],
    /** Of this run alone; gone when it is stopped. */
    readonly directory: string,
  ) {}

  /** @param argsOf told the directory of the run */
  static async start(
    path: string,
    argsOf: (directory: string) => readonly string[],
    environment: NodeJS.ProcessEnv,
  ): Promise<BuiltProgram> {
    const program = join(distribution, path);
    if (!existsSync(program)) throw new Error(`${program} is not there; npm run test:e2e builds it first.`);
    const directory = mkdtempSync(join(tmpdir(), 'rotables-e2e-'));
    const written: string[] = [];
    const child = await BoundProcess.start({
      name: 'program',
      command: process.execPath,
      args: ['--disable-warning=TimeoutNegativeWarning', program, ...argsOf(directory)],
      environment: { ...process.env, NODE_OPTIONS: '', ...environment },
      pidFile: join(directory, 'program.pid'),
      signalOnParentDeath: 'SIGTERM',
      onOutput: (text) => written.push(text),
    });
    return new BuiltProgram(child, written, directory);
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
      describe: () => `the program to say ${pattern}. It wrote:\n${this.output}`,
    });
    const found = pattern.exec(this.output);
    if (found === null) throw new Error(`The program ended without saying ${pattern}. It wrote:\n${this.output}`);
    return found[1] ?? found[0];
  }

  /** kill -9 of one of the services that it supervises, which is then started again. */
  async killService(name: string): Promise<void> {
    const home = await this.says(/State\s+(\S+)/, 1_000);
    const identity = readPidFile(join(home, 'run', `${name}.pid`));
    if (identity === null) throw new Error(`There is no process of ${name} in ${home}.`);
    process.kill(identity.pid, 'SIGKILL');
  }

  /** kill -9 of the program itself: what it had started dies with it, or is ended by its next start. */
  kill(): Promise<void> {
    return this.#end([{ signal: 'SIGKILL', waitMilliseconds: 5_000 }]);
  }

  /** Ctrl-C, and waits until everything that it had started is gone. */
  stop(): Promise<void> {
    return this.#end([
      { signal: 'SIGTERM', waitMilliseconds: 20_000 },
      { signal: 'SIGKILL', waitMilliseconds: 1_000 },
    ]);
  }

  async #end(steps: Parameters<BoundProcess['stop']>[0]): Promise<void> {
    await this.process.stop(steps);
    rmSync(this.directory, { recursive: true, force: true, maxRetries: 5 });
  }
}
