import type { BusinessDate, CityCode } from '@rotables/domain-kernel';
import type { DocumentSeries } from './document-number.js';

/** Gives out document numbers inside the transaction that uses them; also the injection token. */
export abstract class DocumentNumbers {
  abstract next(series: DocumentSeries, day: BusinessDate): Promise<string>;
  /** Without gaps: a rolled back payment gives its number back (B3). */
  abstract nextReceipt(city: CityCode): Promise<string>;
}
