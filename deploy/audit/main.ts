/** `npm run audit [-- --grace SECONDS] [--json]`: compares the books of all services; exit code 1 when they contradict each other. */
import { parseArgs } from 'node:util';
import { parseOptions } from '../launcher/src/options.js';
import { audit, usualGraceSeconds } from './audit.js';
import { consumptionOfServices } from './consumption.js';
import { auditTargets } from './installation.js';
import { reportLines } from './report.js';

const usage = `Usage: npm run audit [-- options]
  --grace SECONDS  what is younger may be on its way and is counted, not judged (${usualGraceSeconds} when not given)
  --json           the whole report for programs
  --help           show this

Environment: ROTABLES_HOME and ROTABLES_PORT_BASE (the local installation), or CONSOLE_DATABASE_URL, WARRANTY_DATABASE_URL,
  SPARE_POOL_DATABASE_URL, RMA_DATABASE_URL and BILLING_DATABASE_URL. Nothing is changed; the system may go on meanwhile.
`;

const exitCodes = { clean: 0, contradictions: 1, notDone: 2 } as const;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      grace: { type: 'string', default: String(usualGraceSeconds) },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return exitCodes.clean;
  }
  if (!/^\d{1,5}$/.test(values.grace))
    throw new Error(`--grace is "${values.grace}", but must be a number of seconds from 0 to 99999.`);
  const targets = auditTargets(parseOptions([], process.env), process.env);
  const report = await audit(targets, {
    consumption: await consumptionOfServices(),
    graceSeconds: Number(values.grace),
  });
  process.stdout.write(values.json ? `${JSON.stringify(report, null, 1)}\n` : `${reportLines(report).join('\n')}\n`);
  return report.clean ? exitCodes.clean : exitCodes.contradictions;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`The audit could not be done: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = exitCodes.notDone;
}
