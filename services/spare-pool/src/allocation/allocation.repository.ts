import type { BusinessDate, CityCode, Decision } from '@rotables/domain-kernel';
import type { PoolEvent } from '../pool-event.js';
import type { AllocationBasis, AllocationPolicy, CityAllocation, QuotaUse } from './allocation.js';

export interface InstalledBaseChange {
  readonly city: CityCode;
  readonly model: string;
  readonly changedOn: BusinessDate;
  readonly delta: number;
}

export abstract class Allocations {
  /** Locks the city's quota: whoever takes from it next waits. A city without installed base has an allocation of 0. */
  abstract lock(city: CityCode): Promise<CityAllocation>;
  abstract save(decision: Decision<CityAllocation, PoolEvent>): Promise<CityAllocation>;
  /** The installed base and the policy of a day. Throws NoPolicyInEffect. */
  abstract basisOn(city: CityCode, day: BusinessDate): Promise<AllocationBasis>;
  /** What is taken from the city's quota now. */
  abstract useOf(city: CityCode): Promise<QuotaUse>;
  abstract noteInstalledBase(change: InstalledBaseChange): Promise<void>;
  /** Cities with an announced allocation, in one order for everybody. */
  abstract cities(): Promise<readonly CityCode[]>;
  /** Throws PolicyAlreadySet. */
  abstract setPolicy(policy: AllocationPolicy, setBy: string): Promise<void>;
}
