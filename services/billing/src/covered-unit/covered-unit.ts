import type { BusinessDate, CityCode, Serial } from '@rotables/domain-kernel';

/** What billing knows of a customer's unit from the events of warranty. */
export interface CoveredUnit {
  readonly serial: Serial;
  readonly model: string;
  readonly city: CityCode;
  readonly customerName: string;
  /** What its plan lives by; null where warranty did not say yet. */
  readonly planKind: 'term' | 'service-fee' | null;
  /** False once its coverage ended: it was replaced, refunded or scrapped. */
  readonly covered: boolean;
  /** Until when warranty says that the service fee is paid; null where it never said so. */
  readonly feePaidUntilOn: BusinessDate | null;
  /** The refund that was paid for it; null again when it is sold anew. */
  readonly refundNumber: string | null;
}

/** What a registration or an inheritance says of a unit. */
export type CoverageTold = Pick<
  CoveredUnit,
  'serial' | 'model' | 'city' | 'customerName' | 'planKind' | 'feePaidUntilOn'
>;
