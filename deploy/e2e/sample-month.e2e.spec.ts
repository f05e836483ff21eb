import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '@rotables/testing';
import { audit } from '../audit/audit.js';
import { consumptionOfServices } from '../audit/consumption.js';
import { auditTargets } from '../audit/installation.js';
import { parseOptions } from '../launcher/src/options.js';
import { freePortBase } from '../replay/system.js';
import { BuiltProgram } from './support/built-program.js';
import { writeReducedMonth } from './support/months.js';

const startMilliseconds = 180_000;
const loadMilliseconds = 120_000;

describe('the sample month of a start', () => {
  const month = writeReducedMonth();
  const directory = mkdtempSync(join(tmpdir(), 'rotables-sample-month-'));
  const home = join(directory, 'home');
  const log = join(home, 'logs', 'sample.log');
  let environment: NodeJS.ProcessEnv;
  let running: BuiltProgram | null = null;

  beforeAll(async () => {
    environment = {
      ROTABLES_HOME: home,
      ROTABLES_PORT_BASE: String(await freePortBase()),
      ROTABLES_SAMPLE_MONTH: month.directory,
      KAFKA_BROKERS: 'in-process',
    };
  });

  afterAll(async () => {
    await running?.stop();
    [directory, month.directory].forEach((path) => rmSync(path, { recursive: true, force: true, maxRetries: 5 }));
  });

  const loaded = (): string => (existsSync(log) ? readFileSync(log, 'utf8') : '');

  async function start(): Promise<BuiltProgram> {
    running = await BuiltProgram.start('launcher/src/main.js', () => [], environment);
    await running.says(/Rotables is ready/, startMilliseconds);
    return running;
  }

  const untilLoaded = (pattern: RegExp): Promise<true> =>
    waitFor(() => pattern.test(loaded()), {
      timeoutMilliseconds: loadMilliseconds,
      describe: () => `the sample month to come to ${pattern}. It says:\n${loaded()}`,
    });

  it(
    'fills an empty installation in the background, and goes on after a Ctrl-C and after a kill -9',
    async () => {
      const first = await start();
      await untilLoaded(/2013-04-16: .*faults:/);
      await first.stop();
      const second = await start();
      await untilLoaded(/goes on where it was interrupted[^]*2013-04-24: .*faults:/);
      await second.kill();
      const third = await start();
      await third.says(/sample month: (loaded|interrupted)/, loadMilliseconds);
      expect(third.output).toContain('sample month: loaded');
      expect(loaded()).not.toContain('expected');
      const targets = auditTargets(parseOptions([], environment), environment);
      const report = await audit(targets, { consumption: await consumptionOfServices(), graceSeconds: 0 });
      expect(report.findings.flatMap(({ violations }) => violations)).toEqual([]);
      await third.stop();
    },
    3 * startMilliseconds + 3 * loadMilliseconds,
  );

  it(
    'is not loaded a second time',
    async () => {
      const before = loaded();
      const fourth = await start();
      expect(fourth.output).not.toContain('sample month');
      await fourth.stop();
      expect(loaded()).toBe(before);
    },
    startMilliseconds,
  );
});
