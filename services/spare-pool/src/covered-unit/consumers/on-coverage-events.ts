import { Controller } from '@nestjs/common';
import { coverageEndedV1, coverageInheritedV1, unitRegisteredV1 } from '@rotables/contracts';
import type { CoverageEnded, CoverageInherited, UnitRegistered } from '@rotables/contracts';
import { Clock } from '@rotables/domain-kernel';
import { OnEvent, OnEventsTogether } from '@rotables/event-bus';
import { WithdrawAcquisition } from '../../acquisition-withdrawal/commands/withdraw-acquisition.js';
import { SpareUnitLedger } from '../../spare-unit/spare-unit.repository.js';
import { CoveredUnits } from '../covered-unit.repository.js';

/** What the pool knows of devices at customers: none of them is a spare (S9). */
@Controller()
export class OnCoverageEvents {
  constructor(
    private readonly coveredUnits: CoveredUnits,
    private readonly ledger: SpareUnitLedger,
    private readonly withdrawAcquisition: WithdrawAcquisition,
    private readonly clock: Clock,
  ) {}

  /** Registrations come by the ten thousand. */
  @OnEventsTogether(unitRegisteredV1)
  async onUnitsRegistered(bodies: readonly UnitRegistered[]): Promise<void> {
    // Who acquires the same serials at this moment has done so, or hears of this first.
    await this.ledger.takeEntryTurn();
    await this.coveredUnits.noteCovered(bodies);
    const serials = bodies.map(({ serial }) => serial);
    await this.withdrawAcquisition.yieldTo(serials, this.clock.now());
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
