import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventContract } from '@rotables/contracts';
import { breaksOf, type ReleasedEvents } from './event-evolution.js';

/** Where every release keeps its events, one folder each. */
export const releasedDirectory = 'contracts/released';
const file = 'events.json';
const versionPattern = /^\d+\.\d+\.\d+$/;

/** The contracts as a release keeps them. */
export function asReleased(contracts: Iterable<EventContract>): ReleasedEvents {
  const sorted = [...contracts].sort((left, right) => (left.type < right.type ? -1 : 1));
  const events = sorted.map(({ type, topic, key, schema, example }) => [type, { topic, key, schema, example }]);
  return JSON.parse(JSON.stringify(Object.fromEntries(events))) as ReleasedEvents;
}

/** All releases in that directory, the oldest first. */
export function readReleases(directory: string): readonly { version: string; events: ReleasedEvents }[] {
  const versions = existsSync(directory) ? readdirSync(directory).filter((name) => versionPattern.test(name)) : [];
  return versions.sort(byVersion).map((version) => ({
    version,
    events: JSON.parse(readFileSync(join(directory, version, file), 'utf8')) as ReleasedEvents,
  }));
}

/** Where today's events break what any release has promised. A break that several releases tell of is told once, of the first. Throws for what cannot be compared. */
export function breaksOfReleases(directory: string, today: ReleasedEvents): string[] {
  // What was not released yet has to be comparable too, from the next release on.
  breaksOf('today', today, today);
  const firstByPlace = new Map<string, string>();
  for (const { version, events } of readReleases(directory)) {
    for (const problem of breaksOf(version, events, today)) {
      const place = problem.replace(` (released with ${version})`, '');
      if (!firstByPlace.has(place)) firstByPlace.set(place, problem);
    }
  }
  return [...firstByPlace.values()];
}

/** Keeps today's events as those of a release, for ever. Throws an Error that says why it may not, and writes nothing then. Returns the path. */
export function release(directory: string, version: string, today: ReleasedEvents): string {
  if (!versionPattern.test(version)) {
    throw new Error(`The version is ${JSON.stringify(version)}, but must be three numbers, for example 0.2.0.`);
  }
  const last = readReleases(directory).at(-1)?.version;
  if (last !== undefined && byVersion(version, last) <= 0) {
    throw new Error(
      `The events of ${last} are released, and what is released never changes. The version in package.json is ${version}; raise it beyond ` +
        `${last} first.`,
    );
  }
  const breaks = breaksOfReleases(directory, today);
  if (breaks.length > 0) throw new Error(breaks.join('\n'));
  mkdirSync(join(directory, version), { recursive: true });
  const path = join(directory, version, file);
  // An event a line: nobody edits it, and whoever reads it looks for one.
  const lines = Object.entries(today).map(([type, event]) => `${JSON.stringify(type)}: ${JSON.stringify(event)}`);
  writeFileSync(path, `{\n${lines.join(',\n')}\n}\n`);
  return path;
}

function byVersion(left: string, right: string): number {
  const [ofLeft, ofRight] = [left, right].map((version) => version.split('.').map(Number));
  const different = ofLeft?.findIndex((number, index) => number !== ofRight?.[index]) ?? -1;
  return different === -1 ? 0 : (ofLeft?.[different] ?? 0) - (ofRight?.[different] ?? 0);
}
