/** `npm run repeat-fleet -- DIR TIMES OUT`: writes a month with the fleet of DIR several times over, under other serials, for measuring. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BadInput, readMonths } from '../replay/read-months.js';

const usage = `Usage: npm run repeat-fleet -- DIR TIMES OUT
  DIR    a month that npm run replay takes, for example deploy/sample/april-2013
  TIMES  how many times its fleet: 2 to 50; the second has the serials of the first with -2 behind, and so on
  OUT    the directory to write, which must not exist; faults, pool, cities and plans are copied, what was expected is not
`;

class BadUsage extends Error {}

function repeatFleet(directory: string, times: number, target: string): number {
  const [month] = readMonths([directory]).months;
  const units = month?.units ?? [];
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(directory).filter((file) => file.endsWith('.csv') && file !== 'units.csv')) {
    copyFileSync(join(directory, name), join(target, name));
  }
  const lines = Array.from({ length: times }, (_, turn) =>
    units.map(({ serial, model, city, plan, acceptanceOn, installedOn }) =>
      [turn === 0 ? serial : `${serial}-${turn + 1}`, model, city, plan, acceptanceOn, installedOn].join(','),
    ),
  );
  const header = 'serial,model,city,plan,acceptance_date,installed_on';
  writeFileSync(join(target, 'units.csv'), `${[header, ...lines.flat()].join('\n')}\n`);
  return units.length * times;
}

try {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [directory = '', times = '', target = ''] = positionals;
  if (positionals.length !== 3) throw new BadUsage(`Three arguments are needed, not ${positionals.length}.`);
  if (!/^\d{1,2}$/.test(times) || Number(times) < 2 || Number(times) > 50) {
    throw new BadUsage(`TIMES is "${times}", but must be a whole number from 2 to 50.`);
  }
  if (existsSync(target))
    throw new BadUsage(`OUT is "${target}", which exists already; name a directory that does not.`);
  process.stdout.write(`${repeatFleet(resolve(directory), Number(times), resolve(target))} units in ${target}\n`);
} catch (error) {
  if (!(error instanceof BadUsage || error instanceof BadInput)) throw error;
  process.stderr.write(`${error.message}\n${error instanceof BadUsage ? `\n${usage}` : ''}`);
  process.exitCode = 2;
}
