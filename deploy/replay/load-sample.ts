import type { ServiceName } from './api.js';
import { letInEverybodyOf, people } from './people.js';
import type { MonthClock } from './month-clock.js';
import { readMonths } from './read-months.js';
import { apiOf } from './replay.js';
import { runPlay } from './run-play.js';
import { rememberSampleStage, sampleStageOf, type SampleStage } from './sample-stage.js';

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
  /** The month to replay, as `npm run replay` takes it. */
  readonly directory: string;
  readonly onProgress: (line: string) => void;
}

/**
 * Fills an empty installation with the sample month, so that the console has something real in it; meant to run in the background
 * after the start. Safe to call at every start: what was interrupted goes on where it stood, for every command has its
 * idempotency key; what is done is not done again; an installation that somebody else has begun to fill is left alone.
 * @throws Error that says where it stopped; the next start goes on from there
 */
export async function loadSample(system: SystemToFill, options: LoadSampleOptions): Promise<void> {
  const stage = sampleStageOf(system.home);
  if (stage !== 'done' && stage !== 'left-alone') await fillWithSample(system, stage, options);
  // Interrupted, it stands in the month until the next start goes on with it.
  system.clock.followRealTime();
}

async function fillWithSample(
  system: SystemToFill,
  stage: SampleStage,
  { directory, onProgress }: LoadSampleOptions,
): Promise<void> {
  const { home, clock } = system;
  const script = readMonths([directory]);
  const api = await apiOf(system, script, onProgress);
  if (stage === 'none') {
    const sites = await api.list('spare-pool', 'sites', people.approver);
    rememberSampleStage(home, sites.length > 0 ? 'left-alone' : 'begun');
    if (sites.length > 0) return;
  }
  onProgress(
    stage === 'begun'
      ? 'the sample month goes on where it was interrupted'
      : 'filling the empty installation with the sample month',
  );
  await letInEverybodyOf(
    script.cities.map(({ city }) => city),
    system.consoleDatabaseUrl,
  );
  const { record } = await runPlay({ api, clock, script, say: onProgress });
  record.differences.forEach(({ what, expected, found }) =>
    onProgress(`${what}: expected ${expected}, found ${found}`),
  );
  rememberSampleStage(home, 'done');
  onProgress('the sample month is loaded');
}
