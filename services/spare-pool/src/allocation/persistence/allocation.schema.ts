import { defineEntity, p } from '@mikro-orm/postgresql';
import type { BusinessDate, CityCode } from '@rotables/domain-kernel';
import { citySecurity } from '@rotables/persistence';
import type { Rounding } from '../allocation.js';

/** The same for every city, and never edited: a later policy takes the place of an earlier one. */
export const AllocationPolicySchema = defineEntity({
  name: 'AllocationPolicy',
  tableName: 'allocation_policy',
  properties: {
    effectiveOn: p.date().$type<BusinessDate>().primary(),
    ratioBasisPoints: p.integer(),
    cap: p.integer(),
    rounding: p.text().$type<Rounding>(),
    setBy: p.text(),
    recordedAt: p.datetime().defaultRaw('clock_timestamp()'),
  },
  checks: [
    { name: 'allocation_policy_ratio', expression: 'ratio_basis_points between 0 and 10000' },
    { name: 'allocation_policy_cap', expression: 'cap >= 0' },
  ],
});

/** By how many units the installed base of a city and model changed on a day (W14); the base of a day is the sum up to it. */
export const InstalledBaseSchema = defineEntity({
  name: 'InstalledBase',
  tableName: 'installed_base',
  properties: {
    city: p.text().$type<CityCode>().primary(),
    model: p.text().primary(),
    changedOn: p.date().$type<BusinessDate>().primary(),
    delta: p.integer(),
  },
  ...citySecurity('installed_base'),
});

export const CityAllocationSchema = defineEntity({
  name: 'CityAllocation',
  tableName: 'city_allocation',
  properties: {
    city: p.text().$type<CityCode>().primary(),
    asOfOn: p.date().$type<BusinessDate>(),
    installed: p.integer(),
    ratioBasisPoints: p.integer(),
    cap: p.integer(),
    allocation: p.integer(),
    version: p.integer(),
  },
  checks: [{ name: 'city_allocation_within_cap', expression: 'allocation between 0 and cap' }],
  ...citySecurity('city_allocation'),
});
