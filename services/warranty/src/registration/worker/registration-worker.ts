import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { systemSession } from '@rotables/domain-kernel';
import { UnitOfWork } from '@rotables/persistence';
import { RegisterChunk } from '../commands/register-chunk.js';
import { RegistrationFileRefused } from '../registration.errors.js';
import { rowsOf } from '../registration-file.js';
import type { FileRow } from '../registration-row.js';
import { Registrations, type ClaimedRegistration } from '../registration.repository.js';

/** Rows per transaction: enough for set-based statements, few enough that others wait only briefly for the installed base. */
const rowsPerChunk = 1_000;
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
        for (let claimed = await this.claim(); claimed; claimed = await this.claim()) await this.takeIn(claimed);
      }
    } catch (error) {
      // The file stays as it is and is taken up again; the lease keeps other workers off until then.
      this.log.warn(`Registration goes on later: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  private async claim(): Promise<ClaimedRegistration | undefined> {
    if (this.stopping) return undefined;
    return this.unitOfWork.run(this.session, () => this.registrations.claim(this.name), { patient: true });
  }

  private async takeIn({ registration, content }: ClaimedRegistration): Promise<void> {
    let taken = 0;
    let chunk: FileRow[] = [];
    const flush = async (): Promise<boolean> => {
      const rows = chunk;
      chunk = [];
      const held = await this.unitOfWork.run(
        this.session,
        () => this.registerChunk.execute(registration, this.name, taken, rows),
        { patient: true },
      );
      taken += rows.length;
      return held && !this.stopping;
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

  private end(registrationNumber: string, state: 'finished' | 'failed', failure: string | null): Promise<void> {
    return this.unitOfWork.run(this.session, () => this.registrations.end(registrationNumber, state, failure), {
      patient: true,
    });
  }
}
