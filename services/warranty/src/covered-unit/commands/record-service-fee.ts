import { Injectable } from '@nestjs/common';
import type { Serial } from '@rotables/domain-kernel';
import { SupersedeEntitlement } from '../../entitlement/commands/supersede-entitlement.js';
import { WarrantyPlans } from '../../warranty-plan/warranty-plan.repository.js';
import { recordServiceFee, takeBackServiceFee, type FeePayment } from '../coverage-payment.js';
import type { CoveredUnit } from '../covered-unit.js';
import { CoveredUnits } from '../covered-unit.repository.js';

/** Commands: the service fee of a unit was paid, or taken back (W4). */
@Injectable()
export class RecordServiceFee {
  constructor(
    private readonly units: CoveredUnits,
    private readonly plans: WarrantyPlans,
    private readonly supersede: SupersedeEntitlement,
  ) {}

  /** Throws CoveredUnitNotFound, CoverageIsOver and PlanAsksForNoFee: money was taken for nothing, which an operator must see. */
  async paid(serial: Serial, payment: FeePayment): Promise<void> {
    const unit = await this.holderOf(serial);
    const decision = recordServiceFee(unit, await this.plans.get(unit.plan), payment);
    if (!decision) return;
    await this.units.save(decision);
    await this.supersede.reconsider([unit.serial], 'service-fee');
  }

  async takenBack(serial: Serial, fee: { readonly chargeNumber: string; readonly takenBackAt: Date }): Promise<void> {
    const decision = takeBackServiceFee(await this.holderOf(serial), fee);
    if (decision) await this.units.save(decision);
  }

  /** A fee is paid for whatever has the coverage by now (W8). */
  private async holderOf(serial: Serial): Promise<CoveredUnit> {
    let unit = await this.units.load(serial);
    for (let heir = await this.units.findHeir(unit); heir; heir = await this.units.findHeir(heir)) unit = heir;
    return unit;
  }
}
