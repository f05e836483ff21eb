import { parseInstant } from './business-time.js';
import { InvalidInput } from './domain-error.js';

/** Where the time comes from. A class, not an interface, so that it can also stand as the injection token. */
export abstract class Clock {
  abstract now(): Date;
}

/**
 * The time on the wall, whatever month an installation plays: by it tokens, sessions and links run out. Its own class, so that nobody
 * asks the one for the other.
 */
export abstract class WallClock extends Clock {}

export class SystemClock extends WallClock {
  now(): Date {
    return new Date();
  }
}

/** Stands still until it is moved; for tests and for replays of past time. */
export class FixedClock extends Clock {
  private milliseconds: number;

  constructor(start: Date) {
    super();
    this.milliseconds = start.getTime();
  }

  now(): Date {
    return new Date(this.milliseconds);
  }

  set(instant: Date): void {
    this.milliseconds = instant.getTime();
  }

  advance(milliseconds: number): void {
    this.milliseconds += milliseconds;
  }
}

/** What a clock that somebody else sets is told: to follow the machine, to stand still, or to run on from an instant. */
export type ClockSetting =
  | { readonly kind: 'real' }
  | { readonly kind: 'still'; readonly at: Date }
  | { readonly kind: 'running'; readonly from: Date };

/** Nothing at all is the real time; `2013-04-16T05:00:00Z` stands still there, `2013-04-16T05:00:00Z running` runs on from there. */
export function parseClockSetting(text: string, field: string): ClockSetting {
  const [instant = '', running, ...more] = text.trim().split(/\s+/);
  if (instant === '') return { kind: 'real' };
  if (more.length > 0 || (running !== undefined && running !== 'running')) {
    throw new InvalidInput(field, text, 'empty, or one instant, which "running" may follow');
  }
  const at = parseInstant(instant, field);
  return running === undefined ? { kind: 'still', at } : { kind: 'running', from: at };
}
