import { allocationChangedV1 } from '@rotables/contracts';
import { lifecycle } from '@rotables/domain-kernel';
import type { BusinessDate, CityCode, Decision } from '@rotables/domain-kernel';
import type { PoolEvent } from '../pool-event.js';
import { poolEvent } from '../pool-event.js';

export const roundings = ['ceil', 'floor', 'half-up'] as const;
export type Rounding = (typeof roundings)[number];

/** How the quota of a city follows from its installed base, from a day on (S1). */
export interface AllocationPolicy {
  readonly effectiveOn: BusinessDate;
  /** Hundredths of a per cent: 200 is 2 %. */
  readonly ratioBasisPoints: number;
  readonly cap: number;
  readonly rounding: Rounding;
}

const basisPointsOfOne = 10_000;

const roundedBy: Readonly<Record<Rounding, (share: number) => number>> = {
  ceil: (share) => Math.ceil(share / basisPointsOfOne),
  floor: (share) => Math.floor(share / basisPointsOfOne),
  'half-up': (share) => Math.floor((share * 2 + basisPointsOfOne) / (basisPointsOfOne * 2)),
};

/** The spare units that a city may hold (S1): the rounded share of its installed base, at most the cap. */
export function allocationOf(installed: number, policy: AllocationPolicy): number {
  return Math.min(policy.cap, roundedBy[policy.rounding](installed * policy.ratioBasisPoints));
}

export const cityAllocationLifecycle = lifecycle({ announced: { announce: 'announced' } }, 'allocation');

/** A city's allocation as last announced; its row is the lock of all that is taken from the quota. */
export interface CityAllocation {
  readonly city: CityCode;
  readonly asOfOn: BusinessDate;
  readonly installed: number;
  readonly ratioBasisPoints: number;
  readonly cap: number;
  readonly allocation: number;
  readonly version: number;
}

export interface AllocationBasis {
  readonly asOfOn: BusinessDate;
  readonly installed: number;
  readonly policy: AllocationPolicy;
}

/** Follows the installed base or the policy, and announces the allocation when its value changes. */
export function followBasis(current: CityAllocation, basis: AllocationBasis): Decision<CityAllocation, PoolEvent> {
  cityAllocationLifecycle.after('announced', 'announce');
  const { ratioBasisPoints, cap } = basis.policy;
  const allocation = allocationOf(basis.installed, basis.policy);
  const figures = {
    city: current.city,
    asOfOn: basis.asOfOn,
    installed: basis.installed,
    ratioBasisPoints,
    cap,
    allocation,
  };
  return {
    state: { ...current, ...figures },
    events: allocation === current.allocation ? [] : [poolEvent(allocationChangedV1, figures)],
  };
}

/** What of a city's quota is taken, and by what (S2). */
export interface QuotaUse {
  readonly onHand: number;
  readonly inTransit: number;
  readonly onLoan: number;
  /** Defective units that the city returned and that no replenishment has made up yet (S6). */
  readonly owedByRepair: number;
  /** Asked for or ordered, and not shipped yet. */
  readonly applied: number;
}

export function heldOf(use: QuotaUse): number {
  return use.onHand + use.inTransit + use.onLoan + use.owedByRepair + use.applied;
}

export function freeOf(allocation: number, use: QuotaUse): number {
  return Math.max(0, allocation - heldOf(use));
}
