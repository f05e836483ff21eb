import { Injectable } from '@nestjs/common';
import { extend, type Downtime } from '../covered-unit.js';
import { CoveredUnits } from '../covered-unit.repository.js';

/** Command: a repaired unit went back, so its downtime is added to the coverage (W7). */
@Injectable()
export class ExtendCoverage {
  constructor(private readonly units: CoveredUnits) {}

  /** A serial that was never covered has nothing to extend. */
  async execute(serial: string, downtime: Downtime): Promise<void> {
    const unit = await this.units.find(serial);
    const decision = unit && extend(unit, downtime);
    if (decision) await this.units.save(decision);
  }
}
