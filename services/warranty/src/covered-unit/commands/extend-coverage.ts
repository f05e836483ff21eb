import { Injectable } from '@nestjs/common';
import { extend, extendHeir, type Downtime } from '../covered-unit.js';
import { CoveredUnits } from '../covered-unit.repository.js';

/** Command: a repaired unit went back, so its downtime is added to the coverage (W7), and to that of whatever replaced it since (W8). */
@Injectable()
export class ExtendCoverage {
  constructor(private readonly units: CoveredUnits) {}

  /** A serial that was never covered has nothing to extend. */
  async execute(serial: string, downtime: Downtime): Promise<void> {
    const unit = await this.units.find(serial);
    let decision = unit && extend(unit, downtime);
    while (decision) {
      const extended = await this.units.save(decision);
      const heir = await this.units.findHeir(extended);
      decision = heir && extendHeir(heir, decision);
    }
  }
}
