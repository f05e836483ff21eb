import { Injectable } from '@nestjs/common';
import { DocumentNumbers, documentSeries } from '../../document-numbers.js';
import { openReceiptException, type ExceptionOpening, type ReceiptException } from '../receipt-exception.js';
import { ReceiptExceptions } from '../receipt-exception.repository.js';

/** Gives what was received otherwise than expected a number of its own (R5). */
@Injectable()
export class OpenException {
  constructor(
    private readonly exceptions: ReceiptExceptions,
    private readonly numbers: DocumentNumbers,
  ) {}

  async execute(opening: Omit<ExceptionOpening, 'exceptionNumber'>): Promise<ReceiptException> {
    const exceptionNumber = await this.numbers.next(documentSeries.receiptException, opening.openedAt);
    return this.exceptions.add(openReceiptException({ ...opening, exceptionNumber }));
  }
}
