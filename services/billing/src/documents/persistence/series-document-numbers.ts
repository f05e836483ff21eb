import { Injectable } from '@nestjs/common';
import { documentNumber, type BusinessDate, type CityCode } from '@rotables/domain-kernel';
import { nextNumber } from '@rotables/persistence';
import { documentSeries, receiptNumber, type DocumentSeries } from '../document-number.js';
import { DocumentNumbers } from '../document-numbers.js';

@Injectable()
export class SeriesDocumentNumbers extends DocumentNumbers {
  override async next(series: DocumentSeries, day: BusinessDate): Promise<string> {
    return documentNumber(documentSeries[series], day, await nextNumber(`${series}:${day}`));
  }

  override async nextReceipt(city: CityCode): Promise<string> {
    return receiptNumber(city, await nextNumber(`receipt:${city}`));
  }
}
