import { chmodSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClockNotReadable, FileClock } from './file-clock.js';

const directory = mkdtempSync(join(tmpdir(), 'rotables-clock-'));
const path = join(directory, 'clock');
const write = (text: string, mode = 0o600): void => {
  writeFileSync(`${path}.new`, text, { mode });
  renameSync(`${path}.new`, path);
};
const nearly = (instant: Date, milliseconds: number): void => {
  expect(Math.abs(instant.getTime() - milliseconds)).toBeLessThan(5_000);
};

afterAll(() => rmSync(directory, { recursive: true }));

describe('the clock of a file', () => {
  it('stands still where it was set, and is right at once after each move, however fast they follow', () => {
    write('2013-04-10T00:00:00Z');
    const clock = new FileClock(path);
    for (let minute = 1; minute < 500; minute += 1) {
      const instant = new Date(Date.UTC(2013, 3, 10, 0, minute)).toISOString();
      if (minute % 2 === 0) write(instant);
      else writeFileSync(path, instant);
      expect(clock.now().toISOString()).toBe(instant);
    }
    expect(clock.now()).toEqual(clock.now());
  });

  it('runs on from where it was set, and is the real time when it is set to nothing', () => {
    write('2013-05-01T08:00:00+08:00 running\n');
    const clock = new FileClock(path);
    nearly(clock.now(), Date.UTC(2013, 4, 1));
    write('');
    nearly(clock.now(), Date.now());
  });

  it('never goes backwards', () => {
    write('2013-05-01T00:00:00Z');
    const clock = new FileClock(path);
    write('2013-04-01T00:00:00Z');
    expect(clock.now().toISOString()).toBe('2013-05-01T00:00:00.000Z');
    write('2013-05-01T00:00:01Z');
    expect(clock.now().toISOString()).toBe('2013-05-01T00:00:01.000Z');
  });

  it.each(['yesterday', '2013-02-30T00:00:00Z', '2013-04-10T00:00:00Z walking', '2013-04-10T00:00:00Z running fast'])(
    'refuses %j rather than to guess',
    (text) => {
      write(text);
      expect(() => new FileClock(path)).toThrow(ClockNotReadable);
    },
  );

  it('is refused when others can write it, at the start and later, and when it is gone', () => {
    write('2013-04-10T00:00:00Z');
    const clock = new FileClock(path);
    for (const mode of [0o620, 0o602, 0o666]) {
      chmodSync(path, mode);
      expect(() => clock.now()).toThrow('others than its owner can write it');
      expect(() => new FileClock(path)).toThrow(ClockNotReadable);
    }
    rmSync(path);
    expect(() => clock.now()).toThrow(ClockNotReadable);
    write('2013-04-10T00:00:00Z');
    expect(clock.now().toISOString()).toBe('2013-04-10T00:00:00.000Z');
  });
});
