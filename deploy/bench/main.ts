/** `npm run bench`: how far the program is from what the same machine can do, as ratios taken in one run. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { InvalidInput } from '@rotables/domain-kernel';
import { PlatformError } from '@rotables/local-platform';
import { effortOf, type Effort, type Figure, type Measurement, type Section } from './figure.js';
import { consumerFigure } from './consumer-figure.js';
import { growthFigure } from './growth/growth-figure.js';
import { keptEventsFigure } from './kept-events-figure.js';
import { latencyFigure } from './latency-figure.js';
import { loanFigure } from './loan-figure.js';
import { Machine } from './machine.js';
import { parseBenchOptions, usage, type BenchOptions } from './options.js';
import { hasPgbench, pgbenchAdvice } from './pgbench.js';
import { relayFigure } from './relay-figure.js';
import { readsFigure } from './reads-figure.js';
import { registrationFigure } from './registration-figure.js';
import { reportLineOf, reportText } from './report.js';
import { startFigure } from './start-figure.js';
import { statementFigure } from './statement-figure.js';

/** In the order in which they are taken: the start first, while nothing else has filled the machine's caches. */
const figures: readonly Figure[] = [
  startFigure,
  loanFigure,
  latencyFigure,
  relayFigure,
  consumerFigure,
  statementFigure,
  registrationFigure,
  keptEventsFigure,
  readsFigure,
  growthFigure,
];
const started = performance.now();

function say(line: string): void {
  process.stdout.write(`[${((performance.now() - started) / 1_000).toFixed(1).padStart(6)} s] ${line}\n`);
}

function chosen({ names, quick }: BenchOptions): readonly Figure[] {
  if (names.length === 0)
    return figures.filter(({ isPartOf }) => isPartOf === 'every run' || (isPartOf === 'full runs' && !quick));
  return figures.filter(({ name }) => names.includes(name));
}

class Interrupted extends Error {}

async function interruption(): Promise<never> {
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  throw new Interrupted('Interrupted; what was started is stopped.');
}

/** What a run has found so far; it is told even where a figure failed. */
class Results {
  readonly measurements: Measurement[] = [];
  readonly sections: Section[] = [];
  readonly failures: { readonly figure: string; readonly reason: string }[] = [];

  tell({ rounds }: Effort, { json, picture }: BenchOptions): void {
    const machineText = `${availableParallelism()} cores; ${rounds} rounds, interleaved; fsync on, synchronous_commit on, acks all.`;
    const failed = this.failures.map(({ figure, reason }) => `${figure} failed: ${reason}\n`);
    const sections = this.sections.map(({ text }) => text);
    const table = this.measurements.length === 0 ? [] : [reportText(this.measurements)];
    process.stdout.write(`\n${[`${machineText}\n`, ...table, ...sections, ...failed].join('\n')}`);
    const data = {
      figures: this.measurements.map(reportLineOf),
      ...Object.fromEntries(this.sections.map((section) => [section.name, section.data])),
      failures: this.failures,
    };
    if (json !== null) writeFileSync(json, `${JSON.stringify(data, null, 1)}\n`);
    for (const section of this.sections) if (picture !== null) writeFileSync(picture, section.picture);
  }
}

async function bench(options: BenchOptions): Promise<void> {
  const effort = effortOf(options);
  const pgbench = await hasPgbench();
  const wanted = chosen(options);
  if (!pgbench && wanted.some(({ needsPgbench }) => needsPgbench)) say(pgbenchAdvice);
  const machine = await Machine.start(options.profile);
  const results = new Results();
  const present = (section: Section): void => void results.sections.push(section);
  let ended = false;
  const isOver = (): boolean => ended;
  const measure = async (): Promise<void> => {
    for (const figure of wanted) {
      if (isOver() || (figure.needsPgbench && !pgbench)) continue;
      say(`${figure.name}: preparing`);
      try {
        results.measurements.push(...(await figure.measure({ machine, effort, say, present })));
      } catch (error) {
        // What is stopped fails, which says nothing.
        if (isOver()) return;
        // The other figures stand on their own; the table says what is missing, and so does the exit code.
        const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
        say(`${figure.name}: failed`);
        results.failures.push({ figure: figure.name, reason });
        await machine.stopServices();
      }
    }
  };
  try {
    await Promise.race([measure(), interruption()]);
  } finally {
    ended = true;
    await machine.stop();
    results.tell(effort, options);
  }
  if (results.failures.length > 0) process.exitCode = 1;
}

try {
  const options = parseBenchOptions(process.argv.slice(2), [...new Set(figures.map(({ name }) => name))]);
  if (options === null) process.stdout.write(usage);
  else await bench(options);
} catch (error) {
  const foreseen = error instanceof InvalidInput || error instanceof PlatformError || error instanceof Interrupted;
  process.stderr.write(`${error instanceof Error ? (foreseen ? error.message : error.stack) : String(error)}\n`);
  process.exitCode = 1;
}
// What a client library still holds open must not keep a run alive that is over.
process.exit();
