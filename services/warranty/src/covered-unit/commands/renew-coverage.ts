import { Injectable } from '@nestjs/common';
import { documentNumber, type BusinessDate } from '@rotables/domain-kernel';
import { nextNumberWithGaps } from '@rotables/persistence';
import { renew, type CoveredUnit } from '../covered-unit.js';
import { CoveredUnits } from '../covered-unit.repository.js';

/** Command: a term is appended to a unit's coverage (W9). */
@Injectable()
export class RenewCoverage {
  constructor(private readonly units: CoveredUnits) {}

  async execute(serial: string, months: number, renewedOn: BusinessDate): Promise<CoveredUnit> {
    const unit = await this.units.load(serial);
    const renewalNumber = documentNumber('RN', renewedOn, await nextNumberWithGaps('renewal_number'));
    return this.units.save(renew(unit, { renewalNumber, months, renewedOn }));
  }
}
