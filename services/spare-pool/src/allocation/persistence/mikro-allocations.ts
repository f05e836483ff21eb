import { Injectable } from '@nestjs/common';
import { allocationChangedV1 } from '@rotables/contracts';
import { parseBusinessDate } from '@rotables/domain-kernel';
import type { BusinessDate, CityCode, Decision } from '@rotables/domain-kernel';
import { appendEvents } from '@rotables/outbox';
import { lockRow, UnitOfWork } from '@rotables/persistence';
import { refusingDuplicates, writeRow } from '../../aggregate-store.js';
import type { PoolEvent } from '../../pool-event.js';
import { NoPolicyInEffect, PolicyAlreadySet } from '../allocation.errors.js';
import { Allocations } from '../allocation.repository.js';
import type { InstalledBaseChange } from '../allocation.repository.js';
import type { AllocationBasis, AllocationPolicy, CityAllocation, QuotaUse } from '../allocation.js';
import { AllocationPolicySchema, CityAllocationSchema } from './allocation.schema.js';
import { quotaUse } from './quota-use.js';

const firstDay = parseBusinessDate('1970-01-01');

@Injectable()
export class MikroAllocations extends Allocations {
  async lock(city: CityCode): Promise<CityAllocation> {
    await UnitOfWork.preparedQuery(
      'city-allocation-ensure',
      `insert into city_allocation (city, as_of_on, installed, ratio_basis_points, cap, allocation, version)
       values ($1, $2, 0, 0, 0, 0, 0) on conflict (city) do nothing`,
      [city, firstDay],
    );
    return { ...(await lockRow(CityAllocationSchema, { city }, () => new NoPolicyInEffect(city))) };
  }

  async save({ state, events }: Decision<CityAllocation, PoolEvent>): Promise<CityAllocation> {
    const { city } = state;
    const version = await appendEvents(
      { topic: allocationChangedV1.topic, key: city, city, version: state.version },
      events,
    );
    await writeRow(CityAllocationSchema, { city }, { ...state, version }, false);
    return { ...state, version };
  }

  async basisOn(city: CityCode, day: BusinessDate): Promise<AllocationBasis> {
    const { rows } = await UnitOfWork.preparedQuery<{ installed: string }>(
      'installed-base-on',
      'select coalesce(sum(delta), 0) as installed from installed_base where city = $1 and changed_on <= $2',
      [city, day],
    );
    const policy = await UnitOfWork.current().findOne(
      AllocationPolicySchema,
      { effectiveOn: { $lte: day } },
      { orderBy: { effectiveOn: 'desc' } },
    );
    if (!policy) throw new NoPolicyInEffect(day);
    const { effectiveOn, ratioBasisPoints, cap, rounding } = policy;
    const installed = Math.max(0, Number(rows[0]?.installed ?? 0));
    return { asOfOn: day, installed, policy: { effectiveOn, ratioBasisPoints, cap, rounding } };
  }

  useOf(city: CityCode): Promise<QuotaUse> {
    return quotaUse(city);
  }

  async noteInstalledBase({ city, model, changedOn, delta }: InstalledBaseChange): Promise<void> {
    await UnitOfWork.preparedQuery(
      'installed-base-note',
      `insert into installed_base (city, model, changed_on, delta) values ($1, $2, $3, $4)
       on conflict (city, model, changed_on) do update set delta = installed_base.delta + excluded.delta`,
      [city, model, changedOn, delta],
    );
  }

  async cities(): Promise<readonly CityCode[]> {
    const rows = await UnitOfWork.current().find(CityAllocationSchema, {}, { orderBy: { city: 'asc' } });
    return rows.map(({ city }) => city);
  }

  async setPolicy(policy: AllocationPolicy, setBy: string): Promise<void> {
    await refusingDuplicates(
      () => UnitOfWork.current().insert(AllocationPolicySchema, { ...policy, setBy }),
      () => new PolicyAlreadySet(policy.effectiveOn),
    );
  }
}
