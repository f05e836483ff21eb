import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { parseClockSetting } from '@rotables/domain-kernel';

/** Before anything that a month tells: what a clock shows until the month's first instant. */
const beforeEverything = '2000-01-01T00:00:00.000Z';

/** The hand on the clock that every service of an installation takes for now (ROTABLES_CLOCK). Whoever plays a month moves it. */
export interface MonthClock {
  /** Forward only: an instant that has passed leaves the clock where it is. */
  moveTo(instant: string): void;
  /** The month is over; from here on the time is the real one. */
  followRealTime(): void;
}

/** Of an installation whose clock nobody can move: it takes the real time for now, and what is told of the past is told late. */
export const immovableClock: MonthClock = { moveTo: () => undefined, followRealTime: () => undefined };

/** The clock by the file. Where there is none yet, one is made that stands before everything. */
export function clockOfFile(path: string): MonthClock {
  if (!existsSync(path)) write(path, beforeEverything);
  return {
    moveTo: (instant) => {
      const setting = parseClockSetting(readFileSync(path, 'utf8'), path);
      if (setting.kind === 'still' && setting.at < new Date(instant)) write(path, instant);
    },
    followRealTime: () => write(path, ''),
  };
}

/** In one step, so that no service ever reads half of it. */
function write(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  chmodSync(`${path}.new`, 0o600);
  renameSync(`${path}.new`, path);
}
