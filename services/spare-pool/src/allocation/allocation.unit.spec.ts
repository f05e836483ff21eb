import { parseBusinessDate, parseCityCode } from '@rotables/domain-kernel';
import { given } from '@rotables/testing';
import { allocationChangedV1 } from '@rotables/contracts';
import fc from 'fast-check';
import { allocationOf, cityAllocationLifecycle, followBasis, freeOf, heldOf } from './allocation.js';
import type { AllocationPolicy, CityAllocation } from './allocation.js';

const policy: AllocationPolicy = {
  effectiveOn: parseBusinessDate('1970-01-01'),
  ratioBasisPoints: 200,
  cap: 100,
  rounding: 'ceil',
};
const current: CityAllocation = {
  city: parseCityCode('DL'),
  asOfOn: parseBusinessDate('2013-04-01'),
  installed: 3_400,
  ratioBasisPoints: 200,
  cap: 100,
  allocation: 68,
  version: 3,
};
const asOfOn = parseBusinessDate('2013-04-10');

describe('allocation', () => {
  it('S1 is two per cent of the installed base, rounded up, at most a hundred', () => {
    expect([0, 1, 50, 51, 3_439, 5_000, 5_001].map((installed) => allocationOf(installed, policy))).toEqual([
      0, 1, 1, 2, 69, 100, 100,
    ]);
  });

  it('S1 rounds as the policy says', () => {
    const by = (rounding: AllocationPolicy['rounding']) =>
      [74, 75, 99, 100].map((installed) => allocationOf(installed, { ...policy, rounding }));
    expect(by('ceil')).toEqual([2, 2, 2, 2]);
    expect(by('floor')).toEqual([1, 1, 1, 2]);
    expect(by('half-up')).toEqual([1, 2, 2, 2]);
  });

  it('S1 never exceeds the cap and never falls when the base grows', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(10_000), fc.nat(200), (installed, ratioBasisPoints, cap) => {
        const one = { ...policy, ratioBasisPoints, cap };
        const less = allocationOf(installed, one);
        return less <= cap && less <= allocationOf(installed + 1, one);
      }),
    );
  });

  it('S1 announces a value that changes, and only that', () => {
    const body = { city: current.city, asOfOn, installed: 3_439, ratioBasisPoints: 200, cap: 100, allocation: 69 };
    given(current)
      .when(followBasis, { asOfOn, installed: 3_439, policy })
      .then([{ type: allocationChangedV1.type, body }])
      .thenState({ allocation: 69, installed: 3_439 });
    given(current)
      .when(followBasis, { asOfOn, installed: 3_399, policy })
      .then([])
      .thenState({ allocation: 68, installed: 3_399 });
  });

  it('S2 what is held is everything that takes from the quota', () => {
    const use = { onHand: 5, inTransit: 1, onLoan: 2, owedByRepair: 1, applied: 3 };
    expect(heldOf(use)).toBe(12);
    expect(freeOf(20, use)).toBe(8);
    expect(freeOf(10, use)).toBe(0);
  });

  it('reaches every state', () => expect(cityAllocationLifecycle.unreachableFrom('announced')).toEqual([]));
});
