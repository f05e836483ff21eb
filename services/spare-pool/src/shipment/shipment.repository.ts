import type { Decision, Serial, SerialSet } from '@rotables/domain-kernel';
import type { PoolEvent } from '../pool-event.js';
import type { Site } from '../site/site.js';
import type { LedgerEntry, OpenBooks, SpareUnit } from '../spare-unit/spare-unit.js';
import type { Shipment } from './shipment.js';

/** What a receipt is decided on. */
export interface ReceiptBasis {
  readonly shipment: Shipment;
  /** Where it goes; null where that is not known, or not seen. */
  readonly site: Site | null;
  /** Of the serials that were scanned, those that the shipment names, wherever they are. */
  readonly units: readonly SpareUnit[];
  /** How the ledger spells those of the serials scanned that are seen, whatever shipment they are of (W15). */
  readonly spelt: SerialSet;
  /** From when on the book of the shipment's city is open; it cannot be closed before this transaction ends. */
  readonly books: OpenBooks;
}

export abstract class Shipments {
  abstract nextNumber(dispatchedAt: Date): Promise<string>;
  /** Loads all that a receipt is decided on in one go, shipment and scanned units under lock. Throws ShipmentNotFound. */
  abstract receiptBasisOf(shipmentNumber: string, scanned: readonly Serial[]): Promise<ReceiptBasis>;
  /** Writes a receipt and the movements of what arrived together. */
  abstract enterReceipt(decision: Decision<Shipment, PoolEvent>, movements: readonly LedgerEntry[]): Promise<Shipment>;
  /** Locks the shipment with its lines. Throws ShipmentNotFound. */
  abstract load(shipmentNumber: string): Promise<Shipment>;
  /** Locks the shipment that the discrepancy belongs to. Throws DiscrepancyNotFound. */
  abstract loadByDiscrepancy(discrepancyId: string): Promise<Shipment>;
  abstract save(decision: Decision<Shipment, PoolEvent>): Promise<Shipment>;
}
