import { Injectable } from '@nestjs/common';
import { InstalledBases } from '../../installed-base/installed-base.repository.js';
import { WarrantyPlans } from '../../warranty-plan/warranty-plan.repository.js';
import { UnitHasCoverageAlready } from '../covered-unit.errors.js';
import { register, type CoveredUnit, type UnitRegistration } from '../covered-unit.js';
import { CoveredUnits } from '../covered-unit.repository.js';

/** Command: one unit is registered (W1) and joins the installed base (W14). */
@Injectable()
export class RegisterUnit {
  constructor(
    private readonly units: CoveredUnits,
    private readonly plans: WarrantyPlans,
    private readonly bases: InstalledBases,
  ) {}

  async execute(registration: UnitRegistration): Promise<CoveredUnit> {
    const decision = register(registration, await this.plans.get(registration.plan));
    const overtaken = await this.units.addMany([{ decision, provenance: null }]);
    if (overtaken.length > 0) throw new UnitHasCoverageAlready(registration.serial);
    const { city, model, installedOn, contractNumber } = registration;
    await this.bases.apply([{ city, model, changedOn: installedOn, delta: 1, document: contractNumber }]);
    return { ...decision.state, version: decision.events.length };
  }
}
