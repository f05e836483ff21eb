import { readFileSync, statSync } from 'node:fs';
import type { BigIntStats } from 'node:fs';
import { Clock, DomainError, parseClockSetting } from '@rotables/domain-kernel';
import type { ClockSetting } from '@rotables/domain-kernel';

/**
 * Within so long of a change the file is read every time: two changes within one tick of the file system's clock look alike from outside.
 */
const sameTickMilliseconds = 50;

/** The file that says what time it is cannot be relied on. Nothing may be decided by a time that nobody has set. */
export class ClockNotReadable extends DomainError {
  readonly code = 'clock-not-readable';
  readonly kind = 'unavailable';

  constructor(path: string, reason: string) {
    super(
      `ROTABLES_CLOCK is ${path}, ${reason}. It must be a file of our own that nobody else can write (mode 0600) and that holds an ` +
        'instant, an instant and "running", or nothing.',
      { path },
    );
  }
}

interface Reading {
  readonly setting: ClockSetting;
  readonly writtenAt: number;
  /** Tells this content of the file from any other. */
  readonly version: string;
}

/**
 * The time that somebody else sets by a file, for an installation that plays a month of years ago. Asked each time and read when it has
 * changed, so that whoever moves it and then sends his command finds the moved time. It never goes backwards, whatever the file says.
 */
export class FileClock extends Clock {
  private reading: Reading | null = null;
  private latest = 0;

  /** Throws {@link ClockNotReadable}. */
  constructor(private readonly path: string) {
    super();
    this.now();
  }

  now(): Date {
    this.latest = Math.max(this.latest, this.told());
    return new Date(this.latest);
  }

  private told(): number {
    const { setting, writtenAt } = this.read();
    switch (setting.kind) {
      case 'real':
        return Date.now();
      case 'still':
        return setting.at.getTime();
      case 'running':
        return setting.from.getTime() + Math.max(0, Date.now() - writtenAt);
    }
  }

  private read(): Reading {
    const file = this.stat();
    const version = `${file.dev} ${file.ino} ${file.size} ${file.mtimeNs} ${file.ctimeNs}`;
    const writtenAt = Number(file.mtimeMs);
    const isCertain = Date.now() - Number(file.ctimeMs) > sameTickMilliseconds;
    if (this.reading?.version !== version || !isCertain) {
      this.ensureOurs(file);
      this.reading = { setting: this.setting(), writtenAt, version };
    }
    return this.reading;
  }

  private stat(): BigIntStats {
    try {
      return statSync(this.path, { bigint: true });
    } catch (error) {
      throw new ClockNotReadable(
        this.path,
        error instanceof Error ? `but ${error.message}` : 'but cannot be looked at',
      );
    }
  }

  private ensureOurs({ mode, uid }: BigIntStats): void {
    if ((mode & 0o022n) !== 0n) throw new ClockNotReadable(this.path, 'but others than its owner can write it');
    const own = process.getuid?.();
    if (own !== undefined && uid !== 0n && uid !== BigInt(own)) {
      throw new ClockNotReadable(this.path, 'but it belongs to somebody else');
    }
  }

  private setting(): ClockSetting {
    try {
      return parseClockSetting(readFileSync(this.path, 'utf8'), 'the clock');
    } catch (error) {
      const reason = error instanceof Error ? error.message.replace(/\.$/, '') : '';
      throw new ClockNotReadable(this.path, `but ${reason}`);
    }
  }
}
