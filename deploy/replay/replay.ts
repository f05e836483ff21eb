import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPrivateKey } from '@rotables/access';
import { audit } from '../audit/audit.js';
import { consumptionOfServices } from '../audit/consumption.js';
import type { AuditReport } from '../audit/report.js';
import { Api } from './api.js';
import type { Script } from './month.js';
import { Badges, letInEverybodyOf } from './people.js';
import type { Play } from './play.js';
import { collectResult, type Result } from './result.js';
import { runPlay } from './run-play.js';
import type { System } from './system.js';

export interface Outcome {
  readonly play: Play;
  readonly result: Result;
  readonly audit: AuditReport;
  readonly seconds: number;
  readonly asExpected: boolean;
}

/** Plays the script on the system and looks at what came out. */
export async function replay(system: System, script: Script, say: (line: string) => void): Promise<Outcome> {
  const started = performance.now();
  await letInEverybodyOf(
    script.cities.map(({ city }) => city),
    system.consoleDatabaseUrl(),
  );
  const api = await apiOf(system, runIdOf(script), say);
  const play = await runPlay({ api, clock: system.clock, script, say });
  const result = await collectResult(play);
  say('audit');
  const report = await audit(system.databases(), { consumption: await consumptionOfServices(), graceSeconds: 0 });
  const asExpected = play.record.differences.length === 0 && report.clean;
  return { play, result, audit: report, seconds: (performance.now() - started) / 1_000, asExpected };
}

/** The way to the system's services; the same run has the same idempotency keys, so that one that is sent again goes on. */
export async function apiOf(
  system: Pick<System, 'urlOf' | 'privateKeyPath'>,
  runId: string,
  say: (line: string) => void,
): Promise<Api> {
  const away = new Set<string>();
  return new Api({
    urlOf: (service) => system.urlOf(service),
    badges: new Badges(await loadPrivateKey(system.privateKeyPath)),
    runId,
    onAway: (service, reason) => {
      const second = `${service} ${Math.floor(performance.now() / 5_000)}`;
      if (!away.has(second))
        say(`${service} does not answer (${reason.slice(0, 120)}); the request is sent again with its key`);
      away.add(second);
    },
  });
}

/** What the months say, not where they lie: a directory that was moved is the same months. */
export function runIdOf({ months }: Script): string {
  const digest = createHash('sha256');
  for (const { directory } of months) {
    for (const name of readdirSync(directory)
      .filter((file) => file.endsWith('.csv'))
      .sort()) {
      digest.update(`${name}\n`).update(readFileSync(join(directory, name)));
    }
  }
  return digest.digest('hex');
}
