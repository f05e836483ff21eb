import { spawn, spawnSync, type ChildProcess, type SpawnOptions, type StdioOptions } from 'node:child_process';
import type { Readable } from 'node:stream';
import { removePidFile, writePidFile, type StopStep } from './pid-file.js';
import { PlatformError } from './platform-error.js';
import { signalProcess, type ProcessIdentity } from './process-identity.js';

/** Another user to run as, for programs that refuse to run as root. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
  /** Keeps root's right to pass closed directories (CAP_DAC_OVERRIDE); needs `setpriv`. */
  readonly keepFileAccess: boolean;
}

export interface BoundProcessOptions {
  /** For messages: what this is, in a word or two. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly workingDirectory?: string;
  readonly environment?: NodeJS.ProcessEnv;
  readonly pidFile: string;
  /** Sent by the kernel when this process dies, where the system can (Linux). */
  readonly signalOnParentDeath: NodeJS.Signals;
  readonly runAs?: RunAs | null;
  /** Receives what the process writes to both outputs. */
  readonly onOutput: (text: string) => void;
  /** What the process writes is readable by its own user alone. */
  readonly isPrivate?: boolean;
  /** Opens a channel for `process.send` in the child. */
  readonly messages?: boolean;
}

export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/**
 * A child process that does not outlive its parent: the kernel ends it (`setpriv --pdeathsig`), and where that cannot
 * be had, or was outrun, its pid file lets the next start end it. It leads a session of its own, so that Ctrl-C in a
 * terminal reaches the parent alone, which then stops its children in order.
 */
export class BoundProcess {
  readonly exited: Promise<ProcessEnd>;
  #end: ProcessEnd | null = null;

  private constructor(
    readonly name: string,
    readonly child: ChildProcess,
    readonly identity: ProcessIdentity,
    pidFile: string,
  ) {
    this.exited = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        this.#end = { code, signal };
        removePidFile(pidFile, identity);
        resolve(this.#end);
      });
    });
  }

  static async start(options: BoundProcessOptions): Promise<BoundProcess> {
    const { command, args } = wrap(options);
    const stdio: StdioOptions = options.messages ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', 'pipe', 'pipe'];
    const child = spawnWith(options.isPrivate === true ? ownerOnly : null, command, args, {
      cwd: options.workingDirectory,
      env: options.environment ?? process.env,
      stdio,
      detached: true,
      ...(options.runAs && !canBind() ? { uid: options.runAs.uid, gid: options.runAs.gid } : {}),
    });
    forwardOutput(child.stdout, options.onOutput);
    forwardOutput(child.stderr, options.onOutput);
    const failure = new Promise<never>((_resolve, reject) => child.once('error', reject));
    // When the command cannot be run at all, there is no pid and the reason arrives as an event.
    const identity = child.pid === undefined ? await failure : writePidFile(options.pidFile, child.pid);
    failure.catch(() => undefined);
    if (identity === null) {
      throw new PlatformError('ended-at-once', `${options.name} ended the moment it was started: ${command}.`);
    }
    return new BoundProcess(options.name, child, identity, options.pidFile);
  }

  get pid(): number {
    return this.identity.pid;
  }

  /** How it ended, or null while it runs. */
  get end(): ProcessEnd | null {
    return this.#end;
  }

  signal(signal: NodeJS.Signals): boolean {
    return this.#end === null && signalProcess(this.identity, signal);
  }

  /** Sends the signals in turn, each with its time to work, and resolves when the process is gone. */
  async stop(steps: readonly StopStep[]): Promise<ProcessEnd> {
    for (const step of steps) {
      if (!this.signal(step.signal)) {
        break;
      }
      // A stopped process (SIGSTOP) takes no other signal than SIGKILL until it is continued.
      this.signal('SIGCONT');
      if (await this.#endsWithin(step.waitMilliseconds)) {
        break;
      }
    }
    return this.exited;
  }

  async #endsWithin(milliseconds: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<false>((resolve) => {
      timer = setTimeout(resolve, milliseconds, false);
    });
    const ended = this.exited.then(() => true);
    return Promise.race([ended, timeout]).finally(() => clearTimeout(timer));
  }
}

/** Files without any right for others. */
const ownerOnly = 0o077;

/** A child has the mask of its parent at the moment at which it is made, which is over when `spawn` returns. */
function spawnWith(mask: number | null, command: string, args: string[], options: SpawnOptions): ChildProcess {
  const before = mask === null ? null : process.umask(mask);
  try {
    return spawn(command, args, options);
  } finally {
    if (before !== null) process.umask(before);
  }
}

function forwardOutput(stream: Readable | null, onOutput: (text: string) => void): void {
  stream?.setEncoding('utf8').on('data', onOutput);
}

function wrap(options: BoundProcessOptions): { command: string; args: string[] } {
  const { command, args, runAs } = options;
  if (!canBind()) {
    return { command, args: [...args] };
  }
  const identity = runAs ? [`--reuid=${runAs.uid}`, `--regid=${runAs.gid}`, '--clear-groups'] : [];
  const access = runAs?.keepFileAccess ? ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'] : [];
  const death = `--pdeathsig=${options.signalOnParentDeath.slice('SIG'.length)}`;
  return { command: 'setpriv', args: [...identity, ...access, death, '--', command, ...args] };
}

let bindable: boolean | undefined;

/** Whether the kernel can be asked to end a child with its parent: Linux with util-linux' setpriv. */
export function canBind(): boolean {
  bindable ??= process.platform === 'linux' && spawnSync('setpriv', ['--pdeathsig=KILL', '--', 'true']).status === 0;
  return bindable;
}
