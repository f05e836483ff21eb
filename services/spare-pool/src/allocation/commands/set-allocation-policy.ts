import { Injectable } from '@nestjs/common';
import { businessDateOf, Clock } from '@rotables/domain-kernel';
import type { ActorId, BusinessDate } from '@rotables/domain-kernel';
import { followBasis } from '../allocation.js';
import type { AllocationPolicy } from '../allocation.js';
import { Allocations } from '../allocation.repository.js';

/** A policy takes effect on its day (S1); one that is in effect already changes the allocations at once. */
@Injectable()
export class SetAllocationPolicy {
  constructor(
    private readonly allocations: Allocations,
    private readonly clock: Clock,
  ) {}

  async execute(policy: AllocationPolicy, setBy: ActorId): Promise<AllocationPolicy> {
    await this.allocations.setPolicy(policy, setBy);
    if (policy.effectiveOn <= businessDateOf(this.clock.now())) await this.follow(policy.effectiveOn);
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
