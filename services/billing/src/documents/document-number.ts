import type { BusinessDate, CityCode } from '@rotables/domain-kernel';

/** Numbered documents of billing whose numbers start anew every business day: `QT-20130418-0001`. */
export const documentSeries = { quote: 'QT', charge: 'CH', refund: 'RF' } as const;
export type DocumentSeries = keyof typeof documentSeries;

/** `SJ-DL-000001`: the receipts of a city run without a gap (B3). */
export function receiptNumber(city: CityCode, running: number): string {
  return `SJ-${city}-${String(running).padStart(6, '0')}`;
}

/** `HO-20130416-DL`: a city hands in a day once (B4). */
export function handoverNumber(city: CityCode, businessOn: BusinessDate): string {
  return `HO-${businessOn.replaceAll('-', '')}-${city}`;
}
