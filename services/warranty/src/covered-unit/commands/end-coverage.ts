import { Injectable } from '@nestjs/common';
import { businessDateOf } from '@rotables/domain-kernel';
import type { FactOfFault } from '../../case-fact/case-fact.js';
import { InstalledBases } from '../../installed-base/installed-base.repository.js';
import { end } from '../covered-unit.js';
import { CoveredUnits } from '../covered-unit.repository.js';

/** Command: a unit was refunded or scrapped, so its coverage ends and it leaves the installed base (R8, R9, W14). */
@Injectable()
export class EndCoverage {
  constructor(
    private readonly units: CoveredUnits,
    private readonly bases: InstalledBases,
  ) {}

  /** A serial whose coverage is over already, that never had any, or that was registered again since, is left as it is. */
  async execute(
    { serial, faultNumber, document, at: endedAt }: FactOfFault,
    reason: 'refunded' | 'scrapped',
  ): Promise<void> {
    const unit = await this.units.find(serial);
    if (unit?.state !== 'covered' || endedAt < unit.begunAt) return;
    await this.units.save(end(unit, { reason, replacedBy: null, faultNumber, endedAt }));
    const { city, model } = unit;
    await this.bases.apply([{ city, model, changedOn: businessDateOf(endedAt), delta: -1, document }]);
  }
}
