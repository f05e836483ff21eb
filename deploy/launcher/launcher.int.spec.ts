import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describeWithKafka, waitFor, type ChildScript } from '@rotables/testing';
import { TestInstallation } from './test/launcher-run.js';

const wholeStopMilliseconds = 10_000;
/** Several starts of everything, on a machine that does other things too. */
const patienceMilliseconds = 300_000;

let installation: TestInstallation;

beforeEach(async () => {
  installation = await TestInstallation.create();
});

afterEach(() => installation.remove());

/** Stops it as Ctrl-C does, and sees that it is down in time with nothing left. */
async function stopAndSeeNothingLeft(launcher: ChildScript): Promise<void> {
  const started = performance.now();
  launcher.signal('SIGINT');
  const end = await launcher.exited;
  expect({ ...end, output: launcher.output }).toMatchObject({ code: 0, output: expect.stringContaining('stopped') });
  expect(performance.now() - started).toBeLessThan(wholeStopMilliseconds);
  expect(installation.livingProcesses()).toEqual([]);
  expect(await installation.portsInUse()).toEqual([]);
}

describeWithKafka('npm start with a Kafka of its own', () => {
  it(
    'starts each service in its own process, restarts one that dies, refuses a second launcher, and stops within 10 s',
    async () => {
      const launcher = await installation.start();
      const first = await installation.get(1);
      const second = await installation.get(2);
      expect(first).toMatchObject({
        row: { starts: 1, role: 'rotables_first_app' },
        brokers: `127.0.0.1:${installation.portBase + 6}`,
        brokerUser: 'first',
        ownerUrl: null,
      });
      expect(second.row.role).toBe('rotables_second_app');
      expect(first.pid).not.toBe(second.pid);
      expect(launcher.output).toContain(`http://127.0.0.1:${installation.portBase + 1}/docs`);

      await installation.get(1, '/die').catch(() => undefined);
      await waitFor(() => launcher.output.includes('first: runs again'), {
        describe: 'the restart',
        timeoutMilliseconds: 30_000,
      });
      expect(launcher.output).toMatch(
        /first: ended by itself \(ended with exit code 3; its log: .*\); starting it again in 0\.5 s/,
      );
      expect((await installation.get(1)).row.starts).toBe(2);

      const another = await installation.launch();
      expect(await another.exited).toMatchObject({ code: 1 });
      expect(another.output).toContain(`already runs on ${installation.home} (process ${launcher.pid})`);
      await stopAndSeeNothingLeft(launcher);
    },
    patienceMilliseconds,
  );

  it(
    'goes on after a kill -9 of the launcher though its Kafka is slow to end, with the data, and reset starts from nothing',
    async () => {
      const killed = await installation.start();
      // As slow as can be: asked to end by the kernel, it still holds its ports when the next start comes.
      process.kill(installation.pidOfBroker(), 'SIGSTOP');
      await killed.kill();
      const next = await installation.start();
      expect((await installation.get(1)).row.starts).toBe(2);
      await stopAndSeeNothingLeft(next);

      const fromNothing = await installation.start(['--reset']);
      expect(fromNothing.output).toContain(`deleting everything in ${installation.home}`);
      expect((await installation.get(1)).row.starts).toBe(1);
      await stopAndSeeNothingLeft(fromNothing);
    },
    patienceMilliseconds,
  );
});

describe('npm start', () => {
  it(
    'without Kafka runs the services in one process and says so in one line',
    async () => {
      const launcher = await installation.start([], { KAFKA_BROKERS: 'in-process', RATE_LIMIT_PER_MINUTE: '0' });
      const lines = launcher.output.split('\n').filter((line) => line.includes('all services share one process'));
      expect(lines).toHaveLength(1);
      const answers = await Promise.all(
        [1, 2].map((offset) => fetch(`http://127.0.0.1:${installation.portBase + offset}/health/ready`)),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      await Promise.all(answers.map((answer) => answer.arrayBuffer()));
      expect(installation.livingProcesses()).toHaveLength(2);
      await stopAndSeeNothingLeft(launcher);
    },
    patienceMilliseconds,
  );

  it('stopped in the middle of its start leaves nothing behind', async () => {
    const launcher = await installation.launch([], { KAFKA_BROKERS: 'in-process' });
    await waitFor(() => launcher.output.includes('PostgreSQL: starting'), {
      describe: 'the start',
      timeoutMilliseconds: 60_000,
    });
    await stopAndSeeNothingLeft(launcher);
  });

  it('names every port in use, its holder, and what to do', async () => {
    const port = installation.portBase + 1;
    const stranger = createServer().listen(port, '127.0.0.1');
    await new Promise((resolve) => stranger.once('listening', resolve));
    const launcher = await installation.launch();
    expect(await launcher.exited).toMatchObject({ code: 1 });
    expect(launcher.output).toContain(`Port ${port} for first is in use by process ${process.pid}`);
    expect(launcher.output).toContain('set ROTABLES_PORT_BASE');
    await new Promise((resolve) => stranger.close(resolve));
  });

  it('neither uses nor deletes a directory that it did not make', async () => {
    mkdirSync(installation.home, { recursive: true });
    writeFileSync(join(installation.home, 'thesis.txt'), 'years of work');
    const launcher = await installation.launch(['--reset']);
    expect(await launcher.exited).toMatchObject({ code: 1 });
    expect(launcher.output).toContain('was not made by an earlier start');
    expect(existsSync(join(installation.home, 'thesis.txt'))).toBe(true);
  });

  it('lists every wrong setting', async () => {
    const launcher = await installation.launch([], {
      ROTABLES_PORT_BASE: '80',
      KAFKA_BROKERS: 'localhost',
      DATABASE_URL: 'db',
    });
    expect(await launcher.exited).toMatchObject({ code: 2 });
    for (const name of [
      'ROTABLES_PORT_BASE is "80"',
      'KAFKA_BROKERS has "localhost"',
      'DATABASE_URL is not an address',
    ]) {
      expect(launcher.output).toContain(name);
    }
    const mistyped = await installation.launch(['--rest']);
    expect(await mistyped.exited).toMatchObject({ code: 2 });
    expect(mistyped.output).toContain("Unknown option '--rest'");
  });
});
