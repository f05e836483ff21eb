import { Controller } from '@nestjs/common';
import { coverageEndedV1, coverageInheritedV1, unitRegisteredV1 } from '@rotables/contracts';
import type { CoverageEnded, CoverageInherited, UnitRegistered } from '@rotables/contracts';
import { OnEvent, OnEventsTogether } from '@rotables/event-bus';
import { CoveredUnits } from '../covered-unit.repository.js';

/** What the pool knows of devices at customers: none of them is a spare (S9). */
@Controller()
export class OnCoverageEvents {
  constructor(private readonly coveredUnits: CoveredUnits) {}

  /** Registrations come by the ten thousand. */
  @OnEventsTogether(unitRegisteredV1)
  async onUnitsRegistered(bodies: readonly UnitRegistered[]): Promise<void> {
    await this.coveredUnits.noteCovered(bodies);
  }

  @OnEvent(coverageInheritedV1)
  async onCoverageInherited(body: CoverageInherited): Promise<void> {
    await this.coveredUnits.noteCovered([body]);
  }

  @OnEvent(coverageEndedV1)
  async onCoverageEnded(body: CoverageEnded): Promise<void> {
    await this.coveredUnits.noteEnded(body);
  }
}
