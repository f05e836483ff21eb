import { Injectable } from '@nestjs/common';
import { businessDateOf, Clock } from '@rotables/domain-kernel';
import type { CityCode } from '@rotables/domain-kernel';
import { allocationOf } from '../../allocation/allocation.js';
import { Allocations } from '../../allocation/allocation.repository.js';
import { ModelOfReplenishmentNeeded } from '../replenishment.errors.js';
import { notNettedOf } from '../replenishment.js';
import type { EarlyBounds, OwedUnits } from '../replenishment.js';
import { DefectiveReturns, Replenishments } from '../replenishment.repository.js';

/** What an early replenishment may make up, by what is owed and allocated today; the quota has to be locked before (S6). */
@Injectable()
export class EarlyReplenishmentBounds {
  constructor(
    private readonly allocations: Allocations,
    private readonly replenishments: Replenishments,
    private readonly returns: DefectiveReturns,
    private readonly clock: Clock,
  ) {}

  /** The model stated, or the only one that is owed; null where nobody knows what the units owed are. Throws ModelOfReplenishmentNeeded. */
  async modelOf(city: CityCode, stated: string | null): Promise<string | null> {
    if (stated !== null) return stated;
    const [only, ...others] = await this.owedOf(city);
    if (only && others.length === 0) return only.model;
    throw new ModelOfReplenishmentNeeded(
      city,
      [only, ...others].flatMap((one) => one?.model ?? []),
    );
  }

  async of(city: CityCode, model: string | null): Promise<EarlyBounds> {
    const use = await this.allocations.useOf(city);
    const { installed, policy } = await this.allocations.basisOn(city, businessDateOf(this.clock.now()));
    const returned = unitsOf(await this.owedOf(city), model);
    const early = unitsOf(await this.earlyOf(city), model);
    const owed = Math.max(0, Math.min(use.owedByRepair, returned - early));
    return { owed, allocation: allocationOf(installed, policy), use };
  }

  private owedOf(city: CityCode): Promise<readonly OwedUnits[]> {
    return this.returns.owed(city, this.clock.now());
  }

  private async earlyOf(city: CityCode): Promise<readonly OwedUnits[]> {
    const early = await this.replenishments.earlyNotNetted(city);
    return early.map((one) => ({ model: one.model, units: notNettedOf(one) }));
  }
}

/** Of a model, and of what nobody knows the model of. */
function unitsOf(owed: readonly OwedUnits[], model: string | null): number {
  const fitting = owed.filter((one) => model === null || one.model === null || one.model === model);
  return fitting.reduce((sum, { units }) => sum + units, 0);
}
