import { Injectable } from '@nestjs/common';
import { RecordUnitFact } from '../../spare-unit/commands/record-unit-fact.js';
import { AwaitingFacts } from '../../spare-unit/awaiting-facts.js';
import { atSite } from '../../spare-unit/place.js';
import { isWhole, moveUnit } from '../../spare-unit/spare-unit.js';
import { SpareUnitLedger } from '../../spare-unit/spare-unit.repository.js';
import { releaseHold, scrapHoldLifecycle, type ScrapHold } from '../scrap-hold.js';
import { ScrapHolds } from '../scrap-hold.repository.js';

/** The scrap record was withdrawn: what came from the shelf goes back to it, and what waited for the unit goes on (R9, E1). */
@Injectable()
export class ReleaseScrapHold {
  constructor(
    private readonly holds: ScrapHolds,
    private readonly ledger: SpareUnitLedger,
    private readonly facts: AwaitingFacts,
    private readonly recordUnitFact: RecordUnitFact,
  ) {}

  async execute(scrapNumber: string, releasedAt: Date): Promise<void> {
    const hold = await this.holds.find(scrapNumber);
    if (!hold || !scrapHoldLifecycle.can(hold.state, 'release')) return;
    await this.facts.takeTurn(hold.serial);
    if (hold.state === 'held') await this.putBack(hold, releasedAt);
    await this.holds.save(releaseHold(hold, releasedAt));
    await this.recordUnitFact.resume(hold.serial);
  }

  private async putBack({ serial, scrapNumber, takenFrom }: ScrapHold, at: Date): Promise<void> {
    const unit = await this.ledger.find(serial);
    const lies = unit?.place.kind === 'quarantine' && unit.place.id === takenFrom;
    if (!unit || !lies || !isWhole(unit)) return;
    const { city, custodian, place } = unit;
    const books = await this.ledger.openBooks([city]);
    const late = { document: scrapNumber, at, lateness: 'enter-late' as const };
    await this.ledger.record([moveUnit(unit, 'putBack', { ...late, to: atSite(place.id), city, custodian }, books)]);
  }
}
