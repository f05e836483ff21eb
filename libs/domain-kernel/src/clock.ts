/** Where the time comes from. A class, not an interface, so that it can also stand as the injection token. */
export abstract class Clock {
  abstract now(): Date;
}

export class SystemClock extends Clock {
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
