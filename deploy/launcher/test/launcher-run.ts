import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identityOf, isPortFree } from '@rotables/local-platform';
import { ChildScript, waitFor } from '@rotables/testing';

const portsOfAnInstallation = 8;
const readyTimeoutMilliseconds = 120_000;

export interface FixtureAnswer {
  readonly row: { readonly starts: number; readonly role: string };
  readonly brokers: string;
  readonly pid: number;
}

/** An installation in a directory and on ports of its own, for one test. */
export class TestInstallation {
  private constructor(
    readonly home: string,
    readonly portBase: number,
  ) {}

  static async create(): Promise<TestInstallation> {
    const directory = mkdtempSync(join(tmpdir(), 'rotables-launcher-'));
    return new TestInstallation(join(directory, 'home'), await freePortBase());
  }

  /** Starts the launcher as `npm start` does, without waiting for anything. */
  launch(args: readonly string[] = [], environment: NodeJS.ProcessEnv = {}): Promise<ChildScript> {
    const own = {
      ROTABLES_HOME: this.home,
      ROTABLES_PORT_BASE: String(this.portBase),
      KAFKA_BROKERS: '',
      DATABASE_URL: '',
    };
    return ChildScript.start(join(import.meta.dirname, 'fixture-launcher.child.ts'), {
      args,
      environment: { ...own, ...environment },
    });
  }

  /** Starts the launcher and waits until it says that everything is ready. */
  async start(args: readonly string[] = [], environment: NodeJS.ProcessEnv = {}): Promise<ChildScript> {
    const launcher = await this.launch(args, environment);
    await waitFor(() => launcher.output.includes('Rotables is ready') || launcher.end !== null, {
      describe: () => `the launcher to be ready. It wrote:\n${launcher.output}`,
      timeoutMilliseconds: readyTimeoutMilliseconds,
    });
    if (launcher.end !== null) {
      throw new Error(`The launcher ended. It wrote:\n${launcher.output}`);
    }
    return launcher;
  }

  /** What the fixture service on that port says of itself. */
  async get(offset: number, path = '/'): Promise<FixtureAnswer> {
    const response = await fetch(`http://127.0.0.1:${this.portBase + offset}${path}`);
    const answer: unknown = await response.json();
    if (typeof answer !== 'object' || answer === null || !('row' in answer)) {
      throw new Error(`The fixture service answered ${JSON.stringify(answer)}.`);
    }
    return answer as FixtureAnswer;
  }

  /** What the installation listens on now. */
  async portsInUse(): Promise<number[]> {
    const ports = Array.from({ length: portsOfAnInstallation }, (_, offset) => this.portBase + offset);
    const free = await Promise.all(ports.map(isPortFree));
    return ports.filter((_, index) => !free[index]);
  }

  /** Processes that the installation's pid files name and that are alive. */
  livingProcesses(): number[] {
    return existsSync(this.home) ? pidsBelow(this.home).filter((pid) => identityOf(pid) !== null) : [];
  }

  pidOfBroker(): number {
    const [pid] = pidsBelow(join(this.home, 'kafka'));
    if (pid === undefined) {
      throw new Error(`No pid file below ${this.home} names a Kafka.`);
    }
    return pid;
  }

  remove(): void {
    rmSync(join(this.home, '..'), { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

function pidsBelow(directory: string): number[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) {
      return entry.name === 'data' ? [] : pidsBelow(path);
    }
    const pid = entry.name.endsWith('.pid') ? /"pid":(\d+)/.exec(readFileSync(path, 'utf8'))?.[1] : undefined;
    return pid === undefined ? [] : [Number(pid)];
  });
}

/** Below the range from which the system gives ports to outgoing connections. */
async function freePortBase(): Promise<number> {
  for (;;) {
    const base = 11_000 + Math.floor(Math.random() * 20_000);
    const free = await Promise.all(
      Array.from({ length: portsOfAnInstallation }, (_, offset) => isPortFree(base + offset)),
    );
    if (!free.includes(false)) {
      return base;
    }
  }
}
