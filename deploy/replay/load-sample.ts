import type { ServiceName } from './api.js';
import { people } from './people.js';
import { readMonths } from './read-months.js';
import { apiOf } from './replay.js';
import { runPlay } from './run-play.js';
import { rememberSampleStage, sampleStageOf } from './sample-stage.js';

/** An installation that has just been started. */
export interface SystemToFill {
  /** Its state directory; a file in it remembers how far the sample has come. */
  readonly home: string;
  /** Of the key that signs tokens. */
  readonly privateKeyPath: string;
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
export async function loadSample(system: SystemToFill, { directory, onProgress }: LoadSampleOptions): Promise<void> {
  const { home } = system;
  const stage = sampleStageOf(home);
  if (stage === 'done' || stage === 'left-alone') return;
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
  const { record } = await runPlay(api, script, onProgress);
  record.differences.forEach(({ what, expected, found }) =>
    onProgress(`${what}: expected ${expected}, found ${found}`),
  );
  rememberSampleStage(home, 'done');
  onProgress('the sample month is loaded');
}
