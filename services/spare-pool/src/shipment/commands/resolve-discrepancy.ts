import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { Role, Session } from '@rotables/domain-kernel';
import { ReportUnitLost } from '../../custody-loss/commands/report-unit-lost.js';
import { Sites } from '../../site/site.repository.js';
import { atSite, placeText } from '../../spare-unit/place.js';
import { UnitNotAvailable } from '../../spare-unit/spare-unit.errors.js';
import { isLendable, moveUnit } from '../../spare-unit/spare-unit.js';
import type { SpareUnit } from '../../spare-unit/spare-unit.js';
import { SpareUnitLedger } from '../../spare-unit/spare-unit.repository.js';
import { ResolutionNotYours } from '../shipment.errors.js';
import { ShipmentOrders } from './shipment-orders.js';
import { discrepancyOf, resolveDiscrepancy } from '../shipment.js';
import type { DiscrepancyResolution, ResolveDiscrepancyFacts, Shipment } from '../shipment.js';
import { Shipments } from '../shipment.repository.js';

export type ResolveDiscrepancyCommand = Omit<ResolveDiscrepancyFacts, 'by'> & { readonly session: Session };

type Facts = Omit<ResolveDiscrepancyFacts, 'by'>;

/** What touches another site than the receiver's is not for a branch to decide. */
const headquartersDecides: readonly DiscrepancyResolution[] = ['never-left', 'lost', 'accepted-here'];
const headquartersRoles: readonly Role[] = ['warehouse', 'headquarters-approver'];

@Injectable()
export class ResolveShipmentDiscrepancy {
  constructor(
    private readonly shipments: Shipments,
    private readonly orders: ShipmentOrders,
    private readonly ledger: SpareUnitLedger,
    private readonly sites: Sites,
    private readonly reportUnitLost: ReportUnitLost,
  ) {}

  async execute({ session, ...facts }: ResolveDiscrepancyCommand): Promise<Shipment> {
    const shipment = await this.shipments.loadByDiscrepancy(facts.discrepancyId);
    ensureCityInScope(session, shipment.city);
    const decision = resolveDiscrepancy(shipment, { ...facts, by: session.actor });
    if (headquartersDecides.includes(facts.resolution)) {
      ensureCityInScope(session, shipment.fromCity);
      if (!session.roles.some((role) => headquartersRoles.includes(role))) {
        throw new ResolutionNotYours(facts.resolution, headquartersRoles);
      }
    }
    await this.moves[facts.resolution](shipment, facts);
    return this.shipments.save(decision);
  }

  private readonly moves: Readonly<Record<DiscrepancyResolution, (shipment: Shipment, facts: Facts) => Promise<void>>> =
    {
      'arrived-late': async (shipment, facts) => {
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
        const { site, city, custodian } = await this.sites.get(shipment.fromSite);
        const loss = { lostAt: facts.resolvedAt, note: facts.note, statementNumber: null, site, city, custodian };
        await this.reportUnitLost.lose(unit, loss);
      },
      'accepted-here': async (shipment, facts) => {
        const unit = await this.ledger.load(discrepancyOf(shipment, facts.discrepancyId).serial);
        if (!isLendable(unit)) {
          throw new UnitNotAvailable(
            unit.serial,
            `${unit.condition}, the ${unit.owner}'s, at ${placeText(unit.place)}`,
            "the company's, whole and at a site",
          );
        }
        await this.moveTo(unit, 'acceptHere', shipment.toSite, shipment, facts);
      },
      // It goes back to where the book has it anyway.
      'sent-back': () => Promise.resolve(),
    };

  private async unitInShipment(shipment: Shipment, { discrepancyId }: Facts): Promise<SpareUnit> {
    const unit = await this.ledger.load(discrepancyOf(shipment, discrepancyId).serial);
    if (unit.place.kind === 'shipment' && unit.place.id === shipment.shipmentNumber) return unit;
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
