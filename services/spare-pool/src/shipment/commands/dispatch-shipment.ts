import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Serial, Session } from '@rotables/domain-kernel';
import { Sites } from '../../site/site.repository.js';
import { inShipment } from '../../spare-unit/place.js';
import { ensureNoSerialTwice } from '../../spare-unit/spare-unit.errors.js';
import { moveUnit } from '../../spare-unit/spare-unit.js';
import { SpareUnitLedger } from '../../spare-unit/spare-unit.repository.js';
import { pick } from '../pick.js';
import { ShipmentOrders } from './shipment-orders.js';
import { dispatch } from '../shipment.js';
import type { Shipment } from '../shipment.js';
import { Shipments } from '../shipment.repository.js';

export interface DispatchShipmentCommand {
  readonly session: Session;
  readonly orderNumber: string;
  readonly fromSite: string;
  readonly serials: readonly Serial[];
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly dispatchedAt: Date;
}

@Injectable()
export class DispatchShipment {
  constructor(
    private readonly shipments: Shipments,
    private readonly orders: ShipmentOrders,
    private readonly ledger: SpareUnitLedger,
    private readonly sites: Sites,
  ) {}

  async execute(command: DispatchShipmentCommand): Promise<Shipment> {
    const { session, orderNumber, fromSite, serials, carrier, trackingNumber, dispatchedAt } = command;
    ensureNoSerialTwice(serials, 'serials');
    const from = await this.sites.get(fromSite);
    const order = await this.orders.load(orderNumber);
    ensureCityInScope(session, from.city);
    ensureCityInScope(session, order.city);
    const units = pick(serials, await this.ledger.findAll(serials), fromSite, order.models);
    await order.ship(units.length, dispatchedAt);
    const shipmentNumber = await this.shipments.nextNumber(dispatchedAt);
    const { city, site: toSite } = order;
    const decision = dispatch({
      shipmentNumber,
      orderNumber,
      fromSite,
      fromCity: from.city,
      toSite,
      city,
      units,
      carrier,
      trackingNumber,
      by: session.actor,
      dispatchedAt,
    });
    const books = await this.ledger.openBooks([from.city, city]);
    const facts = { to: inShipment(shipmentNumber), city, custodian: null, document: shipmentNumber, at: dispatchedAt };
    await this.ledger.record(units.map((unit) => moveUnit(unit, 'ship', facts, books)));
    return this.shipments.save(decision);
  }
}
