import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Role, Session } from '@rotables/domain-kernel';
import { ReportUnitFound } from '../../custody-loss/commands/report-unit-found.js';
import { ReportUnitLost } from '../../custody-loss/commands/report-unit-lost.js';
import { ensureOwnSite } from '../../site/commands/own-site.js';
import { Sites } from '../../site/site.repository.js';
import { atSite, placeText } from '../../spare-unit/place.js';
import { UnitNotAvailable } from '../../spare-unit/spare-unit.errors.js';
import { isLendable, moveUnit } from '../../spare-unit/spare-unit.js';
import type { SpareUnit } from '../../spare-unit/spare-unit.js';
import { SpareUnitLedger } from '../../spare-unit/spare-unit.repository.js';
import {
  LiablePartyNeeded,
  ResolutionNotYours,
  UnitStillInShipment,
  UnknownUnitNotAccepted,
} from '../shipment.errors.js';
import { ShipmentOrders } from './shipment-orders.js';
import { discrepancyOf, resolveDiscrepancy, turnUpElsewhere } from '../shipment.js';
import type { DiscrepancyResolution, ResolveDiscrepancyFacts, Shipment } from '../shipment.js';
import { Shipments } from '../shipment.repository.js';

export type ResolveDiscrepancyCommand = Omit<ResolveDiscrepancyFacts, 'by'> & {
  readonly session: Session;
  /** Where the shipment does not name it. */
  readonly carrier: string | null;
};

type Facts = ResolveDiscrepancyCommand;

/** What touches another site than the receiver's is not for a branch to decide. */
const decidedBy: Partial<Record<DiscrepancyResolution, readonly Role[]>> = {
  'never-left': ['warehouse', 'headquarters-approver'],
  'accepted-here': ['warehouse', 'headquarters-approver'],
  // Somebody will owe its price, and it may be who sent it.
  lost: ['headquarters-approver'],
};

@Injectable()
export class ResolveShipmentDiscrepancy {
  constructor(
    private readonly shipments: Shipments,
    private readonly orders: ShipmentOrders,
    private readonly ledger: SpareUnitLedger,
    private readonly sites: Sites,
    private readonly reportUnitLost: ReportUnitLost,
    private readonly reportUnitFound: ReportUnitFound,
  ) {}

  async execute(facts: ResolveDiscrepancyCommand): Promise<Shipment> {
    const { session, discrepancyId, resolution } = facts;
    const shipment = await this.shipments.loadByDiscrepancy(discrepancyId);
    ensureCityInScope(session, shipment.city);
    const roles = decidedBy[resolution];
    if (roles) {
      ensureCityInScope(session, shipment.fromCity);
      if (!session.roles.some((role) => roles.includes(role))) throw new ResolutionNotYours(resolution, roles);
    }
    const decision = resolveDiscrepancy(shipment, { ...facts, by: session.actor });
    await this.moves[resolution](shipment, facts);
    return this.shipments.save(decision);
  }

