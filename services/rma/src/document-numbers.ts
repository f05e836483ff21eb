/** The series of this service's documents. */
export const documentSeries = {
  fault: 'FR',
  dispatchOrder: 'DO',
  notice: 'NT',
  receiptException: 'EX',
  vendorReturn: 'VR',
  scrapRecord: 'SC',
} as const;

export type DocumentSeries = (typeof documentSeries)[keyof typeof documentSeries];

/** Gives documents their numbers: `FR-20130416-0007`, by business date in Asia/Shanghai. Also the injection token. */
export abstract class DocumentNumbers {
  /** Others wait for the next number of the day until the transaction ends, so it is asked for last. */
  abstract next(series: DocumentSeries, at: Date): Promise<string>;
}
