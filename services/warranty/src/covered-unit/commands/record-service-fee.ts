import { Injectable } from '@nestjs/common';
import type { BusinessDate } from '@rotables/domain-kernel';
import { recordServiceFee, type CoveredUnit } from '../covered-unit.js';
import { CoveredUnits } from '../covered-unit.repository.js';

/** Command: until when the service fee of a unit is paid (W2, W4). */
@Injectable()
export class RecordServiceFee {
  constructor(private readonly units: CoveredUnits) {}

  async execute(serial: string, paidUntilOn: BusinessDate): Promise<CoveredUnit> {
    return this.units.save(recordServiceFee(await this.units.load(serial), paidUntilOn));
  }
}
