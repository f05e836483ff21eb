import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { ActorId, Serial, Session } from '@rotables/domain-kernel';
import { moveUnit } from '../../spare-unit/spare-unit.js';
import { SpareUnitLedger } from '../../spare-unit/spare-unit.repository.js';
import { handOverCustody } from '../site.js';
import type { Site } from '../site.js';
import { Sites } from '../site.repository.js';

export interface HandOverCustodyCommand {
  readonly session: Session;
  readonly site: string;
  readonly toCustodian: ActorId;
  readonly countedSerials: readonly Serial[];
  readonly handedOverAt: Date;
}

/** Everything in the custodian's keeping passes to the successor; what is on loan passes without being counted (O2). */
@Injectable()
export class HandOverCustody {
  constructor(
    private readonly sites: Sites,
    private readonly ledger: SpareUnitLedger,
  ) {}

  async execute({
    session,
    site: code,
    toCustodian,
    countedSerials,
    handedOverAt,
  }: HandOverCustodyCommand): Promise<Site> {
    const site = await this.sites.load(code);
    ensureCityInScope(session, site.city);
    const units = await this.ledger.inKeepingAt(code);
    const bookedSerials = units.filter(({ place }) => place.kind !== 'loan').map(({ serial }) => serial);
    const decision = handOverCustody(site, {
      by: session.actor,
      toCustodian,
      countedSerials,
      bookedSerials,
      handedOverAt,
    });
    const books = await this.ledger.openBooks(units.map(({ city }) => city));
    const facts = { custodian: toCustodian, document: null, at: handedOverAt };
    await this.ledger.record(
      units.map((unit) => moveUnit(unit, 'handOver', { ...facts, to: unit.place, city: unit.city }, books)),
    );
    return this.sites.save(decision);
  }
}
