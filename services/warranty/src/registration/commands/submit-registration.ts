import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { businessDateOf, Clock, documentNumber, type Session } from '@rotables/domain-kernel';
import { nextNumberWithGaps, UnitOfWork } from '@rotables/persistence';
import type { FileFormat } from '../file/file-row.js';
import { ensureReadable } from '../file/registration-file.js';
import type { Registration } from '../registration.js';
import { Registrations } from '../registration.repository.js';
import { RegistrationWorker } from '../worker/registration-worker.js';

/** Command: a file of units to register is stored, and taken in from then on (W1). The same file sent again is the same registration. */
@Injectable()
export class SubmitRegistration {
  constructor(
    private readonly registrations: Registrations,
    private readonly worker: RegistrationWorker,
    private readonly clock: Clock,
  ) {}

  async execute(
    content: Buffer,
    format: FileFormat,
    fileName: string,
    { actor, cities }: Session,
  ): Promise<Registration> {
    await ensureReadable(content, format);
    const registration = await this.registrations.addOrFind({
      registrationNumber: documentNumber(
        'RG',
        businessDateOf(this.clock.now()),
        await nextNumberWithGaps('registration_number'),
      ),
      sha256: createHash('sha256').update(content).digest('hex'),
      content,
      fileName,
      format,
      requestedBy: actor,
      cities,
    });
    UnitOfWork.afterCommit(() => {
      this.worker.wake();
    });
    return registration;
  }
}
