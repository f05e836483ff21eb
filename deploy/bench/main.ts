/** `npm run bench`: how far the program is from what the same machine can do, as ratios taken in one run. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { InvalidInput } from '@rotables/domain-kernel';
import { PlatformError } from '@rotables/local-platform';
import { effortOf, type Figure, type Measurement } from './figure.js';
import { consumerFigure } from './consumer-figure.js';
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
];
const started = performance.now();

function say(line: string): void {
  process.stdout.write(`[${((performance.now() - started) / 1_000).toFixed(1).padStart(6)} s] ${line}\n`);
}

function chosen({ names, quick }: BenchOptions): readonly Figure[] {
  if (names.length === 0) return figures.filter(({ isQuick }) => isQuick || !quick);
  return figures.filter(({ name }) => names.includes(name));
}

class Interrupted extends Error {}

async function interruption(): Promise<never> {
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  throw new Interrupted('Interrupted; what was started is stopped.');
}

async function bench(options: BenchOptions): Promise<void> {
  const effort = effortOf(options);
  const pgbench = await hasPgbench();
  const wanted = chosen(options);
  if (!pgbench && wanted.some(({ needsPgbench }) => needsPgbench)) say(pgbenchAdvice);
  const machine = await Machine.start(options.profile);
  const measurements: Measurement[] = [];
  const measure = async (): Promise<void> => {
    for (const figure of wanted) {
      if (figure.needsPgbench && !pgbench) continue;
      say(`${figure.name}: preparing`);
      measurements.push(...(await figure.measure({ machine, effort, say })));
    }
  };
  try {
    await Promise.race([measure(), interruption()]);
  } finally {
    await machine.stop();
  }
  const machineText = `${availableParallelism()} cores; ${effort.rounds} rounds, interleaved; fsync on, synchronous_commit on, acks all.`;
  process.stdout.write(`\n${machineText}\n\n${reportText(measurements)}`);
  if (options.json !== null)
    writeFileSync(options.json, `${JSON.stringify(measurements.map(reportLineOf), null, 1)}\n`);
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
