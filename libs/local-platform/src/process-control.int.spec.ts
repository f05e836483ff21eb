import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BoundProcess } from './bound-process.js';
import { keptSecret } from './kept-secret.js';
import { LogFile } from './log-file.js';
import { reapLeftover, writePidFile } from './pid-file.js';
import { identityOf, isAlive } from './process-identity.js';
import { tryLock } from './process-lock.js';

const quickly = [
  { signal: 'SIGTERM', waitMilliseconds: 2_000 },
  { signal: 'SIGKILL', waitMilliseconds: 1_000 },
] as const;

let directory: string;
const sleepers: ChildProcess[] = [];

function sleeper(): number {
  const child = spawn('sleep', ['600']);
  sleepers.push(child);
  return child.pid ?? 0;
}

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'rotables-process-'));
});

afterEach(() => {
  sleepers.splice(0).forEach((child) => child.kill('SIGKILL'));
  rmSync(directory, { recursive: true });
});

describe('pid files', () => {
  it('let a later start end what an earlier one left, and remove the file', async () => {
    const file = join(directory, 'left.pid');
    const left = writePidFile(file, sleeper());
    expect(await reapLeftover(file, quickly)).toEqual(left);
    expect(left !== null && isAlive(left)).toBe(false);
    expect(existsSync(file)).toBe(false);
  });

  it('never end a stranger that got the recorded number later', async () => {
    const file = join(directory, 'stranger.pid');
    const pid = sleeper();
    writeFileSync(file, JSON.stringify({ pid, startedAt: 'another boot/1' }));
    expect(await reapLeftover(file, quickly)).toBeNull();
    expect(identityOf(pid)).not.toBeNull();
    expect(existsSync(file)).toBe(false);
  });

  it('are passed over when damaged', async () => {
    const file = join(directory, 'damaged.pid');
    writeFileSync(file, '{"pid": "1"');
    expect(await reapLeftover(file, quickly)).toBeNull();
  });
});

describe('BoundProcess', () => {
  const options = (args: readonly string[], onOutput: (text: string) => void = () => undefined) => ({
    name: 'test',
    command: process.execPath,
    args,
    pidFile: join(directory, 'bound.pid'),
    signalOnParentDeath: 'SIGKILL' as const,
    onOutput,
  });

  it('ends by the second signal when it ignores the first', async () => {
    const heard: string[] = [];
    const script = "process.on('SIGTERM', () => {}); console.log('deaf'); setInterval(() => {}, 1000)";
    const bound = await BoundProcess.start(options(['-e', script], (text) => heard.push(text)));
    while (!heard.join('').includes('deaf')) {
      await new Promise((resolve) => bound.child.stdout?.once('data', resolve));
    }
    const end = await bound.stop([
      { signal: 'SIGTERM', waitMilliseconds: 100 },
      { signal: 'SIGKILL', waitMilliseconds: 2_000 },
    ]);
    expect(end.signal).toBe('SIGKILL');
    expect(existsSync(join(directory, 'bound.pid'))).toBe(false);
  });

  it('ends even when it was stopped by SIGSTOP', async () => {
    const bound = await BoundProcess.start(options(['-e', 'setInterval(() => {}, 1000)']));
    bound.signal('SIGSTOP');
    expect(await bound.stop(quickly)).toMatchObject({ signal: 'SIGTERM' });
  });

  it('says what cannot be run', async () => {
    const bound = BoundProcess.start({ ...options([]), command: '/nowhere/program' });
    // Under setpriv it starts and fails; without it, it cannot be started.
    const failed = bound.then(async (started) => (await started.exited).code !== 0);
    expect(await failed.catch(() => true)).toBe(true);
  });
});

describe('tryLock', () => {
  it('names the live holder, and is free again once released', () => {
    const path = join(directory, 'lock');
    const lock = tryLock(path);
    expect(tryLock(path)).toMatchObject({ heldBy: { pid: process.pid } });
    if ('release' in lock) {
      lock.release();
    }
    expect(tryLock(path)).toHaveProperty('release');
  });

  it('takes over from a process that died, or whose number somebody else has now', () => {
    const path = join(directory, 'lock');
    writeFileSync(path, JSON.stringify({ pid: process.pid, startedAt: 'another boot/1' }));
    expect(tryLock(path)).toHaveProperty('release');
    expect(readFileSync(path, 'utf8')).not.toContain('another boot');
  });
});

describe('keptSecret', () => {
  it('is made once, for its owner alone', () => {
    const path = join(directory, 'deep', 'secret');
    expect(keptSecret(path, () => 'first')).toBe('first');
    expect(keptSecret(path, () => 'second')).toBe('first');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });
});

describe('LogFile', () => {
  it('keeps at most two files of its limit, and the last lines for messages', () => {
    const log = new LogFile(join(directory, 'a.log'), 100);
    for (let line = 1; line <= 30; line += 1) {
      log.write(`this is line ${line}\n`);
    }
    log.close();
    log.write('after the end');
    expect(statSync(log.path).size).toBeLessThanOrEqual(100);
    expect(statSync(`${log.path}.1`).size).toBeLessThanOrEqual(100);
    expect(log.lastLines(2)).toBe('this is line 29\nthis is line 30');
  });
});
