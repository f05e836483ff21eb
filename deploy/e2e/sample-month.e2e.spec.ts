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
import { ShownInstallation } from './support/shown-installation.js';

const startMilliseconds = 180_000;
const loadMilliseconds = 120_000;

/** What has to wait for one of the sample's people at least, by the title on the home page. */
const workThatWaits: Readonly<Record<string, readonly string[]>> = {
  'clerk.dl': ['newCases', 'arriving', 'openQuotes', 'unpaid', 'endingCoverage'],
  'head.dl': ['newCases', 'keepsProposed'],
  'clerk.as': ['newCases', 'openQuotes', 'unpaid', 'discrepancies', 'endingCoverage'],
  'head.as': ['toSign'],
  'wang.fang': ['toApprove', 'toCountersign', 'scrapToApprove', 'refunds', 'keepsProposed', 'discrepancies'],
  'liu.yang': ['custodyToAccept', 'toSign', 'toShip', 'toReceive', 'toReturn', 'exceptions'],
  'chen.jun': ['myDispatchOrders', 'toInspect', 'toRepair', 'repairing', 'toTest'],
  'xu.lei': ['toInspect', 'toTest', 'scrapToAppraise', 'superseded'],
  'qian.hui': ['handovers', 'refunds', 'unpaid', 'matching', 'openQuotes'],
  'zhao.gang': ['scrapToApprove', 'openStatements', 'matching'],
  'wu.audit': ['matching', 'discrepancies', 'exceptions'],
  admin: ['discrepancies', 'exceptions'],
};

describe('the sample of a start', () => {
  const fleet = writeReducedMonth('a month under way');
  const directory = mkdtempSync(join(tmpdir(), 'rotables-sample-'));
  const home = join(directory, 'home');
  const log = join(home, 'logs', 'sample.log');
  let environment: NodeJS.ProcessEnv;
  let shown: ShownInstallation;
  let running: BuiltProgram | null = null;

  beforeAll(async () => {
    const portBase = await freePortBase();
    shown = new ShownInstallation(home, portBase);
    environment = {
      ROTABLES_HOME: home,
      ROTABLES_PORT_BASE: String(portBase),
      ROTABLES_SAMPLE_FLEET: fleet.directory,
      KAFKA_BROKERS: 'in-process',
    };
  });

  afterAll(async () => {
    await running?.stop();
    [directory, fleet.directory].forEach((path) => rmSync(path, { recursive: true, force: true, maxRetries: 5 }));
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
      describe: () => `the sample to come to ${pattern}. It says:\n${loaded()}`,
    });

  it(
    'fills an empty installation in the background, and goes on with the day it began with after a Ctrl-C and after a kill -9',
    async () => {
      const first = await start();
      await untilLoaded(/-16: .*faults:/);
      const { asOf } = shown;
      await first.stop();
      const second = await start();
      await untilLoaded(/goes on where it was interrupted[^]*registration: 400 units/);
      await second.kill();
      const third = await start();
      await third.says(/sample: (loaded|interrupted)/, loadMilliseconds);
      expect(third.output).toContain('sample: loaded');
      expect(shown.asOf).toEqual(asOf);
      expect(loaded()).not.toContain('expected');
    },
    3 * startMilliseconds + 3 * loadMilliseconds,
  );

  it('the books of it are clean', async () => {
    const targets = auditTargets(parseOptions([], environment), environment);
    const report = await audit(targets, { consumption: await consumptionOfServices(), graceSeconds: 0 });
    expect(report.findings.flatMap(({ violations }) => violations)).toEqual([]);
  });

  it('something waits for everybody who is given a link', async () => {
    const homes = await shown.homes();
    const missing = homes.flatMap(({ account, waiting }) =>
      (workThatWaits[account] ?? ['anything'])
        .filter((title) => (waiting[`waiting.${title}`] ?? []).length === 0)
        .map((title) => `${account} ${title}`),
    );
    expect(missing).toEqual([]);
    const urgent = homes.flatMap(({ waiting }) => waiting['waiting.newCases'] ?? []);
    expect(urgent).toContainEqual(expect.objectContaining({ severity: 'critical' }));
  });

  it('a loan is overdue as soon as the month has a second day', async () => {
    const overdue = (await shown.homes()).flatMap(({ waiting }) => waiting['waiting.overdueLoans'] ?? []);
    expect(overdue.length > 0).toBe(!shown.today.endsWith('-01'));
  });

  it('last month is closed, and all but the statements that wait are signed by two', async () => {
    const periods = await shown.list('billing', 'accounting-periods');
    expect(periods).toContainEqual(expect.objectContaining({ period: shown.lastMonth, state: 'closed' }));
    const statements = await shown.list('spare-pool', 'reconciliations', { month: shown.lastMonth });
    const open = statements.filter(({ state }) => state !== 'closed').map(({ city, state }) => ({ city, state }));
    expect(open).toHaveLength(2);
    expect(open).toContainEqual({ city: 'AS', state: 'opened' });
    expect(open).toContainEqual({ city: 'YK', state: 'signed' });
  });

  it('nothing is dated in the future, and this month has begun', async () => {
    const instants = await shown.statedInstants();
    expect(instants.filter(({ at }) => at > shown.asOf)).toEqual([]);
    const cases = await shown.list('rma', 'rma-cases', { reportedFrom: `${shown.today.slice(0, 7)}-01` });
    expect(cases.length).toBeGreaterThan(20);
  });

  it(
    'is not loaded a second time',
    async () => {
      await running?.stop();
      const before = loaded();
      const again = await start();
      expect(again.output).not.toContain('sample:');
      await again.stop();
      expect(loaded()).toBe(before);
    },
    startMilliseconds,
  );
});
