import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Serial, Session } from '@rotables/domain-kernel';
import { SiteNotFound } from '../../site/site.errors.js';
import { atSite } from '../../spare-unit/place.js';
import { moveUnit } from '../../spare-unit/spare-unit.js';
import { receive } from '../shipment.js';
import type { Shipment } from '../shipment.js';
import { Shipments } from '../shipment.repository.js';

export interface ReceiveShipmentCommand {
  readonly session: Session;
  readonly shipmentNumber: string;
  readonly scannedSerials: readonly Serial[];
  readonly receivedAt: Date;
}

@Injectable()
export class ReceiveShipment {
  constructor(private readonly shipments: Shipments) {}

  async execute({ session, shipmentNumber, scannedSerials, receivedAt }: ReceiveShipmentCommand): Promise<Shipment> {
    const basis = await this.shipments.receiptBasisOf(shipmentNumber, scannedSerials);
    const { shipment, site, units, books } = basis;
    ensureCityInScope(session, shipment.city);
    const known = scannedSerials.map((serial) => basis.spelt.spellingOf(serial) ?? serial);
    const decision = receive(shipment, { scannedSerials: known, by: session.actor, receivedAt });
    if (!site) throw new SiteNotFound(shipment.toSite);
    const facts = {
      to: atSite(shipment.toSite),
      city: shipment.city,
      custodian: site.custodian,
      document: shipmentNumber,
      at: receivedAt,
    };
    // A unit that was taken in elsewhere while the shipment was under way has a place already.
    const arriving = units.filter(({ place }) => place.kind === 'shipment' && place.id === shipmentNumber);
    return this.shipments.enterReceipt(
      decision,
      arriving.map((unit) => moveUnit(unit, 'arrive', facts, books)),
    );
  }
}