  private readonly moves: Readonly<Record<DiscrepancyResolution, (shipment: Shipment, facts: Facts) => Promise<void>>> =
    {
      'arrived-late': async (shipment, facts) => {
        // Nobody else has it in his hand.
        ensureOwnSite(await this.sites.get(shipment.toSite), 'toSite', facts.session);
        const unit = await this.unitInShipment(shipment, facts);
        await this.moveTo(unit, 'arrive', shipment.toSite, shipment, facts);
      },
      'never-left': async (shipment, facts) => {
        const unit = await this.unitInShipment(shipment, facts);
        const order = await this.orders.load(shipment.orderNumber);
        await order.takeBack();
        await this.moveTo(unit, 'sendBack', shipment.fromSite, shipment, facts);
      },
      lost: async (shipment, facts) => {
        const unit = await this.unitInShipment(shipment, facts);
        const { site, city } = await this.sites.get(shipment.fromSite);
        const custodian = facts.liable === 'carrier' ? (facts.carrier ?? shipment.carrier) : shipment.dispatchedBy;
        if (facts.liable === null || custodian === null) throw new LiablePartyNeeded(facts.discrepancyId);
        const { resolvedAt: lostAt, note, liable } = facts;
        // What never arrives fills no order: it may be shipped again.
        const order = await this.orders.load(shipment.orderNumber);
        await order.takeBack();
        await this.reportUnitLost.lose(unit, { lostAt, note, statementNumber: null, site, city, custodian, liable });
      },
      'arrived-elsewhere': async (shipment, facts) => {
        const { serial } = discrepancyOf(shipment, facts.discrepancyId);
        const unit = await this.ledger.find(serial);
        if (unit && isIn(unit, shipment.shipmentNumber)) throw new UnitStillInShipment(serial, shipment.shipmentNumber);
        const order = await this.orders.load(shipment.orderNumber);
        await order.takeBack();
      },
      'accepted-here': (shipment, facts) => this.acceptHere(shipment, facts),
      // It goes back to where the book has it anyway.
      'sent-back': () => Promise.resolve(),
      // In no book; the note says where it lies.
      'set-aside': () => Promise.resolve(),
    };

  /** Where it turned out to be, there it is taken in: from another shelf, from another parcel, or found again (S3). */
  private async acceptHere(shipment: Shipment, facts: Facts): Promise<void> {
    const { serial } = discrepancyOf(shipment, facts.discrepancyId);
    const unit = await this.ledger.find(serial);
    if (!unit) throw new UnknownUnitNotAccepted(serial);
    if (unit.place.kind === 'lost') {
      const { session, resolvedAt: foundAt } = facts;
      await this.reportUnitFound.scanned({ session, serial, site: shipment.toSite, foundAt });
      return;
    }
    if (unit.place.kind === 'shipment') await this.takeFromOtherParcel(unit, shipment, facts);
    else if (isLendable(unit)) await this.moveTo(unit, 'acceptHere', shipment.toSite, shipment, facts);
    else
      throw new UnitNotAvailable(
        unit.serial,
        `${unit.condition}, the ${unit.owner}'s, at ${placeText(unit.place)}`,
        "the company's, whole and at a site, in a shipment, or lost",
      );
  }

  private async takeFromOtherParcel(unit: SpareUnit, shipment: Shipment, facts: Facts): Promise<void> {
    const other = await this.shipments.load(unit.place.id);
    const { session, note, resolvedAt: at } = facts;
    await this.shipments.save(turnUpElsewhere(other, { serial: unit.serial, note, by: session.actor, at }));
    const order = await this.orders.load(other.orderNumber);
    await order.takeBack();
    await this.moveTo(unit, 'arrive', shipment.toSite, shipment, facts);
  }

  private async unitInShipment(shipment: Shipment, { discrepancyId }: Facts): Promise<SpareUnit> {
    const unit = await this.ledger.load(discrepancyOf(shipment, discrepancyId).serial);
    if (isIn(unit, shipment.shipmentNumber)) return unit;
    throw new UnitNotAvailable(unit.serial, placeText(unit.place), `in shipment ${shipment.shipmentNumber}`);
  }

  private async moveTo(
    unit: SpareUnit,
    verb: 'arrive' | 'sendBack' | 'acceptHere',
    code: string,
    shipment: Shipment,
    facts: Facts,
  ) {
    const { city, custodian } = await this.sites.get(code);
    const books = await this.ledger.openBooks([unit.city, city]);
    const move = { to: atSite(code), city, custodian, document: shipment.shipmentNumber, at: facts.resolvedAt };
    await this.ledger.record([moveUnit(unit, verb, move, books)]);
  }
}

function isIn({ place }: SpareUnit, shipmentNumber: string): boolean {
  return place.kind === 'shipment' && place.id === shipmentNumber;
}
