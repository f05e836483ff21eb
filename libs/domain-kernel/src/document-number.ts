import type { BusinessDate } from './business-date.js';

/** The number that stands on a document: its series, its business day and a running number of at least four digits, `EN-20130416-0007`. */
export function documentNumber(series: string, on: BusinessDate, running: number): string {
  return `${series}-${on.replaceAll('-', '')}-${String(running).padStart(4, '0')}`;
}
