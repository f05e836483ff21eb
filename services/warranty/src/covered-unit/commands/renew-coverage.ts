import { Injectable } from '@nestjs/common';
import { businessDateOf, documentNumber } from '@rotables/domain-kernel';
import { nextNumberWithGaps } from '@rotables/persistence';
import { WarrantyPlans } from '../../warranty-plan/warranty-plan.repository.js';
import { renew, type Renewal } from '../coverage-payment.js';
import type { CoveredUnit } from '../covered-unit.js';
import { CoveredUnits } from '../covered-unit.repository.js';

/** Command: a term is appended to a unit's coverage (W9). */
@Injectable()
export class RenewCoverage {
  constructor(
    private readonly units: CoveredUnits,
    private readonly plans: WarrantyPlans,
  ) {}

  /** The number is of the day on which it is recorded, whatever day is stated. */
  async execute(serial: string, stated: Omit<Renewal, 'renewalNumber'>): Promise<CoveredUnit> {
    const unit = await this.units.load(serial);
    const number = await nextNumberWithGaps('renewal_number');
    const renewalNumber = documentNumber('RN', businessDateOf(stated.recordedAt), number);
    return this.units.save(renew(unit, await this.plans.get(unit.plan), { ...stated, renewalNumber }));
  }
}
