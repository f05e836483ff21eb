import { Controller } from '@nestjs/common';
import {
  coverageEndedV1,
  coverageInheritedV1,
  entitlementDecidedV1,
  entitlementSupersededV1,
  unitRegisteredV1,
} from '@rotables/contracts';
import type {
  CoverageEnded,
  CoverageInherited,
  EntitlementDecided,
  EntitlementSuperseded,
  UnitRegistered,
} from '@rotables/contracts';
import { OnEvent, OnEventsTogether, type EventContext } from '@rotables/event-bus';
import { Projections } from '../projections.js';

/** What cases know of coverage and entitlement. */
@Controller()
export class OnWarrantyEvents {
  constructor(private readonly projections: Projections) {}

  /** Registrations come by the ten thousand. */
  @OnEventsTogether(unitRegisteredV1)
  async onUnitsRegistered(bodies: readonly UnitRegistered[]): Promise<void> {
    await this.projections.unitsCovered(bodies);
  }

  @OnEvent(coverageInheritedV1)
  async onCoverageInherited(body: CoverageInherited): Promise<void> {
    await this.projections.unitsCovered([body]);
  }

  @OnEvent(coverageEndedV1)
  async onCoverageEnded(body: CoverageEnded): Promise<void> {
    await this.projections.coverageEnded(body);
  }

  @OnEvent(entitlementDecidedV1)
  async onEntitlementDecided(body: EntitlementDecided): Promise<void> {
    await this.projections.entitlement(body, null);
  }

  @OnEvent(entitlementSupersededV1)
  async onEntitlementSuperseded(body: EntitlementSuperseded, { event }: EventContext): Promise<void> {
    await this.projections.entitlement(body, event.time);
  }
}
