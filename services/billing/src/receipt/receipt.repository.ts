import type { ActorId, BusinessDate, CityCode } from '@rotables/domain-kernel';
import type { Charge, ChargeDecision } from '../charge/charge.js';
import type { JournalEntry } from '../journal/journal.js';
import type { Receipt, ReceiptDecision } from './receipt.js';

/** What a payment is decided on. */
export interface PaymentBasis {
  readonly charge: Charge;
  /** The accounting period of the payment's day, held open until the transaction ends; null where it is not open. */
  readonly openPeriod: string | null;
}

/** What a payment makes of its charge, its receipt, and how the books say it. */
export interface PaymentDecisions {
  readonly paid: ChargeDecision;
  readonly issued: ReceiptDecision;
  readonly entry: JournalEntry;
  /** As loaded; the entry stands in the earliest open period where it is null (B5). */
  readonly openPeriod: string | null;
}

/** Where receipts are kept; also the injection token. */
export abstract class Receipts {
  /** Loads all that a payment is decided on in one go, the charge under lock. Throws ChargeNotFound. */
  abstract paymentBasisOf(chargeNumber: string, receivedOn: BusinessDate): Promise<PaymentBasis>;
  /** Writes charge, receipt and entry together. */
  abstract enter(decisions: PaymentDecisions): Promise<Receipt>;
  /** Who took money for the charge. */
  abstract receiversOf(chargeNumber: string): Promise<readonly ActorId[]>;
  /** Receipts of the city up to that day which no hand-over lists, in the order of their numbers. */
  abstract notHandedOver(city: CityCode, upTo: BusinessDate): Promise<readonly Receipt[]>;
}
