import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BoundProcess, type ProcessEnd } from '@rotables/local-platform';
import type { KillPointMessage } from './kill-point.js';
import { waitFor } from './wait-for.js';

const typescriptLoader = pathToFileURL(join(import.meta.dirname, 'register-typescript.ts')).href;

export interface ChildScriptOptions {
  readonly args?: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
}

/**
 * A TypeScript file of this repository, running as a process of its own from its source, to be killed at a point that
 * it names itself by `await killPoint('after-publish')`. It dies with the test that started it.
 */
export class ChildScript {
  readonly #reached: string[] = [];

  private constructor(
    private readonly process: BoundProcess,
    private readonly written: readonly string[],
    directory: string,
  ) {
    process.child.on('message', (message) => this.#note(message));
    void process.exited.then(() => rmSync(directory, { recursive: true, force: true }));
  }

  /** @param path of the script, absolute: `join(import.meta.dirname, 'relay.child.ts')` */
  static async start(path: string, options: ChildScriptOptions = {}): Promise<ChildScript> {
    const directory = mkdtempSync(join(tmpdir(), 'rotables-child-'));
    const written: string[] = [];
    const child = await BoundProcess.start({
      name: path,
      command: process.execPath,
      args: ['--disable-warning=TimeoutNegativeWarning', '--import', typescriptLoader, path, ...(options.args ?? [])],
      environment: { ...process.env, NODE_OPTIONS: '', ...options.environment },
      pidFile: join(directory, 'child.pid'),
      signalOnParentDeath: 'SIGKILL',
      messages: true,
      onOutput: (text) => written.push(text),
    });
    return new ChildScript(child, written, directory);
  }

  get pid(): number {
    return this.process.pid;
  }

  /** All that it has written, to either output. */
  get output(): string {
    return this.written.join('');
  }

  /** How it ended, or null while it runs. */
  get end(): ProcessEnd | null {
    return this.process.end;
  }

  get exited(): Promise<ProcessEnd> {
    return this.process.exited;
  }

  /** Names of the points that it has reached, in order. */
  get reached(): readonly string[] {
    return this.#reached;
  }

  /** Waits until the script stands at the point (for the n-th time), or fails with what it wrote. */
  async reaches(point: string, options: { times?: number; timeoutMilliseconds?: number } = {}): Promise<void> {
    const { times = 1, timeoutMilliseconds = 30_000 } = options;
    const arrivals = () => this.#reached.filter((name) => name === point).length;
    await waitFor(() => arrivals() >= times || this.process.end !== null, {
      timeoutMilliseconds,
      describe: () => `${this.process.name} to reach ${point}. It wrote:\n${this.output}`,
    });
    if (arrivals() < times) {
      throw new Error(`${this.process.name} ended without reaching ${point}. It wrote:\n${this.output}`);
    }
  }

  /** Lets the script go on from the point at which it waits. */
  goOn(): void {
    this.process.child.send({ goOn: true });
  }

  /** Sends the script a message, for `process.on('message')`. */
  send(message: Readonly<Record<string, string | number | boolean>>): void {
    this.process.child.send(message);
  }

  signal(signal: NodeJS.Signals): boolean {
    return this.process.signal(signal);
  }

  /** kill -9, and waits until it is gone. */
  async kill(): Promise<void> {
    await this.process.stop([{ signal: 'SIGKILL', waitMilliseconds: 1_000 }]);
  }

  /** SIGTERM, and kill -9 if that is not enough. */
  async stop(patienceMilliseconds = 10_000): Promise<ProcessEnd> {
    return this.process.stop([
      { signal: 'SIGTERM', waitMilliseconds: patienceMilliseconds },
      { signal: 'SIGKILL', waitMilliseconds: 1_000 },
    ]);
  }

  #note(message: unknown): void {
    if (isKillPointMessage(message)) {
      this.#reached.push(message.killPoint);
    }
  }
}

function isKillPointMessage(message: unknown): message is KillPointMessage {
  return (
    typeof message === 'object' && message !== null && 'killPoint' in message && typeof message.killPoint === 'string'
  );
}
