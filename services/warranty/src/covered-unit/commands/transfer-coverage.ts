import { Injectable } from '@nestjs/common';
import { businessDateOf, type Serial } from '@rotables/domain-kernel';
import { InstalledBases, type CityChange } from '../../installed-base/installed-base.repository.js';
import { end, inherit } from '../covered-unit.js';
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

  /** A replaced serial that nothing covers has nothing to hand over; its replacement then is not covered either. */
  async execute({ faultNumber, replaced, replacement, replacementModel, madeAt }: FormalReplacement): Promise<void> {
    const unit = await this.units.find(replaced);
    if (unit?.state !== 'covered') return;
    const earlier = await this.units.find(replacement);
    const inheritedOn = businessDateOf(madeAt);
    const inheritance = inherit(unit, earlier, {
      replacement,
      replacementModel,
      faultNumber,
      inheritedAt: madeAt,
      inheritedOn,
    });
    await this.units.save(end(unit, { reason: 'replaced', replacedBy: replacement, faultNumber, endedAt: madeAt }));
    await this.units.save(inheritance);
    const change = (model: string, delta: number): CityChange => ({
      city: unit.city,
      model,
      changedOn: inheritedOn,
      delta,
      document: faultNumber,
    });
    if (unit.model !== replacementModel) await this.bases.apply([change(unit.model, -1), change(replacementModel, 1)]);
  }
}
