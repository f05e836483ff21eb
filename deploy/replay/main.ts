/** `npm run replay [-- DIR …]`: plays months of a fleet through the public API of a whole installation, and looks at what came out. */
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { PlatformError } from '@rotables/local-platform';
import { sampleMonth } from '../sample/index.js';
import { immovableClock } from './month-clock.js';
import { BadOptions, parseReplayOptions, usage, type ReplayOptions } from './options.js';
import { BadInput, readMonths } from './read-months.js';
import { replay, type Outcome } from './replay.js';
import { resultForPrograms } from './result.js';
import { summaryLines } from './summary.js';
import { runningSystem, startOwnSystem, type System } from './system.js';

const withoutClock =
  'ROTABLES_CLOCK is not set, so the installation stays in the present: what a rule judges by the day of today may come out otherwise than ' +
  'in the month. To play in the month, start the installation and this with ROTABLES_CLOCK naming one file (README, Running it).';
const exitCodes = { asExpected: 0, differs: 1, notDone: 2 } as const;
const started = performance.now();

function say(line: string): void {
  process.stdout.write(`[${((performance.now() - started) / 1_000).toFixed(1).padStart(6)} s] ${line}\n`);
}

async function main(): Promise<number> {
  const options = parseReplayOptions(process.argv.slice(2));
  if (options === null) {
    process.stdout.write(usage);
    return exitCodes.asExpected;
  }
  // Read first: with a mistake in the input nothing is begun.
  const script = readMonths(options.directories.length > 0 ? options.directories : [sampleMonth()]);
  const system =
    options.url === null ? await startOwnSystem(options.inProcess, say) : runningSystem(options.url, process.env);
  if (system.clock === immovableClock) say(withoutClock);
  const interrupted = interruption();
  try {
    const outcome = await Promise.race([replay(system, script, say), interrupted]);
    tell(outcome, options);
    if (options.keep) await keepUntilInterrupted(system, interrupted);
    return outcome.asExpected ? exitCodes.asExpected : exitCodes.differs;
  } finally {
    await system.stop();
    if (options.url === null && !options.keep)
      rmSync(system.home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

function tell({ play, result, audit, seconds }: Outcome, { json }: ReplayOptions): void {
  process.stdout.write(`${summaryLines(play, result, audit, seconds).join('\n')}\n`);
  if (json !== null)
    writeFileSync(json, `${JSON.stringify(resultForPrograms(play, result, audit, seconds), null, 1)}\n`);
}

class Interrupted extends Error {}

async function interruption(): Promise<never> {
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  throw new Interrupted('Interrupted; the system is being stopped.');
}

async function keepUntilInterrupted(system: System, interrupted: Promise<never>): Promise<void> {
  say(`The system stays up (${system.urlOf('warranty')} …, state in ${system.home}) until Ctrl-C.`);
  await interrupted.catch((error: unknown) => {
    if (!(error instanceof Interrupted)) throw error;
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  const foreseen =
    error instanceof BadInput ||
    error instanceof BadOptions ||
    error instanceof PlatformError ||
    error instanceof Interrupted;
  const text = error instanceof Error ? (foreseen ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(
    `${error instanceof BadInput ? 'Nothing was done, for the input is not right:\n' : ''}${text}\n`,
  );
  process.exitCode = error instanceof BadInput || error instanceof BadOptions ? exitCodes.notDone : exitCodes.differs;
}
// What a client library still holds open must not keep a run alive that is over.
process.exit();
