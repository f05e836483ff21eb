import { Injectable } from '@nestjs/common';
import { businessDateOf } from '@rotables/domain-kernel';
import { InstalledBases } from '../../installed-base/installed-base.repository.js';
import { end, type EndFacts } from '../covered-unit.js';
import { CoveredUnits } from '../covered-unit.repository.js';

/** Command: a unit was refunded or scrapped, so its coverage ends and it leaves the installed base (R8, R9, W14). */
@Injectable()
export class EndCoverage {
  constructor(
    private readonly units: CoveredUnits,
    private readonly bases: InstalledBases,
  ) {}

  /** A serial whose coverage is over already, or that never had any, is left as it is. */
  async execute(serial: string, facts: EndFacts, document: string): Promise<void> {
    const unit = await this.units.find(serial);
    if (unit?.state !== 'covered') return;
    await this.units.save(end(unit, facts));
    const { city, model } = unit;
    await this.bases.apply([{ city, model, changedOn: businessDateOf(facts.endedAt), delta: -1, document }]);
  }
}
