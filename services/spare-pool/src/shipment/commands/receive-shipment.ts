import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Serial, Session } from '@rotables/domain-kernel';
import { Sites } from '../../site/site.repository.js';
import { atSite } from '../../spare-unit/place.js';
import { moveUnit } from '../../spare-unit/spare-unit.js';
import { SpareUnitLedger } from '../../spare-unit/spare-unit.repository.js';
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
  constructor(
    private readonly shipments: Shipments,
    private readonly ledger: SpareUnitLedger,
    private readonly sites: Sites,
  ) {}

  async execute({ session, shipmentNumber, scannedSerials, receivedAt }: ReceiveShipmentCommand): Promise<Shipment> {
    const shipment = await this.shipments.load(shipmentNumber);
    ensureCityInScope(session, shipment.city);
    const decision = receive(shipment, { scannedSerials, by: session.actor, receivedAt });
    const received = decision.state.lines.filter(({ status }) => status === 'received').map(({ serial }) => serial);
    const { custodian } = await this.sites.get(shipment.toSite);
    const units = [...(await this.ledger.findAll(received)).values()];
    const books = await this.ledger.openBooks([shipment.city]);
    const facts = {
      to: atSite(shipment.toSite),
      city: shipment.city,
      custodian,
      document: shipmentNumber,
      at: receivedAt,
    };
    // A unit that was taken in elsewhere while the shipment was under way has a place already.
    const arriving = units.filter(({ place }) => place.kind === 'shipment' && place.id === shipmentNumber);
    await this.ledger.record(arriving.map((unit) => moveUnit(unit, 'arrive', facts, books)));
    return this.shipments.save(decision);
  }
}
