import { existsSync, rmSync } from 'node:fs';
import { expectMonthPlayed } from './support/expect-month.js';
import { expectOtherwise, writeMonthAfter, writeReducedMonth } from './support/months.js';
import { ReplayProcess } from './support/replay-process.js';

const playMilliseconds = 180_000;

describe('two months over the bus inside one process', () => {
  const april = writeReducedMonth();
  const may = writeMonthAfter(april);
  const directories = [april.directory, may.directory];
  let run: ReplayProcess;

  beforeAll(async () => {
    run = await ReplayProcess.start([...directories, '--in-process', '--keep'], {});
    await run.says(/stays up/, playMilliseconds);
  }, playMilliseconds);

  afterAll(async () => {
    await run.stop();
    directories.forEach((directory) => rmSync(directory, { recursive: true, force: true }));
  });

  it('end as over Kafka, each with its statements and its closed books', () => {
    expectMonthPlayed(run, april, may);
    expect(run.output).toMatch(/books: 2013-04 closed/);
    expect(run.output).toMatch(/books: 2013-05 closed/);
  });

  it(
    'sent again to the running system change nothing, and what is expected otherwise is told with exit code 1',
    async () => {
      const home = await run.says(/State\s+(\S+)/, 1_000);
      const port = Number(await run.says(/warranty\s+http:\/\/127\.0\.0\.1:(\d+)/, 1_000)) - 1;
      const [serial = ''] = Object.keys(may.entitlements);
      expectOtherwise(may, { ...may.entitlements, [serial]: 'paid', NEVER: 'repair' });
      const args = [...directories, '--url', `http://127.0.0.1:${port}`];
      const again = await ReplayProcess.start(args, { ROTABLES_HOME: home });
      expect((await again.exited).code).toBe(1);
      const result = again.result();
      expect(result.differences).toEqual([
        { what: `entitlement of ${serial}`, expected: 'paid', found: 'refund' },
        { what: 'entitlement of NEVER', expected: 'repair', found: 'no fault of it reported' },
      ]);
      expect(again.output).toContain(`DIFFERS: entitlement of ${serial}: expected paid, found refund`);
      const { charges, entitlements } = run.result();
      expect([result.charges, result.entitlements, result.audit.clean]).toEqual([charges, entitlements, true]);
      await again.stop();
    },
    playMilliseconds,
  );

  it('keep their system until they are stopped, and leave nothing behind', async () => {
    const address = await run.says(/rma\s+(http:\S+)/, 1_000);
    expect((await fetch(`${address}/health/live`)).status).toBe(200);
    await run.stop();
    expect((await run.exited).code).toBe(0);
    expect(existsSync(await run.says(/State\s+(\S+)/, 1_000))).toBe(false);
    await expect(fetch(`${address}/health/live`)).rejects.toThrow(/fetch failed/);
  });
});

it('a replay does nothing at all when the input is not right', async () => {
  const wrong = await ReplayProcess.start(['/nowhere/at/all', '--in-process'], {});
  expect((await wrong.exited).code).toBe(2);
  expect(wrong.output).toMatch(/Nothing was done.*\n.*there is no such directory/);
  expect(wrong.output).not.toContain('PostgreSQL');
  await wrong.stop();
});
