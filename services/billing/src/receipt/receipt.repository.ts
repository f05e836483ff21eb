import type { ActorId, BusinessDate, CityCode } from '@rotables/domain-kernel';
import type { Receipt, ReceiptDecision } from './receipt.js';

/** Where receipts are kept; also the injection token. */
export abstract class Receipts {
  abstract add(decision: ReceiptDecision): Promise<Receipt>;
  /** Who took money for the charge. */
  abstract receiversOf(chargeNumber: string): Promise<readonly ActorId[]>;
  /** Cash receipts of the city up to that day which no hand-over lists, in the order of their numbers. */
  abstract cashNotHandedOver(city: CityCode, upTo: BusinessDate): Promise<readonly Receipt[]>;
}
