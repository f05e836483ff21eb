import { Injectable } from '@nestjs/common';
import { defineListing, instant, listPage, readOne, text } from '../../listing.js';
import type { View } from '../../listing.js';
import { ShipmentNotFound } from '../shipment.errors.js';

export const shipmentListing = defineListing({
  from: 'shipment',
  columns: {
    shipmentNumber: text('shipment_number'),
    orderNumber: text('order_number'),
    fromSite: text('from_site'),
    fromCity: text('from_city'),
    toSite: text('to_site'),
    city: text('city'),
    state: text('state'),
    carrier: text('carrier'),
    trackingNumber: text('tracking_number'),
    dispatchedBy: text('dispatched_by'),
    dispatchedAt: instant('dispatched_at'),
    receivedBy: text('received_by'),
    receivedAt: instant('received_at'),
  },
  key: 'shipmentNumber',
  sorts: ['shipmentNumber', 'dispatchedAt'],
  defaultSort: '-dispatchedAt',
});

const lineListing = defineListing({
  from: 'shipment_line',
  columns: { serial: text('serial'), model: text('model'), status: text('status') },
  key: 'serial',
  sorts: ['serial'],
  defaultSort: 'serial',
});

export const discrepancyListing = defineListing({
  from: 'shipment_discrepancy',
  columns: {
    discrepancyId: text('discrepancy_id'),
    shipmentNumber: text('shipment_number'),
    city: text('city'),
    kind: text('kind'),
    serial: text('serial'),
    status: text('status'),
    resolution: text('resolution'),
    note: text('note'),
    liable: text('liable'),
    resolvedBy: text('resolved_by'),
    resolvedAt: instant('resolved_at'),
  },
  key: 'discrepancyId',
  sorts: ['discrepancyId'],
  defaultSort: 'discrepancyId',
});

/** A shipment has at most 1,000 serials, and as many may have been scanned without being expected. */
const mostLines = 2_000;

@Injectable()
export class ShipmentReads {
  /** Throws ShipmentNotFound. */
  async get(shipmentNumber: string): Promise<View> {
    const ofShipment = [['shipment_number = ?', shipmentNumber]] as const;
    // Sent in one go; nobody waits for one of the answers before the others.
    const [shipment, lines, discrepancies] = await Promise.all([
      readOne(shipmentListing, shipmentNumber),
      listPage(lineListing, { limit: mostLines }, ofShipment),
      listPage(discrepancyListing, { limit: mostLines }, ofShipment),
    ]);
    if (!shipment) throw new ShipmentNotFound(shipmentNumber);
    return { ...shipment, lines: lines.items, discrepancies: discrepancies.items };
  }
}
