/**
 * Run by the launcher as a process of its own once everything is ready: fills an empty installation with the sample through the
 * public API. What it says goes to its log; what was interrupted goes on at the next start.
 */
import type { ServiceName } from '../../replay/api.js';
import { loadSample } from '../../replay/load-sample.js';
import { clockOfFile, immovableClock } from '../../replay/month-clock.js';

const { ROTABLES_SAMPLE: task } = process.env;
if (task === undefined) {
  throw new Error('ROTABLES_SAMPLE is missing; this program is run by `npm start`.');
}

/** What the launcher tells this program. */
export interface SampleTask {
  /** The directory of the month. */
  readonly month: string;
  /** Whether the organisation is shown at work now, by the month moved to the last one; else the month is played as it is. */
  readonly isToday: boolean;
  readonly home: string;
  readonly privateKeyPath: string;
  readonly consoleDatabaseUrl: string;
  /** What the services take for now. */
  readonly clockFile: string | null;
  readonly urls: Readonly<Record<string, string>>;
}

const { month, isToday, home, privateKeyPath, consoleDatabaseUrl, clockFile, urls } = JSON.parse(task) as SampleTask;
const urlOf = (service: ServiceName): string => {
  const url = urls[service];
  if (url === undefined) throw new Error(`The launcher gave no address of ${service}.`);
  return url;
};

const onProgress = (line: string): void => void process.stdout.write(`${line}\n`);
const clock = clockFile === null ? immovableClock : clockOfFile(clockFile);
const asOf = isToday ? new Date() : null;
await loadSample({ home, privateKeyPath, consoleDatabaseUrl, urlOf, clock }, { directory: month, asOf, onProgress });
