import { Injectable } from '@nestjs/common';
import { RecordUnitFact } from '../../spare-unit/commands/record-unit-fact.js';
import type { UnitFact } from '../../spare-unit/unit-fact.js';
import { endHold } from '../scrap-hold.js';
import { ScrapHolds } from '../scrap-hold.repository.js';

/** The unit was scrapped with evidence, and is held for that no longer (R9). */
@Injectable()
export class ScrapUnit {
  constructor(
    private readonly holds: ScrapHolds,
    private readonly recordUnitFact: RecordUnitFact,
  ) {}

  async execute(fact: UnitFact & { readonly kind: 'scrapped' }): Promise<void> {
    await this.recordUnitFact.execute(fact);
    const hold = await this.holds.find(fact.document);
    if (hold?.state === 'held') await this.holds.save(endHold(hold));
    await this.recordUnitFact.resume(fact.serial);
  }
}
