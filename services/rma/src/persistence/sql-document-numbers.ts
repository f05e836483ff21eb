import { Injectable } from '@nestjs/common';
import { businessDateOf, documentNumber } from '@rotables/domain-kernel';
import { nextNumber } from '@rotables/persistence';
import { DocumentNumbers, type DocumentSeries } from '../document-numbers.js';

@Injectable()
export class SqlDocumentNumbers extends DocumentNumbers {
  async next(series: DocumentSeries, at: Date): Promise<string> {
    const on = businessDateOf(at);
    return documentNumber(series, on, await nextNumber(`${series}-${on}`));
  }
}
