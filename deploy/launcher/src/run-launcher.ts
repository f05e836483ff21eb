import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PlatformError } from '@rotables/local-platform';
import { Launcher } from './launcher.js';
import { parseOptions, type LauncherOptions } from './options.js';
import { Screen } from './screen.js';
import type { ServiceDescription } from './services.js';
import { SourceWatch } from './watch.js';

/** After it nothing is waited for: what still runs is ended by the kernel with this process, or by the next start. */
const longestStopMilliseconds = 9_500;

/** The whole of `npm start`. The exit code is 0 after Ctrl-C or SIGTERM, 1 after a fault, 2 for wrong options. */
export async function runLauncher(described: readonly ServiceDescription[]): Promise<void> {
  const options = optionsOrExit();
  const screen = new Screen((text) => process.stdout.write(text));
  const launcher = new Launcher(options, described, screen);
  let exitCode: number | null = null;
  const leave = async (code: number, reason: string): Promise<void> => {
    // A second Ctrl-C, or a fault while stopping, changes nothing: everything is being stopped already.
    if (exitCode !== null) {
      return;
    }
    exitCode = code;
    screen.line(reason);
    await Promise.race([launcher.stop(), delay(longestStopMilliseconds)]);
    screen.line('stopped');
    process.exit(exitCode);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void leave(0, `stopping (${signal})`));
  }
  quietWarnings();
  try {
    await launcher.start();
    if (options.watch) {
      new SourceWatch(repositoryRoot(), launcher, screen);
    }
  } catch (error) {
    await leave(1, `Rotables could not be started. ${textOf(error)}`);
  }
}

function optionsOrExit(): LauncherOptions {
  try {
    return parseOptions(process.argv.slice(2), process.env);
  } catch (error) {
    const isHelp = error instanceof PlatformError && error.code === 'help';
    (isHelp ? process.stdout : process.stderr).write(`${textOf(error)}\n`);
    process.exit(isHelp ? 0 : 2);
  }
}

/** Faults that we foresaw are sentences; of others the way they took is worth more than looks. */
function textOf(error: unknown): string {
  if (error instanceof PlatformError) {
    return error.message;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The folder that holds the sources, above both them and their build. */
function repositoryRoot(): string {
  let directory = import.meta.dirname;
  while (!existsSync(join(directory, 'nest-cli.json')) && directory !== dirname(directory)) {
    directory = dirname(directory);
  }
  return directory;
}

/** kafkajs computes waits that lie in the past, and Node 24 warns of each on the terminal. */
function quietWarnings(): void {
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    if (warning.name !== 'TimeoutNegativeWarning') {
      process.stderr.write(`${warning.stack ?? warning.message}\n`);
    }
  });
}
