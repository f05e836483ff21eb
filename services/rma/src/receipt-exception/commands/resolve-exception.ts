import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Session } from '@rotables/domain-kernel';
import { BusinessTime } from '../../business-time.js';
import { resolveReceiptException, type ExceptionResolution, type ReceiptException } from '../receipt-exception.js';
import { ReceiptExceptions } from '../receipt-exception.repository.js';

export interface ResolveExceptionCommand {
  readonly exceptionNumber: string;
  readonly outcome: ExceptionResolution['outcome'];
  readonly resolution: string;
  readonly resolvedAt: string | undefined;
}

/** Command: somebody looked into what was received and says what became of it (R5). */
@Injectable()
export class ResolveException {
  constructor(
    private readonly exceptions: ReceiptExceptions,
    private readonly time: BusinessTime,
  ) {}

  async execute(
    { exceptionNumber, outcome, resolution, ...command }: ResolveExceptionCommand,
    by: Session,
  ): Promise<ReceiptException> {
    const exception = await this.exceptions.load(exceptionNumber);
    ensureCityInScope(by, exception.city);
    const resolvedAt = this.time.stated('resolvedAt', command.resolvedAt);
    const told = { outcome, resolution, resolvedBy: by.actor, resolvedAt };
    return this.exceptions.save(resolveReceiptException(exception, told));
  }
}
