import type { Decision } from '@rotables/domain-kernel';
import type { PoolEvent } from '../pool-event.js';
import type { Shipment } from './shipment.js';

export abstract class Shipments {
  abstract nextNumber(dispatchedAt: Date): Promise<string>;
  /** Locks the shipment with its lines. Throws ShipmentNotFound. */
  abstract load(shipmentNumber: string): Promise<Shipment>;
  /** Locks the shipment that the discrepancy belongs to. Throws DiscrepancyNotFound. */
  abstract loadByDiscrepancy(discrepancyId: string): Promise<Shipment>;
  abstract save(decision: Decision<Shipment, PoolEvent>): Promise<Shipment>;
}
