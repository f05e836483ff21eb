import { extname, join } from 'node:path';
import { BoundProcess, LogFile, PlatformError, type ProcessEnd } from '@rotables/local-platform';
import type { Home } from './home.js';
import type { Running } from './supervised.js';

export interface ChildOptions {
  readonly name: string;
  readonly main: string;
  readonly args?: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  /** What V8 may keep; its own default, a share of the machine, when left out. */
  readonly heapMegabytes?: number;
}

/** A program that is run to its end, or until the signal says that nobody waits for it any more. */
export interface TaskOptions extends ChildOptions {
  readonly signal: AbortSignal;
}

/** How long a service may take to finish what it began; the whole installation is down within 10 s. */
const patienceMilliseconds = 4_500;

// kafkajs computes waits that lie in the past, and Node 24 warns of each.
const nodeFlags = ['--disable-warning=TimeoutNegativeWarning'];

/** A program of ours beside this one, found from the sources as well as from the build. */
export function programBeside(name: string): string {
  return join(import.meta.dirname, `${name}${extname(import.meta.filename)}`);
}

/** Starts a program of ours in a process of its own, with a log and a pid file in the home. */
export async function startChild(home: Home, options: ChildOptions): Promise<Running> {
  const { child, log } = await spawnChild(home, options);
  return {
    exited: child.exited.then((end) => {
      log.close();
      return `${describeEnd(end)}; its log: ${log.path}`;
    }),
    stop: async () => {
      await child.stop([
        { signal: 'SIGTERM', waitMilliseconds: patienceMilliseconds },
        { signal: 'SIGKILL', waitMilliseconds: 1_000 },
      ]);
    },
  };
}

/**
 * Runs a program of ours to its end.
 * @throws PlatformError '<name>-failed' with the last lines that it wrote
 */
export async function runChild(home: Home, options: TaskOptions): Promise<void> {
  const { child, log } = await spawnChild(home, options);
  const end = await endOf(child, options.signal);
  const lastLines = log.lastLines(15);
  log.close();
  if (end.code !== 0) {
    throw new PlatformError(`${options.name}-failed`, `${options.name} ${describeEnd(end)}:\n${lastLines}`);
  }
}

/** One way to sign in, as the terminal shows it. */
export interface SignInLine {
  readonly who: string;
  readonly url: string;
}

/** Runs a program of ours whose output is a secret and is kept in no log. @returns what it wrote, null when it failed */
export async function readChild(home: Home, options: TaskOptions): Promise<string | null> {
  const written: string[] = [];
  const child = await bind(home, options, (text) => written.push(text));
  const { code } = await endOf(child, options.signal);
  return code === 0 ? written.join('') : null;
}

async function endOf(child: BoundProcess, signal: AbortSignal): Promise<ProcessEnd> {
  const kill = (): void => void child.signal('SIGKILL');
  signal.addEventListener('abort', kill);
  if (signal.aborted) {
    kill();
  }
  const end = await child.exited;
  signal.removeEventListener('abort', kill);
  return end;
}

async function spawnChild(home: Home, options: ChildOptions): Promise<{ child: BoundProcess; log: LogFile }> {
  const log = new LogFile(home.path('logs', `${options.name}.log`));
  const child = await bind(home, options, (text) => log.write(text));
  return { child, log };
}

function bind(home: Home, options: ChildOptions, onOutput: (text: string) => void): Promise<BoundProcess> {
  return BoundProcess.start({
    name: options.name,
    command: process.execPath,
    args: [...nodeFlags, ...heapFlags(options), ...process.execArgv, options.main, ...(options.args ?? [])],
    // Node keeps what it has compiled of our modules; the services share most of them.
    environment: { ...options.environment, NODE_COMPILE_CACHE: home.path('cache') },
    pidFile: home.path('run', `${options.name}.pid`),
    signalOnParentDeath: 'SIGTERM',
    onOutput,
  });
}

function heapFlags({ heapMegabytes }: ChildOptions): string[] {
  return heapMegabytes === undefined ? [] : [`--max-old-space-size=${heapMegabytes}`];
}

function describeEnd({ code, signal }: ProcessEnd): string {
  return signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
}
