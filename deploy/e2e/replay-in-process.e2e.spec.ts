import { existsSync, rmSync } from 'node:fs';
import { expectMonthPlayed } from './support/expect-month.js';
import { writeReducedMonth } from './support/reduced-month.js';
import { ReplayProcess } from './support/replay-process.js';

describe('a month over the bus inside one process', () => {
  const month = writeReducedMonth();
  let run: ReplayProcess | null = null;

  afterAll(async () => {
    await run?.stop();
    rmSync(month.directory, { recursive: true, force: true });
  });

  it('ends as over Kafka, and leaves nothing behind', async () => {
    run = await ReplayProcess.start([month.directory, '--in-process'], {});
    expect((await run.exited).code).toBe(0);
    expectMonthPlayed(run, month);
    expect(existsSync(await run.says(/State\s+(\S+)/, 1_000))).toBe(false);
    const address = await run.says(/rma\s+(http:\S+)/, 1_000);
    await expect(fetch(`${address}/health/live`)).rejects.toThrow(/fetch failed/);
  });

  it('does nothing at all when the input is not right', async () => {
    const wrong = await ReplayProcess.start(['/nowhere/at/all', '--in-process'], {});
    expect((await wrong.exited).code).toBe(2);
    expect(wrong.output).toMatch(/Nothing was done.*\n.*there is no such directory/);
    expect(wrong.output).not.toContain('PostgreSQL');
    await wrong.stop();
  });
});
