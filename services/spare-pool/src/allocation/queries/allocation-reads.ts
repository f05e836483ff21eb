import { ensureCityInScope } from '@rotables/domain-kernel';
import { Injectable } from '@nestjs/common';
import type { BusinessDate, CityCode, Session } from '@rotables/domain-kernel';
import { defineListing, day, instant, integer, text } from '../../listing.js';
import { Sites } from '../../site/site.repository.js';
import { Allocations } from '../allocation.repository.js';
import { allocationOf, freeOf } from '../allocation.js';
import type { AllocationPolicy, QuotaUse } from '../allocation.js';
import { quotaUse } from '../persistence/quota-use.js';
import { quotaUseAsOf } from '../persistence/quota-use-as-of.js';

export const policyListing = defineListing({
  from: 'allocation_policy',
  columns: {
    effectiveOn: day('effective_on'),
    ratioBasisPoints: integer('ratio_basis_points'),
    cap: integer('cap'),
    rounding: text('rounding'),
    setBy: text('set_by'),
    recordedAt: instant('recorded_at'),
  },
  key: 'effectiveOn',
  sorts: ['effectiveOn'],
  defaultSort: '-effectiveOn',
});

export interface AllocationView extends QuotaUse {
  readonly city: CityCode;
  readonly asOf: BusinessDate;
  readonly installed: number;
  readonly ratioBasisPoints: number;
  readonly cap: number;
  readonly allocation: number;
  readonly free: number;
}

/** What a policy would make of a city's quota. */
export interface AllocationPreview extends AllocationView {
  /** By the policy in effect. */
  readonly allocationNow: number;
}

@Injectable()
export class AllocationReads {
  constructor(
    private readonly allocations: Allocations,
    private readonly sites: Sites,
  ) {}

  /** Per city in sight: its quota by the installed base and policy of the day, and what of it was taken at the end of that day. */
  async of(
    session: Session,
    asOf: BusinessDate | null,
    city: CityCode | null,
    today: BusinessDate,
  ): Promise<readonly AllocationView[]> {
    if (city !== null) ensureCityInScope(session, city);
    const cities = city === null ? await this.citiesInSight() : [city];
    const views: AllocationView[] = [];
    for (const one of cities) {
      const { asOfOn, installed, policy } = await this.allocations.basisOn(one, asOf ?? today);
      const use = asOf === null || asOf >= today ? await quotaUse(one) : await quotaUseAsOf(one, asOf);
      const allocation = allocationOf(installed, policy);
      const { ratioBasisPoints, cap } = policy;
      views.push({
        city: one,
        asOf: asOfOn,
        installed,
        ratioBasisPoints,
        cap,
        allocation,
        ...use,
        free: freeOf(allocation, use),
      });
    }
    return views;
  }

  /** Per city in sight: the quota that a policy would give by the installed base of the day, beside the one that it has. */
  async preview(
    session: Session,
    policy: Omit<AllocationPolicy, 'effectiveOn'>,
    today: BusinessDate,
  ): Promise<readonly AllocationPreview[]> {
    const { ratioBasisPoints, cap } = policy;
    const views = await this.of(session, null, null, today);
    return views.map((view) => {
      const allocation = allocationOf(view.installed, { ...policy, effectiveOn: today });
      return {
        ...view,
        ratioBasisPoints,
        cap,
        allocation,
        allocationNow: view.allocation,
        free: freeOf(allocation, view),
      };
    });
  }

  private async citiesInSight(): Promise<readonly CityCode[]> {
    return [...new Set([...(await this.allocations.cities()), ...(await this.sites.cities())])].sort();
  }
}
