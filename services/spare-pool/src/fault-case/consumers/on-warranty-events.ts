import { Controller } from '@nestjs/common';
import { entitlementDecidedV1, entitlementSupersededV1 } from '@rotables/contracts';
import type { EntitlementDecided, EntitlementSuperseded } from '@rotables/contracts';
import { OnEvent } from '@rotables/event-bus';
import { FaultCases } from '../fault-case.repository.js';

/** What a customer is entitled to decides whether a spare may stay (S7). */
@Controller()
export class OnWarrantyEvents {
  constructor(private readonly cases: FaultCases) {}

  @OnEvent(entitlementDecidedV1)
  async onEntitlementDecided(body: EntitlementDecided): Promise<void> {
    await this.cases.noteEntitlement(body);
  }

  @OnEvent(entitlementSupersededV1)
  async onEntitlementSuperseded(body: EntitlementSuperseded): Promise<void> {
    await this.cases.noteEntitlement(body);
  }
}
