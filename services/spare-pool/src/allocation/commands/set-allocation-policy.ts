import { Injectable } from '@nestjs/common';
import { businessDateOf, Clock } from '@rotables/domain-kernel';
import type { ActorId, BusinessDate } from '@rotables/domain-kernel';
import { followBasis } from '../allocation.js';
import type { AllocationPolicy } from '../allocation.js';
import { PolicyInThePast } from '../allocation.errors.js';
import { Allocations } from '../allocation.repository.js';

/**
 * A policy takes effect on its day (S1), and never on one that has passed: applications and statements of earlier days were decided by
 * the policy of those days, and stay (O5). One that takes effect today changes the allocations at once.
 */
@Injectable()
export class SetAllocationPolicy {
  constructor(
    private readonly allocations: Allocations,
    private readonly clock: Clock,
  ) {}

  async execute(policy: AllocationPolicy, setBy: ActorId): Promise<AllocationPolicy> {
    const today = businessDateOf(this.clock.now());
    if (policy.effectiveOn < today) throw new PolicyInThePast(policy.effectiveOn, today);
    await this.allocations.setPolicy(policy, setBy);
    if (policy.effectiveOn === today) await this.follow(policy.effectiveOn);
    return policy;
  }

  private async follow(effectiveOn: BusinessDate): Promise<void> {
    for (const city of await this.allocations.cities()) {
      const current = await this.allocations.lock(city);
      const asOfOn = effectiveOn > current.asOfOn ? effectiveOn : current.asOfOn;
      await this.allocations.save(followBasis(current, await this.allocations.basisOn(city, asOfOn)));
    }
  }
}
