import { join } from 'node:path';
import { BoundProcess, LogFile } from '@rotables/local-platform';
import { eventually } from '../replay/eventually.js';

export interface ServiceProcessOptions {
  /** Folder under services/. */
  readonly service: string;
  readonly port: number;
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  /** For Node itself, for example `--cpu-prof`. */
  readonly nodeOptions: readonly string[];
}

/** One service of the build, as the launcher runs it. */
export class ServiceProcess {
  private constructor(
    readonly url: string,
    private readonly process: BoundProcess,
  ) {}

  get pid(): number {
    return this.process.pid;
  }

  /** Resolves when it is ready: its database is up to date, it takes part in its group and it listens. */
  static async start({
    service,
    port,
    directory,
    environment,
    nodeOptions,
  }: ServiceProcessOptions): Promise<ServiceProcess> {
    const log = new LogFile(join(directory, `${service}-${port}.log`));
    const bound = await BoundProcess.start({
      name: service,
      command: process.execPath,
      args: [...nodeOptions, join(import.meta.dirname, '..', '..', 'services', service, 'src', 'main.js')],
      environment: { ...process.env, ...environment, HOST: '127.0.0.1', PORT: String(port) },
      pidFile: join(directory, `${service}-${port}.pid`),
      signalOnParentDeath: 'SIGTERM',
      onOutput: (text) => log.write(text),
    });
    const running = new ServiceProcess(`http://127.0.0.1:${port}`, bound);
    await eventually(`${service} to be ready`, async () => running.readyOrEnded(), {
      found: () => Promise.resolve(log.lastLines(5)),
    });
    if (bound.end !== null) throw new Error(`${service} ended at its start:\n${log.lastLines(20)}`);
    return running;
  }

  /** Stands still from here to `goOn`; not for longer than its group waits for a sign of life (10 s). */
  pause(): void {
    this.process.signal('SIGSTOP');
  }

  goOn(): void {
    this.process.signal('SIGCONT');
  }

  async stop(): Promise<void> {
    await this.process.stop([
      { signal: 'SIGTERM', waitMilliseconds: 15_000 },
      { signal: 'SIGKILL', waitMilliseconds: 2_000 },
    ]);
  }

  private async readyOrEnded(): Promise<true | null> {
    if (this.process.end !== null) return true;
    try {
      return (await fetch(`${this.url}/health/ready`)).ok || null;
    } catch {
      return null;
    }
  }
}
