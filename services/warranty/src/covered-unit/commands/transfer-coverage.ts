import { Injectable } from '@nestjs/common';
import { businessDateOf } from '@rotables/domain-kernel';
import type { FactOfFault, RefusalReason } from '../../case-fact/case-fact.js';
import { SupersedeEntitlement } from '../../entitlement/commands/supersede-entitlement.js';
import type { FaultEntitlement } from '../../entitlement/entitlement.js';
import { InstalledBases } from '../../installed-base/installed-base.repository.js';
import { WarrantyPlans } from '../../warranty-plan/warranty-plan.repository.js';
import { baseChangesOf, endByReplacement, extend, inherit, isTakenOver, type CoveredUnit } from '../covered-unit.js';
import { CoveredUnits } from '../covered-unit.repository.js';
import { downtimeOf } from './extend-coverage.js';

/** Command: a spare stays with the customer for good and takes over what is left of the coverage at the same instant (W8). */
@Injectable()
export class TransferCoverage {
  constructor(
    private readonly units: CoveredUnits,
    private readonly bases: InstalledBases,
    private readonly plans: WarrantyPlans,
    private readonly supersede: SupersedeEntitlement,
  ) {}

  /** A replaced serial that nothing covered then has nothing to hand over, until it turns out that something did. */
  async execute(fact: FactOfFault, fault: FaultEntitlement): Promise<'done' | 'awaits-coverage' | RefusalReason> {
    const { faultNumber, serial, city, at: inheritedAt, replacement } = fact;
    if (replacement === null || (await this.units.hasInherited(faultNumber))) return 'replaced-already';
    const unit = await this.units.find(serial);
    if (!unit || !isTakenOver(unit, inheritedAt)) return 'awaits-coverage';
    const earlier = await this.units.find(replacement.serial);
    if (earlier?.state === 'covered') return 'replacement-covered';
    const by = {
      replacement: earlier?.serial ?? replacement.serial,
      replacementModel: replacement.model,
      planKind: (await this.plans.get(unit.plan)).kind,
      city,
      faultNumber,
      inheritedAt,
      inheritedOn: businessDateOf(inheritedAt),
    };
    const extended = await this.extendedUntil(unit, fault, inheritedAt);
    const inheritance = inherit(extended, earlier, by);
    await this.units.save(endByReplacement(extended, by));
    await this.units.save(inheritance);
    await this.bases.apply(baseChangesOf(unit, by));
    await this.supersede.reconsider([serial, replacement.serial], 'replacement');
    return 'done';
  }

  /** The customer was without the unit until the replacement was his for good (W7). */
  private async extendedUntil(unit: CoveredUnit, fault: FaultEntitlement, until: Date): Promise<CoveredUnit> {
    const downtime = downtimeOf(fault, until);
    const decision = downtime && extend(unit, downtime);
    return decision ? this.units.save(decision) : unit;
  }
}
