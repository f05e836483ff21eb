import { Controller } from '@nestjs/common';
import {
  coverageEndedV1,
  coverageInheritedV1,
  serviceFeeRecordedV1,
  unitRegisteredV1,
  type CoverageEnded,
  type CoverageInherited,
  type ServiceFeeRecorded,
  type UnitRegistered,
} from '@rotables/contracts';
import { parseBusinessDate, parseCityCode, parseSerial } from '@rotables/domain-kernel';
import { OnEvent, OnEventsTogether } from '@rotables/event-bus';
import type { CoverageTold } from '../covered-unit.js';
import { CoveredUnits } from '../covered-unit.repository.js';

/** What prices and fees have to know of covered units (B1, W4). */
@Controller()
export class OnCoverage {
  constructor(private readonly units: CoveredUnits) {}

  /** Registrations come by the ten thousand. */
  @OnEventsTogether(unitRegisteredV1)
  async onUnitsRegistered(bodies: readonly UnitRegistered[]): Promise<void> {
    await this.units.covered(bodies.map(toldOf));
  }

  @OnEvent(coverageInheritedV1)
  async onCoverageInherited(body: CoverageInherited): Promise<void> {
    await this.units.covered([toldOf(body)]);
  }

  @OnEvent(coverageEndedV1)
  async onCoverageEnded({ serial }: CoverageEnded): Promise<void> {
    await this.units.ended(parseSerial(serial));
  }

  @OnEvent(serviceFeeRecordedV1)
  async onServiceFeeRecorded({ serial, paidUntilOn }: ServiceFeeRecorded): Promise<void> {
    await this.units.feeRecorded(parseSerial(serial), parseBusinessDate(paidUntilOn, 'paidUntilOn'));
  }
}

function toldOf(body: UnitRegistered | CoverageInherited): CoverageTold {
  const { serial, model, city, customerName, planKind = null } = body;
  const paidUntilOn = 'inheritedFrom' in body ? body.serviceFeePaidUntilOn : null;
  return {
    serial: parseSerial(serial),
    city: parseCityCode(city),
    model,
    customerName,
    planKind,
    // A coverage that begins anew has no fee paid; one that is taken over keeps what was paid for it (W8).
    feePaidUntilOn: typeof paidUntilOn === 'string' ? parseBusinessDate(paidUntilOn, 'serviceFeePaidUntilOn') : null,
  };
}
