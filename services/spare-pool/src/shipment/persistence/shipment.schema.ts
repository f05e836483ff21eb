import { defineEntity, p } from '@mikro-orm/postgresql';
import type { CityCode, Serial } from '@rotables/domain-kernel';
import { citySecurity } from '@rotables/persistence';
import type {
  DiscrepancyKind,
  DiscrepancyResolution,
  DiscrepancyStatus,
  LiableParty,
  ShipmentLine,
  ShipmentState,
} from '../shipment.js';

export const ShipmentSchema = defineEntity({
  name: 'Shipment',
  tableName: 'shipment',
  properties: {
    shipmentNumber: p.text().primary(),
    orderNumber: p.text(),
    fromSite: p.text(),
    fromCity: p.text().$type<CityCode>(),
    toSite: p.text(),
    city: p.text().$type<CityCode>(),
    state: p.text().$type<ShipmentState>(),
    carrier: p.text().strictNullable(),
    trackingNumber: p.text().strictNullable(),
    dispatchedBy: p.text(),
    dispatchedAt: p.datetime(),
    receivedBy: p.text().strictNullable(),
    receivedAt: p.datetime().strictNullable(),
    version: p.integer(),
  },
  checks: [{ name: 'shipment_to_another_site', expression: 'from_site <> to_site' }],
  indexes: [
    { name: 'shipment_city', properties: ['city', 'state'] },
    { name: 'shipment_order', properties: ['orderNumber'] },
  ],
  ...citySecurity('shipment'),
});

export const ShipmentLineSchema = defineEntity({
  name: 'ShipmentLine',
  tableName: 'shipment_line',
  properties: {
    shipmentNumber: p.text().primary(),
    serial: p.text().$type<Serial>().primary(),
    city: p.text().$type<CityCode>(),
    model: p.text(),
    status: p.text().$type<ShipmentLine['status']>(),
  },
  // A serial is on its way in one shipment at most (S9).
  uniques: [{ name: 'shipment_line_one_way', properties: ['serial'], where: `status in ('in-transit', 'missing')` }],
  ...citySecurity('shipment_line'),
});

export const ShipmentDiscrepancySchema = defineEntity({
  name: 'ShipmentDiscrepancy',
  tableName: 'shipment_discrepancy',
  properties: {
    discrepancyId: p.text().primary(),
    shipmentNumber: p.text(),
    city: p.text().$type<CityCode>(),
    kind: p.text().$type<DiscrepancyKind>(),
    serial: p.text().$type<Serial>(),
    status: p.text().$type<DiscrepancyStatus>(),
    resolution: p.text().$type<DiscrepancyResolution>().strictNullable(),
    note: p.text().strictNullable(),
    liable: p.text().$type<LiableParty>().strictNullable(),
    resolvedBy: p.text().strictNullable(),
    resolvedAt: p.datetime().strictNullable(),
  },
  uniques: [{ name: 'shipment_discrepancy_once', properties: ['shipmentNumber', 'serial'] }],
  indexes: [{ name: 'shipment_discrepancy_city', properties: ['city', 'status'] }],
  ...citySecurity('shipment_discrepancy'),
});
