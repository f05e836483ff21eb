/**
 * Keeps the events of a release in `contracts/released/<version>/`, by the version in package.json; with `--check` it says where today's events
 * break what was released, and exits with 1 when they do.
 */
import { readFileSync } from 'node:fs';
import { eventContracts } from '@rotables/contracts';
import { asReleased, breaksOfReleases, release, releasedDirectory } from './released-events.js';

const today = asReleased(eventContracts.values());
const problems: string[] = [];

try {
  if (process.argv.includes('--check')) {
    problems.push(...breaksOfReleases(releasedDirectory, today));
    if (problems.length === 0) process.stdout.write('the events keep what was released\n');
  } else {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    process.stdout.write(`${release(releasedDirectory, version, today)} written; commit it with the release\n`);
  }
} catch (error) {
  problems.push(error instanceof Error ? error.message : String(error));
}

for (const problem of problems) process.stderr.write(`${problem}\n`);
if (problems.length > 0) process.exitCode = 1;
