import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { systemSession } from '@rotables/domain-kernel';
import { isTransient } from '@rotables/inbox';
import { UnitOfWork } from '@rotables/persistence';
import { RegisterChunk } from '../commands/register-chunk.js';
import { shortened, type FileRow } from '../file/file-row.js';
import { rowsOf } from '../file/registration-file.js';
import { RegistrationFileRefused } from '../registration.errors.js';
import type { Registration } from '../registration.js';
import { Registrations, type ClaimedRegistration } from '../registration.repository.js';

/** Rows per transaction: enough for set-based statements, few enough that others wait only briefly for the installed base. */
const rowsPerChunk = 500;
/** So often a file is put off before it is given up. */
const mostAttempts = 10;
/** How soon a file is taken up that another replica left behind, or that the database refused for a moment. */
const lookAgainAfterMilliseconds = 10_000;

/** Takes in the files that wait, one after the other; a file that was cut off by a stop or a crash is gone on with. */
@Injectable()
export class RegistrationWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(RegistrationWorker.name);
  private readonly name = `registration-${randomUUID()}`;
  private readonly session = systemSession('registration');
  private timer: NodeJS.Timeout | undefined;
  private stopping = false;
  private wanted = false;
  private underWay: Promise<void> | undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registrations: Registrations,
    private readonly registerChunk: RegisterChunk,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.wake();
    }, lookAgainAfterMilliseconds);
    this.timer.unref();
    this.wake();
  }

  /** Finishes the chunk under way; the rest waits for the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    await this.underWay;
  }

  /** There may be something to take in. */
  wake(): void {
    this.wanted = true;
    this.underWay ??= this.work().finally(() => {
      this.underWay = undefined;
    });
  }

  private async work(): Promise<void> {
    try {
      while (this.wanted) {
        this.wanted = false;
        for (let claimed = await this.claim(); claimed; claimed = await this.claim())
          await this.takeInOrPutOff(claimed);
      }
    } catch (error) {
      // The database is away; the file stays as it is and is taken up again.
      this.log.warn(`Registrations go on later: ${sentenceOf(error)}`);
    }
  }

  private async claim(): Promise<ClaimedRegistration | undefined> {
    if (this.stopping) return undefined;
    return this.patiently(() => this.registrations.claim(this.name));
  }

  /** What goes wrong with one file holds up no other: it is put off, longer each time, and given up after {@link mostAttempts}. */
  private async takeInOrPutOff(claimed: ClaimedRegistration): Promise<void> {
    const { registrationNumber } = claimed.registration;
    try {
      await this.takeIn(claimed);
    } catch (error) {
      const attempts = await this.patiently(() =>
        this.registrations.putOff(registrationNumber, this.name, `Put off: ${sentenceOf(error)}`),
      );
      if (attempts < mostAttempts) {
        this.log.warn(`Registration ${registrationNumber} goes on later: ${sentenceOf(error)}`);
        return;
      }
      this.log.error(`Registration ${registrationNumber} is given up after ${attempts} attempts: ${sentenceOf(error)}`);
      await this.end(registrationNumber, 'failed', `Given up after ${attempts} attempts: ${sentenceOf(error)}`);
    }
  }

  private async takeIn({ registration, content }: ClaimedRegistration): Promise<void> {
    let taken = 0;
    let chunk: FileRow[] = [];
    const flush = async (): Promise<boolean> => {
      const rows = chunk;
      chunk = [];
      const isHeld = await this.registerRows(registration, taken, rows);
      taken += rows.length;
      return isHeld && !this.stopping;
    };
    try {
      for await (const row of rowsOf(content, registration.format)) {
        if (taken < registration.rowsTakenIn) {
          taken += 1;
          continue;
        }
        chunk.push(row);
        if (chunk.length >= rowsPerChunk && !(await flush())) return;
      }
      if (chunk.length > 0 && !(await flush())) return;
      await this.end(registration.registrationNumber, 'finished', null);
    } catch (error) {
      if (!(error instanceof RegistrationFileRefused)) throw error;
      if (chunk.length > 0) await flush();
      await this.end(registration.registrationNumber, 'failed', error.message);
    }
  }

  /**
   * All of them at once; where that fails for a reason that will not pass, half of them and the other half, down to the row that cannot be
   * taken in, which is refused alone. False when another worker has the file now.
   */
  private async registerRows(registration: Registration, taken: number, rows: readonly FileRow[]): Promise<boolean> {
    try {
      return await this.patiently(() => this.registerChunk.execute(registration, this.name, taken, rows));
    } catch (error) {
      if (isTransient(error)) throw error;
      const [row] = rows;
      if (rows.length > 1) {
        const middle = Math.ceil(rows.length / 2);
        const isHeld = await this.registerRows(registration, taken, rows.slice(0, middle));
        return isHeld && (await this.registerRows(registration, taken + middle, rows.slice(middle)));
      }
      if (!row) throw error;
      const { registrationNumber } = registration;
      this.log.error(`Line ${row.line} of registration ${registrationNumber} cannot be taken in: ${sentenceOf(error)}`);
      return this.patiently(() => this.registerChunk.refuse(registration, this.name, taken, row));
    }
  }

  private end(registrationNumber: string, state: 'finished' | 'failed', failure: string | null): Promise<void> {
    return this.patiently(() => this.registrations.end(registrationNumber, state, failure));
  }

  private patiently<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.unitOfWork.run(this.session, work, { patient: true });
  }
}

const longestSentence = 500;

function sentenceOf(error: unknown): string {
  return shortened(error instanceof Error ? error.message : String(error), longestSentence);
}
