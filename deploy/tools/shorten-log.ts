/** `npm run shorten-log -- --keep-days N [--dry-run]`: gives back the disk of old events that every service has taken in. */
import { parseArgs } from 'node:util';
import { consumptionOfServices } from '../audit/consumption.js';
import { ownedTargets } from '../audit/installation.js';
import { shortenedLines, shortenLogs } from '../audit/shorten-log.js';
import { parseOptions } from '../launcher/src/options.js';

const usage = `Usage: npm run shorten-log -- --keep-days DAYS [options]
  --keep-days DAYS  days (UTC) of published events that stay in any case, 1 to 3650
  --dry-run         says what would be dropped, and drops nothing
  --help            show this

Drops whole days of each service's log of published events, the oldest first, up to the first that some service has not taken in whole or
of which something waits. What is dropped can no longer be delivered again. The system may go on meanwhile.

Environment: ROTABLES_HOME and ROTABLES_PORT_BASE (the local installation), or WARRANTY_DATABASE_OWNER_URL,
  SPARE_POOL_DATABASE_OWNER_URL, RMA_DATABASE_OWNER_URL, BILLING_DATABASE_OWNER_URL and CONSOLE_DATABASE_OWNER_URL.
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      'keep-days': { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const { 'keep-days': keepDays, 'dry-run': dryRun } = values;
  if (keepDays === undefined) throw new Error(`--keep-days is missing.\n\n${usage}`);
  if (!/^\d{1,4}$/.test(keepDays)) {
    throw new Error(`--keep-days is "${keepDays}", but must be a whole number from 1 to 3650.`);
  }
  const targets = ownedTargets(parseOptions([], process.env), process.env);
  const consumption = await consumptionOfServices();
  const logs = await shortenLogs(targets, { consumption, keepDays: Number(keepDays), dryRun });
  process.stdout.write(`${shortenedLines(logs, dryRun).join('\n')}\n`);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`The log could not be shortened: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
