import { Injectable } from '@nestjs/common';
import { AwaitingFacts } from '../../spare-unit/awaiting-facts.js';
import { inQuarantine } from '../../spare-unit/place.js';
import { moveUnit } from '../../spare-unit/spare-unit.js';
import type { SpareUnit } from '../../spare-unit/spare-unit.js';
import { SpareUnitLedger } from '../../spare-unit/spare-unit.repository.js';
import { askedHold, canBeHeld, holdUnit, refuseHold, releaseHold, type HoldAsked } from '../scrap-hold.js';
import { ScrapHolds } from '../scrap-hold.repository.js';

/**
 * A scrap record was approved: its unit is taken from the shelf and kept, or the pool says where it is instead (R9). Whoever lends, picks or
 * ships takes turns on the unit's row with this, so that one of them gets it.
 */
@Injectable()
export class HoldForScrap {
  constructor(
    private readonly holds: ScrapHolds,
    private readonly ledger: SpareUnitLedger,
    private readonly facts: AwaitingFacts,
  ) {}

  async execute(asked: HoldAsked): Promise<void> {
    await this.facts.takeTurn(asked.serial);
    const unit = await this.ledger.find(asked.serial);
    const hold = (await this.holds.find(asked.scrapNumber)) ?? askedHold(asked);
    if (hold.state === 'held' || hold.state === 'scrapped') return;
    if (!canBeHeld(unit) || !(await this.isFree(asked))) {
      await this.holds.save(refuseHold(hold, unit, asked.at));
      return;
    }
    if (unit.place.kind === 'site') await this.takeFromShelf(unit, asked);
    await this.holds.save(holdUnit(hold, unit, asked.at));
  }

  /** One unit has one live record: the earlier one has ended, and its withdrawal is on its way. */
  private async isFree({ serial, at }: HoldAsked): Promise<boolean> {
    const other = await this.holds.heldOf(serial);
    if (!other) return true;
    if (other.askedAt > at) return false;
    await this.holds.save(releaseHold(other, at));
    return true;
  }

  private async takeFromShelf(unit: SpareUnit, { scrapNumber, at }: HoldAsked): Promise<void> {
    const { city, custodian, place } = unit;
    const books = await this.ledger.openBooks([city]);
    const late = { document: scrapNumber, at, lateness: 'enter-late' as const };
    const facts = { ...late, to: inQuarantine(place.id), city, custodian };
    await this.ledger.record([moveUnit(unit, 'setAsideForScrap', facts, books)]);
  }
}
