import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sampleMonth } from '../sample/index.js';
import type { ServiceName } from './api.js';
import { people } from './people.js';
import { readMonths } from './read-months.js';
import { apiOf } from './replay.js';
import { runPlay } from './run-play.js';

/** An installation that has just been started. */
export interface SystemToFill {
  /** Its state directory; a file in it remembers how far the sample has come. */
  readonly home: string;
  /** Of the key that signs tokens. */
  readonly privateKeyPath: string;
  urlOf(service: ServiceName): string;
}

export interface LoadSampleOptions {
  readonly onProgress: (line: string) => void;
}

export type SampleState = 'loaded' | 'loaded-before' | 'not-empty';

const markerFile = 'sample.json';

/**
 * Fills an empty installation with the sample month, so that the console has something real in it; meant to run in the background
 * after the start. Safe to call at every start: what was interrupted goes on where it stood, for every command has its
 * idempotency key; what is done is not done again; an installation that somebody else has begun to fill is left alone.
 * @throws Error that says where it stopped; the next start goes on from there
 */
export async function loadSample(system: SystemToFill, { onProgress }: LoadSampleOptions): Promise<SampleState> {
  const marker = join(system.home, 'sample', markerFile);
  const stage = stageIn(marker);
  if (stage === 'done') return 'loaded-before';
  const script = readMonths([sampleMonth()]);
  const api = await apiOf(system, script, onProgress);
  if (stage === 'none') {
    const sites = await api.list('spare-pool', 'sites', people.approver);
    if (sites.length > 0) return 'not-empty';
    write(marker, 'begun');
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
  write(marker, 'done');
  onProgress('the sample month is loaded');
  return 'loaded';
}

type Stage = 'none' | 'begun' | 'done';

function stageIn(marker: string): Stage {
  if (!existsSync(marker)) return 'none';
  const content: unknown = JSON.parse(readFileSync(marker, 'utf8'));
  const stage = typeof content === 'object' && content !== null && 'stage' in content ? content.stage : null;
  return stage === 'done' ? 'done' : 'begun';
}

function write(marker: string, stage: Stage): void {
  mkdirSync(dirname(marker), { recursive: true });
  writeFileSync(marker, `${JSON.stringify({ sample: 'april-2013', stage })}\n`);
}
