import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** How far an installation is with its sample; `left-alone` when somebody else had begun to fill it. */
export type SampleStage = 'none' | 'begun' | 'done' | 'left-alone';

export interface SampleProgress {
  readonly stage: SampleStage;
  /** When the organisation is shown as of that instant: whoever goes on later goes on with it. Null where a month is played as it is. */
  readonly asOf: Date | null;
}

/** @param home the state directory of the installation; a file in it remembers */
export function sampleProgressOf(home: string): SampleProgress {
  const marker = markerIn(home);
  if (!existsSync(marker)) return { stage: 'none', asOf: null };
  const { stage, asOf } = JSON.parse(readFileSync(marker, 'utf8')) as Marker;
  return {
    stage: stage === 'done' || stage === 'left-alone' ? stage : 'begun',
    asOf: typeof asOf === 'string' ? new Date(asOf) : null,
  };
}

export function sampleStageOf(home: string): SampleStage {
  return sampleProgressOf(home).stage;
}

export function rememberSample(home: string, { stage, asOf }: SampleProgress): void {
  const marker = markerIn(home);
  mkdirSync(dirname(marker), { recursive: true });
  // In one step, so that a start that is killed leaves no half of it.
  writeFileSync(
    `${marker}.new`,
    `${JSON.stringify({ stage, ...(asOf === null ? {} : { asOf: asOf.toISOString() }) })}\n`,
  );
  renameSync(`${marker}.new`, marker);
}

interface Marker {
  readonly stage?: unknown;
  readonly asOf?: unknown;
}

function markerIn(home: string): string {
  return join(home, 'sample', 'sample.json');
}
