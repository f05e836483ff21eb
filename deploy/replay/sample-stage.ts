import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** How far an installation is with its sample month; `left-alone` when somebody else had begun to fill it. */
export type SampleStage = 'none' | 'begun' | 'done' | 'left-alone';

/** @param home the state directory of the installation; a file in it remembers */
export function sampleStageOf(home: string): SampleStage {
  const marker = markerIn(home);
  if (!existsSync(marker)) return 'none';
  const content: unknown = JSON.parse(readFileSync(marker, 'utf8'));
  const stage = typeof content === 'object' && content !== null && 'stage' in content ? content.stage : null;
  return stage === 'done' || stage === 'left-alone' ? stage : 'begun';
}

export function rememberSampleStage(home: string, stage: SampleStage): void {
  const marker = markerIn(home);
  mkdirSync(dirname(marker), { recursive: true });
  writeFileSync(marker, `${JSON.stringify({ stage })}\n`);
}

function markerIn(home: string): string {
  return join(home, 'sample', 'sample.json');
}
