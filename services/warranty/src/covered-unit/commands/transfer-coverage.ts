import { Injectable } from '@nestjs/common';
import { businessDateOf, type Serial } from '@rotables/domain-kernel';
import { InstalledBases } from '../../installed-base/installed-base.repository.js';
import { baseChangesOf, endByReplacement, inherit, isTakenOver } from '../covered-unit.js';
import { CoveredUnits } from '../covered-unit.repository.js';

export interface FormalReplacement {
  readonly faultNumber: string;
  readonly replaced: Serial;
  readonly replacement: Serial;
  readonly replacementModel: string;
  readonly madeAt: Date;
}

/** Command: a spare stays with the customer for good and takes over what is left of the coverage at the same instant (W8). */
@Injectable()
export class TransferCoverage {
  constructor(
    private readonly units: CoveredUnits,
    private readonly bases: InstalledBases,
  ) {}

  /** A replaced serial that nothing covered then has nothing to hand over; its replacement then is not covered either. */
  async execute({ faultNumber, replaced, replacement, replacementModel, madeAt }: FormalReplacement): Promise<void> {
    const unit = await this.units.find(replaced);
    if (!unit || !isTakenOver(unit, madeAt)) return;
    const earlier = await this.units.find(replacement);
    const inheritedOn = businessDateOf(madeAt);
    const by = { replacement, replacementModel, faultNumber, inheritedAt: madeAt, inheritedOn };
    const inheritance = inherit(unit, earlier, by);
    await this.units.save(endByReplacement(unit, by));
    await this.units.save(inheritance);
    await this.bases.apply(baseChangesOf(unit, by));
  }
}
