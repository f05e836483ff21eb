import { businessDateOf } from '@rotables/domain-kernel';
import type { ServiceName } from './api.js';
import { momentOf } from './fit-moments.js';
import { planScene } from './live-play.js';
import { leftToCount, leftToCountersign } from './live-scene.js';
import type { Script } from './month.js';
import { letInEverybodyOf, people } from './people.js';
import type { MonthClock } from './month-clock.js';
import { readMonths } from './read-months.js';
import { apiOf, runIdOf } from './replay.js';
import { runPlay, type PlayToRun } from './run-play.js';
import { rememberSample, sampleProgressOf } from './sample-stage.js';
import { shiftToLastMonth } from './shift-script.js';

/** An installation that has just been started. */
export interface SystemToFill {
  /** Its state directory; a file in it remembers how far the sample has come. */
  readonly home: string;
  /** Of the key that signs tokens. */
  readonly privateKeyPath: string;
  /** Where the accounts are. */
  readonly consoleDatabaseUrl: string;
  /** What its services take for now; in the end it is the real time again. */
  readonly clock: MonthClock;
  urlOf(service: ServiceName): string;
}

export interface LoadSampleOptions {
  /** The month, as `npm run replay` takes it. */
  readonly directory: string;
  /**
   * The organisation is shown at work at this instant: the month is moved to be the last whole one before it, and the one after it is
   * under way. Null: the month is played as it is.
   */
  readonly asOf: Date | null;
  readonly onProgress: (line: string) => void;
}

/**
 * Fills an empty installation with the sample, so that the console has something real in it; meant to run in the background after the
 * start. Safe to call at every start: what was interrupted goes on where it stood, as of the instant as of which it was begun, for every
 * command has its idempotency key; what is done is not done again; an installation that somebody else has begun to fill is left alone.
 * @throws Error that says where it stopped; the next start goes on from there
 */
export async function loadSample(system: SystemToFill, options: LoadSampleOptions): Promise<void> {
  const { stage, asOf } = sampleProgressOf(system.home);
  if (stage === 'begun') {
    options.onProgress('the sample goes on where it was interrupted');
    await fillWithSample(system, { ...options, asOf });
  }
  if (stage === 'none' && (await isEmpty(system, options.onProgress))) {
    options.onProgress('filling the empty installation with the sample');
    rememberSample(system.home, { stage: 'begun', asOf: options.asOf });
    await fillWithSample(system, options);
  }
  // Interrupted, it stands in what is played until the next start goes on with it.
  system.clock.followRealTime();
}

async function isEmpty(system: SystemToFill, onProgress: (line: string) => void): Promise<boolean> {
  const api = await apiOf(system, 'looks only', onProgress);
  const sites = await api.list('spare-pool', 'sites', people.approver);
  if (sites.length > 0) rememberSample(system.home, { stage: 'left-alone', asOf: null });
  return sites.length === 0;
}

async function fillWithSample(system: SystemToFill, { directory, asOf, onProgress }: LoadSampleOptions): Promise<void> {
  const started = performance.now();
  const months = readMonths([directory]);
  const script = asOf === null ? months : shiftToLastMonth(months, businessDateOf(asOf));
  const runId = asOf === null ? runIdOf(months) : `${runIdOf(months)} as of ${asOf.toISOString()}`;
  const api = await apiOf(system, runId, onProgress);
  await letInEverybodyOf(
    script.cities.map(({ city }) => city),
    system.consoleDatabaseUrl,
  );
  const say = (line: string): void => onProgress(`${((performance.now() - started) / 1_000).toFixed(1)} s  ${line}`);
  const { record } = await runPlay({ api, clock: system.clock, script, say, ...showingAsOf(asOf, script) });
  record.differences.forEach(({ what, expected, found }) =>
    onProgress(`${what}: expected ${expected}, found ${found}`),
  );
  rememberSample(system.home, { stage: 'done', asOf });
  say('the sample is loaded');
}

function showingAsOf(asOf: Date | null, { cities }: Script): Pick<PlayToRun, 'showing'> {
  if (asOf === null) return {};
  const now = momentOf(asOf);
  const known = (one: string): boolean => cities.some(({ city }) => city === one);
  const left = { leftToCount: leftToCount.filter(known), leftToCountersign: leftToCountersign.filter(known) };
  return { showing: { now, ...left, planScene: (play) => planScene(play, now) } };
}
