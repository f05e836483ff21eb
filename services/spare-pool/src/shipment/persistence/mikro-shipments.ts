import { Injectable } from '@nestjs/common';
import { shipmentDispatchedV1 } from '@rotables/contracts';
import type { Decision, Serial } from '@rotables/domain-kernel';
import { appendEvents } from '@rotables/outbox';
import { lockRow, nextNumberWithGaps, UnitOfWork } from '@rotables/persistence';
import { writeRow } from '../../aggregate-store.js';
import { numberedOn } from '../../business-time/stated-time.js';
import type { PoolEvent } from '../../pool-event.js';
import { DiscrepancyNotFound, ShipmentNotFound } from '../shipment.errors.js';
import type { LedgerEntry } from '../../spare-unit/spare-unit.js';
import { Shipments, type ReceiptBasis } from '../shipment.repository.js';
import type { Shipment } from '../shipment.js';
import { loadReceiptBasis } from './receipt-basis.js';
import { enterReceipt } from './receipt-entry.js';
import { ShipmentDiscrepancySchema, ShipmentLineSchema, ShipmentSchema } from './shipment.schema.js';

@Injectable()
export class MikroShipments extends Shipments {
  async nextNumber(dispatchedAt: Date): Promise<string> {
    return numberedOn('SH', dispatchedAt, await nextNumberWithGaps('shipment_number'));
  }

  receiptBasisOf(shipmentNumber: string, scanned: readonly Serial[]): Promise<ReceiptBasis> {
    return loadReceiptBasis(shipmentNumber, scanned);
  }

  enterReceipt(decision: Decision<Shipment, PoolEvent>, movements: readonly LedgerEntry[]): Promise<Shipment> {
    return enterReceipt(decision, movements);
  }

  async load(shipmentNumber: string): Promise<Shipment> {
    const em = UnitOfWork.current();
    const row = await lockRow(ShipmentSchema, { shipmentNumber }, () => new ShipmentNotFound(shipmentNumber));
    const lines = await em.find(ShipmentLineSchema, { shipmentNumber }, { orderBy: { serial: 'asc' }, refresh: true });
    const discrepancies = await em.find(
      ShipmentDiscrepancySchema,
      { shipmentNumber },
      { orderBy: { discrepancyId: 'asc' }, refresh: true },
    );
    return {
      ...row,
      lines: lines.map(({ serial, model, status }) => ({ serial, model, status })),
      discrepancies: discrepancies.map(({ shipmentNumber: _shipment, city: _city, ...discrepancy }) => discrepancy),
    };
  }

  async loadByDiscrepancy(discrepancyId: string): Promise<Shipment> {
    const row = await UnitOfWork.current().findOne(ShipmentDiscrepancySchema, { discrepancyId });
    if (!row) throw new DiscrepancyNotFound(discrepancyId);
    return this.load(row.shipmentNumber);
  }

  async save({ state, events }: Decision<Shipment, PoolEvent>): Promise<Shipment> {
    const { lines: _lines, discrepancies: _discrepancies, ...head } = state;
    const { shipmentNumber, city } = head;
    const stream = { topic: shipmentDispatchedV1.topic, key: shipmentNumber, city, version: state.version };
    const version = await appendEvents(stream, events);
    await writeRow(ShipmentSchema, { shipmentNumber }, { ...head, version }, state.version === 0);
    await this.writeParts(state);
    return { ...state, version };
  }

  private async writeParts({ shipmentNumber, city, lines, discrepancies }: Shipment): Promise<void> {
    const em = UnitOfWork.current();
    await em.upsertMany(
      ShipmentLineSchema,
      lines.map((line) => ({ ...line, shipmentNumber, city })),
    );
    if (discrepancies.length === 0) return;
    await em.upsertMany(
      ShipmentDiscrepancySchema,
      discrepancies.map((discrepancy) => ({ ...discrepancy, shipmentNumber, city })),
    );
  }
}
